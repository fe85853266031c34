import type { ResolvedApp } from '../app/resolved';
import { references } from '../app/image-reference';
import { failure, success, type Problem, type Result } from '../text/problems';

/** What one push is to send, and how. */
export interface PushWords {
  /** The image under each tag that it is pushed as. */
  readonly references: readonly string[];
  /** Further flags of the engine. */
  readonly words: readonly string[];
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

/**
 * Reads what is typed behind `container-push`: `--tag` adds to the tags of the options, with `--only` it takes their place;
 * all other words are the engine's.
 */
export function pushWords(app: ResolvedApp, typed: readonly string[]): Result<PushWords> {
  const words: string[] = [];
  const tags: string[] = [];
  let only = false;
  for (let index = 0; index < typed.length; index += 1) {
    const word = typed[index] ?? '';
    // The engine reads `-tx` and `-t=x` as a tag too.
    const [, inline] = /^(?:--tag=|-t=?(?=.))(.*)$/s.exec(word) ?? [];
    if (word === '--only' || word === '--only=true') only = true;
    else if (inline !== undefined) tags.push(inline);
    else if (word === '--tag' || word === '-t') tags.push(typed[(index += 1)] ?? '');
    else words.push(word);
  }
  const problems = tags.flatMap((tag) => tagProblem(tag) ?? []);
  if (only && tags.length === 0) {
    const fix = 'give a tag, such as --tag=0.2.0, or leave --only out';
    problems.push({ option: '--only', reason: 'leaves nothing to push: there is no --tag', fix });
  }
  if (problems.length > 0) return failure(...problems);
  const { name } = app.image;
  const given = references({ image: { name, tags } });
  return success({ references: [...new Set([...(only ? [] : references(app)), ...given])], words });
}

/** The lines by which what was pushed can be run, whatever its tags come to mean: a line for each repository. */
export function pushedLines(pushed: readonly string[], digest: string): string[] {
  const names = pushed.map((reference) => reference.slice(0, reference.lastIndexOf(':')));
  return [...new Set(names)].map((name) => `${name}@${digest}`);
}
