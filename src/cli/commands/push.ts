import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { engineOf } from '../../core/engines';
import { pushedLines, pushWords, type PushWords } from '../../core/engines/push-words';
import { asBuilt, asPushed, takesAttestations } from '../../core/engines/pushed';
import { pushProblem } from '../../core/image/registry';
import { InvalidInputError, unwrap } from '../../core/text/problems';
import type { ResolvedApp } from '../../core/app/resolved';
import { readApp } from '../../io/app';
import { tryReadText } from '../../io/disk';
import { runInForeground } from '../../io/foreground';
import type { Command, CommandLine, ExitCode } from '../command';
import { notStarted } from '../run-task';
import { targetsOrHere, type Target } from '../targets';
import { scanApp } from './scan';
import { say, sayAside } from '../say';

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
  const file = options.digestFile;
  return [
    ...tags.map((tag) => `--tag=${tag}`),
    ...(typeof file === 'string' ? [`--digest-file=${file}`] : []),
    ...[...switches].map((name) => `--${name}`),
    ...passedOn,
  ];
}

/** Builds the image for this machine with the builder that pushes, and looks into it. @returns 0 where it may be pushed */
async function tryOut(app: ResolvedApp, { manner }: PushWords, target: Target): Promise<ExitCode> {
  const built = asBuilt(app, manner);
  const code = await runAll(engineOf(app).build(built, true), built, target);
  return code === 0 && manner.scan ? scanApp(app, 'aside') : code;
}

/** Pushes the image, and tells by which digest. */
async function send(app: ResolvedApp, words: PushWords, target: Target): Promise<ExitCode> {
  const { manner, references } = words;
  const engine = engineOf(app);
  if (manner.attestations && !takesAttestations(app)) {
    sayAside('Nothing is attached: AWS Lambda, which is to run the image (push.target), rejects it then.');
  }
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-push-'));
  try {
    const digestFile = join(directory, 'digest');
    const code = await runAll(engine.push(asPushed(app, manner), words, digestFile), app, target);
    if (code !== 0) return code;
    const digest = engine.digestIn(tryReadText(digestFile) ?? '');
    if (digest === undefined) {
      sayAside(`Pushed. ${app.engine} has not told the digest of what it has pushed.`);
      return 0;
    }
    const lines = pushedLines(references, digest).join('\n');
    say(lines);
    if (manner.digestFile !== undefined) appendFileSync(resolve(manner.digestFile), `${lines}\n`);
    return 0;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function run(line: CommandLine): Promise<ExitCode> {
  const target = oneApp(line.operands);
  const app = readApp(target.path, target.shown);
  const problem = pushProblem(app);
  if (problem) throw new InvalidInputError(`the options of ${target.shown}`, [problem]);
  const words = unwrap(pushWords(app, pushedWords(line)), 'the command line');
  const { scan, dryRun } = words.manner;
  const code = scan || dryRun ? await tryOut(app, words, target) : 0;
  if (code === 0 && dryRun) sayAside(`${target.shown}: built, and not pushed`);
  return code !== 0 || dryRun ? code : send(app, words, target);
}

/** Pushes the image of an app, and tells its digest. */
export const push: Command = {
  name: 'push',
  summary: 'pushes the image of an app, and prints its digest',
  usage: '[directory] [--tag <tag>] [--only] [--cache] [--scan] [--attestations] [--dry-run] [-- words]',
  description: [
    'Builds the image for all its platforms and pushes it under each of `image.tags`. Then it prints what was pushed as',
    '<name>@sha256:<digest>, on a line of its own and alone on the standard output. It is the task `container-push`,',
    'which first checks that the files are in step.',
  ],
  switches: [
    { name: 'only', help: 'push it under the given tags alone, without those of `image.tags`' },
    { name: 'cache', help: 'take layers from <name>:buildcache beside the image, and keep them there' },
    { name: 'scan', help: 'scan it before, as container-scan does; where something is found, nothing is pushed' },
    { name: 'attestations', help: 'attach a bill of materials and the provenance (not for AWS Lambda)' },
    { name: 'dry-run', help: 'build it, and scan it with --scan, but push nothing' },
  ],
  decisions: [
    {
      name: 'tag',
      value: 'tag',
      help: 'push it under this tag too, such as the version of a release; may be repeated',
      multiple: true,
      repeat: true,
    },
    { name: 'digest-file', value: 'path', help: 'add what is printed to the end of this file too' },
  ],
  closing: [
    'Words behind `--` go to the engine: fastapi-container push apps/orders --tag=0.2.0 -- --no-cache',
    'The flags may stand there as well.',
    '',
    'Exit code: that of the engine; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'it goes behind `--`, as words for the engine do',
  run,
};
