import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineOf } from '../../core/engines';
import { pushedLines, pushWords } from '../../core/engines/push-words';
import { pushProblem } from '../../core/image/registry';
import { InvalidInputError, unwrap } from '../../core/text/problems';
import type { ResolvedApp } from '../../core/app/resolved';
import { readApp } from '../../io/app';
import { tryReadText } from '../../io/disk';
import { runInForeground } from '../../io/foreground';
import type { Command, CommandLine, ExitCode } from '../command';
import { notStarted } from '../run-task';
import { targetsOrHere, type Target } from '../targets';

function oneApp(operands: readonly string[]): Target {
  const [target, ...more] = targetsOrHere(process.cwd(), operands);
  if (target && more.length === 0) return target;
  const problem = { option: 'directory', value: operands.join(' '), reason: 'is more than one app' };
  const fix = 'push one after the other, or with `nx run-many --targets=container-push`';
  throw new InvalidInputError('the command line', [{ ...problem, fix }]);
}

/** Runs the engine's commands one after the other. What they tell is no result: the standard output is the digest's. */
async function runAll(
  commands: readonly (readonly string[])[],
  app: ResolvedApp,
  { path, shown }: Target,
): Promise<ExitCode> {
  for (const argv of commands) {
    const { code, failure, stopped } = await runInForeground(argv, { cwd: path, aside: true });
    if (failure !== undefined) {
      throw new InvalidInputError('the task', [notStarted({ from: 'path', argv }, failure, app, shown)]);
    }
    if (code !== 0 || stopped) return code === 0 ? 1 : code;
  }
  return 0;
}

/** Flags of the command are the same behind `--`, where Nx and the task put them. */
export function pushedWords({ options, switches, passedOn }: CommandLine): string[] {
  const tags = (options.tag as readonly string[] | undefined) ?? [];
  return [...tags.map((tag) => `--tag=${tag}`), ...(switches.has('only') ? ['--only'] : []), ...passedOn];
}

async function run(line: CommandLine): Promise<ExitCode> {
  const target = oneApp(line.operands);
  const app = readApp(target.path, target.shown);
  const problem = pushProblem(app);
  if (problem) throw new InvalidInputError(`the options of ${target.shown}`, [problem]);
  const words = unwrap(pushWords(app, pushedWords(line)), 'the command line');
  const engine = engineOf(app);
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-push-'));
  try {
    const digestFile = join(directory, 'digest');
    const code = await runAll(engine.push(app, words, digestFile), app, target);
    if (code !== 0) return code;
    const digest = engine.digestIn(tryReadText(digestFile) ?? '');
    if (digest === undefined) console.error(`Pushed. ${app.engine} has not told the digest of what it has pushed.`);
    else console.log(pushedLines(words.references, digest).join('\n'));
    return 0;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Pushes the image of an app, and tells its digest. */
export const push: Command = {
  name: 'push',
  summary: 'pushes the image of an app, and prints its digest',
  usage: '[directory] [--tag <tag>] [--only] [-- words]',
  description: [
    'Builds the image for all its platforms and pushes it under each of `image.tags`. Then it prints what was pushed as',
    '<name>@sha256:<digest>, on a line of its own and alone on the standard output. It is the task `container-push`,',
    'which first checks that the files are in step.',
  ],
  switches: [{ name: 'only', help: 'push it under the given tags alone, without those of `image.tags`' }],
  decisions: [
    {
      name: 'tag',
      value: 'tag',
      help: 'push it under this tag too, such as the version of a release; may be repeated',
      multiple: true,
      repeat: true,
    },
  ],
  closing: [
    'Words behind `--` go to the engine: fastapi-container push apps/orders --tag=0.2.0 -- --no-cache',
    'Both flags may stand there as well.',
    '',
    'Exit code: that of the engine; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'it goes behind `--`, as words for the engine do',
  run,
};
