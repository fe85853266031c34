import type { ResolvedApp } from '../app/resolved';
import { references } from '../app/image-reference';
import { failures, success, type Problem, type Result } from '../text/problems';

/** What is done around a push. */
export interface PushManner {
  /** The layers of the build are taken from beside the image, and kept there for the next one. */
  readonly cache: boolean;
  /** A bill of materials and the provenance are attached, whatever the options say. */
  readonly attestations: boolean;
  /** The image is scanned before: one in which something is found is not pushed. */
  readonly scan: boolean;
  /** Nothing is pushed. */
  readonly dryRun: boolean;
  /** Path of a file that is told as well what was pushed; undefined for none. */
  readonly digestFile: string | undefined;
}

/** What one push is to send, and how. */
export interface PushWords {
  /** The image under each tag that it is pushed as. */
  readonly references: readonly string[];
  /** Further flags of the engine. */
  readonly words: readonly string[];
  readonly manner: PushManner;
}

const ALLOWED = 'a tag of letters, digits, `_`, `.` and `-`, at most 128 characters, not starting with `.` or `-`';

/** As registries define it. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** What is wrong with a typed tag. With another sign in it, it would name an image of another registry. */
function tagProblem(typed: string): Problem | undefined {
  if (TAG.test(typed)) return undefined;
  const reason = typed.includes('+') ? 'is no tag: no registry takes a + in one' : 'is no tag of an image';
  const fix = 'give the version, such as --tag=0.2.0';
  return { option: '--tag', value: typed, reason, allowed: ALLOWED, fix };
}

/** Flags that are this package's, of which no engine has one of the same name. */
const OURS = ['only', 'cache', 'attestations', 'scan', 'dry-run'] as const;

type Ours = (typeof OURS)[number];

/** The words that were typed, told apart. */
interface Typed {
  readonly on: ReadonlySet<Ours>;
  readonly tags: readonly string[];
  readonly files: readonly string[];
  readonly words: readonly string[];
}

function tellApart(typed: readonly string[]): Typed {
  const [on, tags, files, words]: [Set<Ours>, string[], string[], string[]] = [new Set(), [], [], []];
  for (let index = 0; index < typed.length; index += 1) {
    const word = typed[index] ?? '';
    const ours = OURS.find((name) => word === `--${name}` || word === `--${name}=true`);
    // The engine reads `-tx` and `-t=x` as a tag too.
    const [, tag] = /^(?:--tag=|-t=?(?=.))(.*)$/s.exec(word) ?? [];
    const [, file] = /^--digest-file=(.*)$/s.exec(word) ?? [];
    if (ours !== undefined) on.add(ours);
    else if (tag !== undefined) tags.push(tag);
    else if (file !== undefined) files.push(file);
    else if (word === '--tag' || word === '-t') tags.push(typed[(index += 1)] ?? '');
    else if (word === '--digest-file') files.push(typed[(index += 1)] ?? '');
    else words.push(word);
  }
  return { on, tags, files, words };
}

/** What podman cannot do of what was typed. */
function engineProblems({ engine }: ResolvedApp, on: ReadonlySet<Ours>): Problem[] {
  const reasons = {
    cache: ['keeps no layers beside an image', 'name a repository in "builder.cacheFrom" and "builder.cacheTo"'],
    attestations: ['attaches none', 'set "engine" to "docker"'],
  } as const;
  if (engine !== 'podman') return [];
  return (['cache', 'attestations'] as const)
    .filter((name) => on.has(name))
    .map((name) => {
      const [reason, fix] = reasons[name];
      return { option: `--${name}`, reason: `podman ${reason}`, fix: `leave it out; or ${fix}` };
    });
}

/**
 * Reads what is typed behind `container-push`: `--tag` adds to the tags of the options, with `--only` it takes their place;
 * others say what is done around the push; all other words are the engine's.
 */
export function pushWords(app: ResolvedApp, typed: readonly string[]): Result<PushWords> {
  const { on, tags, files, words } = tellApart(typed);
  const problems = [...tags.flatMap((tag) => tagProblem(tag) ?? []), ...engineProblems(app, on)];
  if (on.has('only') && tags.length === 0) {
    const fix = 'give a tag, such as --tag=0.2.0, or leave --only out';
    problems.push({ option: '--only', reason: 'leaves nothing to push: there is no --tag', fix });
  }
  const digestFile = files.at(-1);
  if (digestFile === '') {
    const fix = 'write --digest-file=<path>, or leave it out';
    problems.push({ option: '--digest-file', value: '', reason: 'has nothing behind it', fix });
  }
  if (problems.length > 0) return failures(problems);
  const { name } = app.image;
  const given = references({ image: { name, tags } });
  const manner = {
    cache: on.has('cache'),
    attestations: on.has('attestations'),
    scan: on.has('scan'),
    dryRun: on.has('dry-run'),
    digestFile,
  };
  return success({
    references: [...new Set([...(on.has('only') ? [] : references(app)), ...given])],
    words,
    manner,
  });
}

/** The lines by which what was pushed can be run, whatever its tags come to mean: a line for each repository. */
export function pushedLines(pushed: readonly string[], digest: string): string[] {
  const names = pushed.map((reference) => reference.slice(0, reference.lastIndexOf(':')));
  return [...new Set(names)].map((name) => `${name}@${digest}`);
}
