import { addressAt, DATABASE } from '../orchestrators/compose/services';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { directories, forEach, FIND_BASE } from './shell';
import { libraries, lines, type ServiceGroup } from './apps';
import { installLines, programCall } from './package-manager';
import { TOOLS } from './tools';

/** One thing that a pipeline does, in the words of no service. */
export interface Step {
  readonly name: string;
  /** Lines of bash, run with -eo pipefail in the root of the workspace. */
  readonly run: readonly string[];
  /** Its variables, besides those that the service gives: BASE, APP, IMAGES. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What the steps follow from. */
export interface Pipeline {
  readonly workspace: ResolvedWorkspace;
  readonly facts: WorkspaceFacts;
}

/** Installs Nx, or this package alone. */
export function install({ workspace, facts }: Pipeline): Step {
  return { name: 'Install the packages of the workspace', run: installLines(workspace, facts) };
}

/** Fails where a file that is generated is not what the options lead to. */
export function inStep({ facts }: Pipeline): Step {
  const call = programCall(facts);
  const check = `${call} fastapi-container check`;
  // The first tells what Nx would change, and of a file that a person edited there is nothing to change.
  const run = facts.nx ? [`${call} nx sync:check`, check] : [check];
  return { name: 'Compare generated files with the options', run };
}

const TASKS = 'lint typecheck test';

/** Code, types, tests, and the contracts with clients. */
export function tasks({ facts }: Pipeline): Step {
  const call = programCall(facts);
  const name = 'Check and test';
  if (facts.nx) {
    return { name, run: [...FIND_BASE, `${call} nx affected -t ${TASKS} openapi-check --base="$BASE"`] };
  }
  const found = libraries(facts.apps);
  const each = (names: string) => `for task in ${names}; do ${call} fastapi-container run "$task" "$directory"; done`;
  return {
    name,
    run: [
      ...forEach('APPS', each(`${TASKS} openapi-check`)),
      ...(found.length === 0 ? [] : forEach('LIBRARIES', each(TASKS))),
    ],
    env: { APPS: directories(facts.apps), ...(found.length === 0 ? {} : { LIBRARIES: lines(found) }) },
  };
}

/** Where the tests find services. @param host the name by which the service gives each of them */
export function serviceVariables(group: ServiceGroup, host: (name: string) => string): Record<string, string> {
  const variables = { postgres: 'TEST_DATABASE_URL', redis: 'REDIS_URL' };
  return Object.fromEntries(group.services.map(({ name }) => [variables[name], addressAt(name, host(name))]));
}

/** What PostgreSQL is told in a pipeline, where nothing but the tests reaches it. */
export const DATABASE_VARIABLES = {
  POSTGRES_DB: DATABASE,
  POSTGRES_USER: DATABASE,
  POSTGRES_HOST_AUTH_METHOD: 'trust',
} as const;

/** The tests of the app that APP names, beside its services. */
export function testWithServices({ facts }: Pipeline): Step {
  const call = programCall(facts);
  const name = 'Test beside the services';
  if (!facts.nx) return { name, run: [`${call} fastapi-container run test "$APP"`] };
  return {
    name,
    run: [
      ...FIND_BASE,
      '# Of this app alone, and not from the cache, which does not know of the services.',
      `${call} nx affected -t test --base="$BASE" --exclude="*,!directory:$APP" --skip-nx-cache`,
    ],
  };
}

/** oasdiff, which tells what breaks clients. */
export const getOasdiff: Step = {
  name: 'Get oasdiff',
  run: [`go install ${TOOLS.oasdiff.module}@${TOOLS.oasdiff.version}`],
};

/** Fails where a contract breaks clients of BASE. */
export function breaking({ facts }: Pipeline): Step {
  return {
    name: 'Look for changes that break clients',
    run: [
      'mapfile -t directories <<< "$APPS"',
      `${programCall(facts)} fastapi-container openapi "\${directories[@]}" --breaking --base="$BASE"`,
    ],
    env: { APPS: directories(facts.apps) },
  };
}
