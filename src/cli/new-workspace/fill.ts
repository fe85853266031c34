import { mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LAUNCH_FILE } from '../../core/debug/launch';
import type { Layout } from '../../core/new-workspace/layout';
import { pageFiles } from '../../core/new-workspace/page';
import { rootFiles } from '../../core/new-workspace/root-files';
import { baseName } from '../../core/text/paths';
import { InvalidInputError } from '../../core/text/problems';
import { writeAtomically } from '../../io/disk';
import { ownEnvironment, type Installer } from '../../io/npm-installer';
import { OWN_PROGRAM } from '../../io/own-program';
import { runProgram, type Ended } from '../../io/programs';
import { loadTemplates } from '../../io/templates';
import { version } from '../version';

/** A workspace that is to be made. */
export interface NewWorkspace {
  /** Its directory, new or empty. */
  readonly target: string;
  readonly name: string;
  readonly layout: Layout;
  readonly installer: Installer;
  /** Options of the service, as flags. */
  readonly flags: readonly string[];
  /** What VS Code attaches to the service with. */
  readonly launch: string;
}

/** Lines of a program that has failed that are shown: the last tell why. */
const LAST = 15;

function assertDone(
  { failure, missing, status, stdout, stderr }: Ended,
  subject: string,
  name: string,
  fix: string,
): void {
  if (failure === undefined) return;
  for (const line of (stdout + stderr).trim().split('\n').slice(-LAST)) console.error(`  ${line}`);
  // Both may be scripts, which Node runs.
  const reason = missing ? failure : `${name} ended with exit code ${String(status)}`;
  throw new InvalidInputError(subject, [{ option: name, reason, fix }]);
}

function write({ target, name, layout, installer, flags, launch }: NewWorkspace): void {
  const { service, client, page } = layout;
  const put = (files: Readonly<Record<string, string>>, directory = '') => {
    for (const [path, text] of Object.entries(files)) writeAtomically(join(target, directory, path), text);
  };
  put({
    ...rootFiles(name, layout, { version: version(), packageManager: installer.name, nx: installer.nx }),
    ...installer.files,
    [LAUNCH_FILE]: launch,
  });
  // Each is a command of its own, which a person can call as well.
  for (const words of [
    ['new', service.directory, `--name=${service.name}`, ...flags],
    ['client', client, `--app=${service.directory}`],
  ]) {
    assertDone(runProgram([...OWN_PROGRAM, ...words], { cwd: target }), 'the workspace', words[0] ?? '', 'see above');
  }
  const settings = { ...page, service, client: baseName(client), packageManager: installer.name };
  const files = pageFiles(settings, loadTemplates()).map(({ path, content }) => [path, content] as const);
  put(Object.fromEntries(files), page.directory);
}

/** Removes a directory that is empty. @returns whether it is gone */
function removeEmpty(directory: string): boolean {
  if (readdirSync(directory).length > 0) return false;
  rmdirSync(directory);
  return true;
}

/**
 * Removes what a run that failed has left, and nothing that was not there before.
 *
 * @param made the uppermost directory that it made, undefined where the target was there
 */
function takeBack(target: string, made: string | undefined, before: readonly string[]): void {
  for (const name of readdirSync(target)) {
    if (!before.includes(name)) rmSync(join(target, name), { recursive: true, force: true });
  }
  if (made === undefined) return;
  // What somebody else has put into one meanwhile stays.
  for (let place = target; place.startsWith(made) && removeEmpty(place); place = dirname(place));
}

/**
 * Writes the files of a workspace, and installs what they ask for. Where one of the two fails nothing is left, so that the
 * same command can be typed again.
 */
export function fillWorkspace(workspace: NewWorkspace): void {
  const { target, installer } = workspace;
  const made = mkdirSync(target, { recursive: true });
  const before = readdirSync(target);
  try {
    write(workspace);
    const env = { ...ownEnvironment(process.env), ...installer.env };
    const doing = `Installing Nx, fastapi-container, Vite and TypeScript with ${installer.name}`;
    const installed = runProgram(installer.install, { cwd: target, env, doing });
    const fix = 'its messages above say why: perhaps its registry cannot be reached. Then type the same command again';
    assertDone(installed, 'the installation', installer.name, fix);
  } catch (error) {
    takeBack(target, made, before);
    throw error;
  }
}
