import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeContract } from '../../core/app/runtime-contract';
import { COMPOSE_DEVELOPMENT_FILE, COMPOSE_FILE, COMPOSE_OVERRIDE_FILES } from '../../core/constants';
import { reloadsInContainer } from '../../core/orchestrators/compose/development';
import { reachable } from '../../core/orchestrators/compose/words';
import { InvalidInputError } from '../../core/text/problems';
import { tellMissingIndexes } from '../../io/build-secrets';
import { runInForeground } from '../../io/foreground';
import { runProgram } from '../../io/programs';
import { makeSecrets } from '../../io/secrets';
import { deedOf, groupMissing, type Deed } from '../deed';
import type { Command, CommandLine, ExitCode } from '../command';
import { appsTogether, composeTogether } from '../compose-workspace';
import { say, sayAside } from '../say';

const DEEDS = ['up', 'dev', 'down'] as const;

/** The project belongs to the app: what was started for options that are no longer given has no other end. */
const ORPHANS = '--remove-orphans';

/** The files to read. That of the user is the last, as when Compose itself looks for them: it has the last word. */
function files({ target }: Deed, ...more: readonly string[]): string[] {
  const own = COMPOSE_OVERRIDE_FILES.find((name) => existsSync(join(target.path, name)));
  const read = [COMPOSE_FILE, ...more, ...(own === undefined ? [] : [own])];
  return read.flatMap((file) => ['--file', file]);
}

/** Lines of each service that are shown when the start fails. */
const LAST_LINES = '20';

async function engineCompose({ app, target }: Deed, words: readonly string[], aside?: 'aside'): Promise<ExitCode> {
  const argv = [app.engine, 'compose', ...words];
  const { code, failure } = await runInForeground(argv, { cwd: target.path, aside: aside !== undefined });
  if (failure === undefined) return code;
  const fix = `install ${app.engine} with its compose plugin, or set "engine" to the one that is installed`;
  throw new InvalidInputError('the command line', [{ option: 'engine', value: app.engine, reason: failure, fix }]);
}

/** Where the app answers: the engine knows, since a variable or `.env` may have published another port. */
function address(deed: Deed): string {
  const { app, target } = deed;
  const { name, port, local } = runtimeContract(app);
  const argv = [app.engine, 'compose', ...files(deed), 'port', name, String(port)];
  const [published = ''] = runProgram(argv, { cwd: target.path }).stdout.trim().split('\n');
  return `http://${published === '' ? `127.0.0.1:${String(local.port)}` : reachable(published)}`;
}

/** What the engine cannot tell, or would tell late. */
function prepare({ app, target }: Deed): void {
  tellMissingIndexes(app, target.path);
  makeSecrets(app, target.path, target.shown);
}

async function up(deed: Deed, words: readonly string[]): Promise<ExitCode> {
  prepare(deed);
  const code = await engineCompose(deed, [...files(deed), 'up', '--detach', '--build', '--wait', ORPHANS, ...words]);
  if (code === 0) {
    say(`${deed.app.name} answers on ${address(deed)}`);
    return code;
  }
  sayAside(`The last lines of each service, where one was started:`);
  await engineCompose(deed, [...files(deed), 'logs', '--no-color', '--tail', LAST_LINES], 'aside');
  sayAside(`All of them: ${deed.app.engine} compose --file ${join(deed.target.shown, COMPOSE_FILE)} logs`);
  return code;
}

function dev(deed: Deed, words: readonly string[]): Promise<ExitCode> {
  prepare(deed);
  const watch = deed.app.compose?.development === 'watch' ? ['--watch'] : [];
  return engineCompose(deed, [...files(deed, COMPOSE_DEVELOPMENT_FILE), 'up', '--build', ORPHANS, ...watch, ...words]);
}

async function down(deed: Deed, words: readonly string[]): Promise<ExitCode> {
  const { app, target } = deed;
  const code = await engineCompose(deed, [...files(deed), 'down', ORPHANS, ...words]);
  // Compose knows no networks but those of the files as they are now.
  const ofProject = `label=com.docker.compose.project=${runtimeContract(app).name}`;
  if (code === 0) runProgram([app.engine, 'network', 'prune', '--force', '--filter', ofProject], { cwd: target.path });
  return code;
}

async function run({ operands, passedOn }: CommandLine): Promise<ExitCode> {
  const [first = '', ...others] = operands;
  const together = DEEDS.some((name) => name === first) ? appsTogether(process.cwd()) : undefined;
  if (together) return composeTogether(process.cwd(), together, first, [...others, ...passedOn]);
  const deed = deedOf(operands, DEEDS);
  const { name, app, target } = deed;
  if (!app.compose) throw groupMissing('compose', target);
  const words = [...deed.words, ...passedOn];
  if (name === 'down') return down(deed, words);
  if (name === 'up') return up(deed, words);
  if (reloadsInContainer(app)) return dev(deed, words);
  throw new InvalidInputError(`the options of ${target.shown}`, [
    {
      option: 'compose.development',
      value: app.compose.development,
      reason: `makes no ${COMPOSE_DEVELOPMENT_FILE}, or the server ${app.server} cannot reload in the image`,
      allowed: '"mount" or "watch", with another server than granian',
      fix: 'change the options, or develop with the target `serve`',
    },
  ]);
}

/** Runs an app beside its services on this machine. */
export const compose: Command = {
  name: 'compose',
  summary: 'runs an app beside its services on this machine: up, dev or down',
  usage: '[directory] <up|dev|down> [-- words]',
  description: [
    'up builds the image, starts it beside its services, and waits until it answers. dev does so with the source of this',
    'machine and a server that reloads, until it is stopped. down stops them all, and keeps their data. At the root of a',
    'workspace with "compose", without a directory, up and down are about all apps of its compose.yaml.',
  ],
  switches: [],
  closing: [
    'Words behind `--` go to the engine: fastapi-container compose apps/orders down -- --volumes',
    '',
    'Exit code: that of the engine; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'words for the engine go behind `--`',
  run,
};
