import type { PipelineOptions } from '../../src/core/options';
import { ciProblems } from '../../src/core/ci/rules';
import type { ResolvedWorkspace, WorkspaceFacts } from '../../src/core/workspace/resolved';
import { factsOf, resolvedWorkspace, type PipelineSet } from '../../test/support/pipelines';
import { coverPairs, type Choice } from './pairs';

const at = (host: string, name = 'orders') => ({ image: { name: `${host}/${name}` } });

/** An app of each kind that a pipeline does something else for. */
function appsWith(options: object, host = 'ghcr.io/acme'): Readonly<Record<string, object>> {
  return { 'apps/orders': { ...at(host), kubernetes: {}, ...options }, 'apps/billing': at(host, 'billing') };
}

const SEVERAL = { image: { name: 'ghcr.io/acme/orders', platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'] } };

const APPS: readonly Readonly<Record<string, object>>[] = [
  appsWith({}),
  appsWith({ database: 'postgres', python: '3.12' }),
  appsWith({ cache: 'redis' }),
  appsWith({ database: 'postgres', cache: 'redis' }),
  appsWith({ lock: true, libraries: ['../../libs/money'] }),
  appsWith({ dependencies: 'uv' }),
  appsWith(SEVERAL),
  appsWith({}, 'registry.gitlab.com/acme/shop'),
  appsWith({}, 'registry.example.com:5000'),
  appsWith({}, 'acme'),
  { '.': { ...at('ghcr.io/acme'), name: 'orders' } },
  Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`apps/app-${String(index)}`, at('ghcr.io', `app/x-${String(index)}`)]),
  ),
];

const pipeline = (options: PipelineOptions): PipelineSet => ({ pipeline: options });

type Part = { readonly set?: PipelineSet; readonly facts?: Partial<WorkspaceFacts>; readonly apps?: object };

const set = (given: PipelineSet): Part => ({ set: given });

/** Values of everything that a pipeline depends on. */
const FACTORS: Readonly<Record<string, readonly Part[]>> = {
  apps: APPS.map((apps) => ({ apps })),
  nx: [{ facts: { nx: true } }, { facts: { nx: false } }],
  manager: [
    {},
    { facts: { packageManager: 'pnpm' } },
    { facts: { packageManager: 'pnpm', packageManagerVersion: '10.4.1' } },
    { facts: { packageManager: 'yarn' } },
    { facts: { packageManager: 'yarn', packageManagerVersion: '4.9.2' } },
    { facts: { packageManager: 'bun' } },
  ],
  tags: [{}, set({ tags: 'date-commit' }), set({ tags: 'branch' })],
  node: [{}, set({ node: '22.11.0' })],
  branch: [{}, set(pipeline({ branch: 'release/1.x_y-z' }))],
  cache: [{}, set(pipeline({ cache: 'none' }))],
  scan: [{}, set(pipeline({ scan: false }))],
  attest: [{}, set(pipeline({ attest: false }))],
  deploy: [{}, set(pipeline({ deploy: 'kubernetes' })), set(pipeline({ deploy: 'pull-request' }))],
  overlay: [{}, set(pipeline({ overlay: 'staging-eu' }))],
  timeout: [{}, set(pipeline({ timeout: 5 })), set(pipeline({ timeout: 360 }))],
};

const factors = Object.entries(FACTORS);

/** A workspace with a pipeline. */
export interface PipelineRow {
  readonly workspace: ResolvedWorkspace;
  readonly facts: WorkspaceFacts;
}

const facts = new Map(APPS.map((apps) => [apps, factsOf(apps).apps]));

function rowOf(choice: Choice): PipelineRow {
  const parts = factors.map(([factor, values]) => values[choice.get(factor) ?? 0] ?? {});
  const sets = parts.map((part) => part.set ?? {});
  const options: PipelineSet = Object.assign({}, ...sets) as PipelineSet;
  const own = Object.assign({}, ...sets.map((each) => each.pipeline)) as PipelineOptions;
  const apps = (parts.find((part) => part.apps !== undefined)?.apps ?? APPS[0]) as (typeof APPS)[number];
  const more = Object.assign({}, ...parts.map((part) => part.facts)) as Partial<WorkspaceFacts>;
  return {
    workspace: resolvedWorkspace({ ...options, pipeline: own }),
    facts: { ...factsOf({}, more), apps: facts.get(apps) ?? [] },
  };
}

/** Every accepted pair of values at least once. */
export function pipelineRows(): { readonly rows: PipelineRow[]; readonly pairs: number } {
  const space = {
    factors: factors.map(([factor, values]) => [factor, values.length] as const),
    accepted: (choice: Choice) => {
      const row = rowOf(choice);
      return ciProblems(row.workspace, row.facts, true).length === 0;
    },
    contexts: [new Map<string, number>()],
  };
  const { choices, pairs } = coverPairs(space, 7);
  return { rows: choices.map(rowOf), pairs };
}
