import { remark } from '../text/yaml-document';
import type { WorkspaceApp } from '../workspace/resolved';
import { ACTIONS } from './actions';
import { lines, pythons } from './apps';
import { install, type Pipeline, type Step } from './steps';
import { RUNNER } from './tools';

/** A part of a workflow. */
export type Yaml = Readonly<Record<string, unknown>>;

/** What every job may do. */
export const READ: Yaml = { contents: 'read' };

function use(name: string, { name: action, commit, version }: (typeof ACTIONS)[keyof typeof ACTIONS], given: Yaml) {
  return { name, uses: remark(`${action}@${commit}`, version), with: given };
}

/** A step in the words of GitHub. No expression stands in a script: whoever names a branch would write in it. */
export function worded({ name, run, env }: Step, more: Yaml = {}, id?: string): Yaml {
  const variables = { ...env, ...more };
  return {
    name,
    ...(id === undefined ? {} : { id }),
    ...(Object.keys(variables).length === 0 ? {} : { env: variables }),
    run: run.length === 1 ? run[0] : `${lines(run)}\n`,
  };
}

/** The repository, with all commits where something is compared with an earlier one. */
function checkout(history: boolean): Yaml {
  return use('Check out', ACTIONS.checkout, { ...(history ? { 'fetch-depth': 0 } : {}), 'persist-credentials': false });
}

/** What a job begins with. Nothing is taken from a cache that a proposed change may have written to. */
export function setUp(pipeline: Pipeline, apps: readonly WorkspaceApp[] = [], history = true): Yaml[] {
  const node = { 'node-version': pipeline.workspace.node, 'package-manager-cache': false };
  const found = pythons(apps);
  const versions = found.length === 1 ? found[0] : `${lines(found)}\n`;
  return [
    checkout(history),
    use('Set up Node', ACTIONS.node, node),
    ...(apps.length === 0 ? [] : [use('Set up Python', ACTIONS.python, { 'python-version': versions })]),
    worded(install(pipeline)),
  ];
}

/** A job on the runner of all jobs. What is given may say more of it, and other permissions. */
export function job(pipeline: Pipeline, name: string, given: Yaml, steps: readonly Yaml[]): Yaml {
  const { timeout } = pipeline.workspace.pipeline;
  return { name, 'runs-on': RUNNER, 'timeout-minutes': timeout, permissions: READ, ...given, steps };
}
