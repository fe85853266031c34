import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeContract } from '../core/app/runtime-contract';
import { COMPOSE_FILE, COMPOSE_OVERRIDE_FILES, WORKSPACE_FILE } from '../core/constants';
import { includedApps } from '../core/orchestrators/compose/workspace';
import { reachable } from '../core/orchestrators/compose/words';
import { InvalidInputError } from '../core/text/problems';
import type { WorkspaceApp } from '../core/workspace/resolved';
import { isApp } from '../io/app';
import { tellMissingIndexes } from '../io/build-secrets';
import { runInForeground } from '../io/foreground';
import { runProgram } from '../io/programs';
import { makeSecrets } from '../io/secrets';
import { isWorkspace, readWorkspace } from '../io/workspace';
import type { ExitCode } from './command';
import { appsOf } from './workspace';
import { say } from './say';

/** The apps that the compose file of a workspace includes; undefined where an app is meant, or nothing is included. */
export function appsTogether(root: string): readonly WorkspaceApp[] | undefined {
  if (isApp(root) || !isWorkspace(root)) return undefined;
  const workspace = readWorkspace(root);
  if (workspace.compose === undefined) return undefined;
  const apps = includedApps(workspace, { apps: appsOf(root) });
  return apps.length === 0 ? undefined : apps;
}

/** Makes and looks for what the files of all apps mount. @throws InvalidInputError naming what is missing of any */
function prepare(root: string, apps: readonly WorkspaceApp[]): void {
  const problems = apps.flatMap(({ directory, app }) => {
    const path = join(root, directory);
    tellMissingIndexes(app, path);
    try {
      makeSecrets(app, path, directory);
      return [];
    } catch (error) {
      if (error instanceof InvalidInputError) return error.problems;
      throw error;
    }
  });
  if (problems.length > 0) throw new InvalidInputError('the secrets', problems);
}

/** Where an app answers: the engine knows, since a variable may have published another port. */
function address(engine: string, cwd: string, { app }: WorkspaceApp): string {
  const { name, port, local } = runtimeContract(app);
  const [published = ''] = runProgram([engine, 'compose', 'port', name, String(port)], { cwd }).stdout.split('\n');
  return `http://${published === '' ? `127.0.0.1:${String(local.port)}` : reachable(published)}`;
}

/** Runs all apps of a workspace side by side, or ends them. */
export async function composeTogether(
  root: string,
  apps: readonly WorkspaceApp[],
  deed: string,
  words: readonly string[],
): Promise<ExitCode> {
  if (deed !== 'up' && deed !== 'down') {
    const reason = 'is done with one app at a time: all of them follow one file';
    const fix = `name the app, such as: compose ${apps[0]?.directory ?? 'apps/orders'} ${deed}`;
    throw new InvalidInputError('the command line', [{ option: deed, reason, allowed: 'up, down', fix }]);
  }
  if (deed === 'up') prepare(root, apps);
  const engine = apps[0]?.app.engine ?? 'docker';
  const own = COMPOSE_OVERRIDE_FILES.filter((name) => existsSync(join(root, name))).slice(0, 1);
  const files = [COMPOSE_FILE, ...own].flatMap((file) => ['--file', file]);
  const how = deed === 'up' ? ['--detach', '--build', '--wait'] : [];
  const argv = [engine, 'compose', ...files, deed, ...how, '--remove-orphans', ...words];
  const { code, failure } = await runInForeground(argv, { cwd: root, aside: false });
  if (failure !== undefined) {
    const fix = `install ${engine} with its compose plugin, or set "engine" of the apps to the one that is installed`;
    throw new InvalidInputError(WORKSPACE_FILE, [{ option: 'compose', reason: failure, fix }]);
  }
  if (code === 0 && deed === 'up') {
    for (const app of apps) say(`${app.app.name} answers on ${address(engine, root, app)}`);
  }
  return code;
}
