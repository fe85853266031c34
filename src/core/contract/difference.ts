import { isObject } from '../input/members';
import { normalizeEol } from '../text/eol';

/** Characters of a value that are shown: enough to know it again. */
const SHOWN = 80;

/** A value in one line; nothing where there is none. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

/** One step of a path; a name with other signs in it is told as a text. */
function step(key: string): string {
  return /^[\w$-]+$/.test(key) ? key : JSON.stringify(key);
}

/** The members of an object or a list, by name or place; undefined for anything else. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** Where two values differ first, in the order of the second. */
function differenceIn(before: unknown, after: unknown, path: readonly string[]): string | undefined {
  const [old, now] = [membersOf(before), membersOf(after)];
  if (!old || !now || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? undefined : `${place(path)}: ${shown(before)} became ${shown(after)}`;
  }
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  for (const key of keys) {
    const found = differenceIn(old.get(key), now.get(key), [...path, key]);
    if (found !== undefined) return found;
  }
  const isInOrder = [...old.keys()].every((key, index) => key === keys[index]);
  return isInOrder ? undefined : `${place(path)}: its members are in another order`;
}

function place(path: readonly string[]): string {
  return path.length === 0 ? 'the document' : path.map(step).join('.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The first thing in which two texts of a document differ, in words; undefined where they are the same but for the ends
 * of their lines, which Git changes on some machines.
 */
export function firstDifference(before: string, after: string): string | undefined {
  if (normalizeEol(before) === normalizeEol(after)) return undefined;
  const old = parsed(before);
  if (!isObject(old)) return 'what is there is no JSON object';
  const found = differenceIn(old, parsed(after), []);
  return (
    found ?? 'its layout alone: a formatter rewrote it. Name it in the ignore file of that, such as .prettierignore'
  );
}
