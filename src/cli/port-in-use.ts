import { toRegenerate } from '../core/plan/door';
import { optionsFileOf } from '../core/input/options-file';
import type { ResolvedApp } from '../core/app/resolved';
import type { Task } from '../core/tasks';
import type { Problem } from '../core/text/problems';
import { neighboursOf } from '../io/neighbours';
import { isPortTaken } from '../io/ports';
import { ownCalls } from './called';
import type { Target } from './targets';

/** Words by which a person gives a server another address than the options. */
const OTHER_ADDRESS = /^(-p|-b|--port|--bind|--publish|--host|--uds|--fd)/;

/** What `docker run` and `podman run` end with where the container could not be started. */
export const NOT_STARTED_BY_ENGINE = 125;

/** Where a task listens, or a debugger beside it. */
interface Listens extends Omit<NonNullable<Task['listens']>, 'option'> {
  readonly option: NonNullable<Task['listens']>['option'] | 'debugPort';
}

/**
 * What a person does about a port that is in use.
 *
 * @param others directories of the apps whose port it is too, as messages name them
 */
function portProblem(
  { option, port }: Listens,
  others: readonly string[],
  { managedBy }: Pick<ResolvedApp, 'managedBy'>,
  shown: string,
): Problem {
  const maybe = ['this app, if it runs already', ...others.map((other) => `the app in ${other}, whose port it is too`)];
  const find = `\`lsof -i :${String(port)}\` tells what it is`;
  const change =
    managedBy === undefined
      ? `set "${option}" in ${optionsFileOf(shown)}, and run ${toRegenerate('command line', shown, ownCalls())}`
      : `set "${option}" in the projen call, and run \`${ownCalls().projen}\``;
  return {
    option,
    value: port,
    reason: `port ${String(port)} of this machine is in use. It may be ${maybe.join(', or ')}`,
    allowed: 'a port that nothing else listens on',
    fix: `stop what listens there (${find}), or take another port: ${change}`,
  };
}

/**
 * The problem with a task whose port is in use.
 *
 * @param words what a person adds to the command: another address is that person's business
 */
export async function portInUse(
  { listens }: { readonly listens?: Listens },
  words: readonly string[],
  app: Pick<ResolvedApp, 'managedBy'>,
  { path, shown }: Target,
): Promise<Problem | undefined> {
  if (!listens || words.some((word) => OTHER_ADDRESS.test(word))) return undefined;
  if (!(await isPortTaken(listens.port, listens.host))) return undefined;
  const same = neighboursOf(path).filter(({ ports }) => ports.includes(listens.port));
  return portProblem(
    listens,
    same.map((each) => each.shown),
    app,
    shown,
  );
}
