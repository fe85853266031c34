import { relative, sep } from 'node:path';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { isInside } from './places';

/** What a person does once the system lets them. */
const AGAIN = 'and run the same command again';

/** What the codes of a file system mean, and what a person sees to. */
const CODES: Readonly<Record<string, readonly [meaning: string, fix: string]>> = {
  EACCES: ['this user may not', 'see to the permissions of it and of its directory'],
  EPERM: ['the system does not permit it', 'see to its owner and its attributes, and to those of its directory'],
  EROFS: ['the file system is read-only', 'mount it so that it can be written, or work in a copy'],
  ENOSPC: ['there is no room left', 'make room'],
  EDQUOT: ['the room that this user may take is used up', 'make room'],
  EFBIG: ['it would be larger than the system permits', 'raise that limit (`ulimit -f`)'],
  EISDIR: ['a directory is in its place', 'move it away'],
  ENOTDIR: ['something on the way to it is no directory', 'move that away'],
  EEXIST: ['something is in its place', 'move it away'],
  ENOTEMPTY: ['it is a directory that holds something', 'move it away'],
  ENOENT: ['it is not there', 'see what has removed it'],
  ELOOP: ['symbolic links lead in a circle', 'correct them'],
  ENAMETOOLONG: ['its name is too long', 'give it a shorter one'],
  EMFILE: ['too many files are open', 'raise that limit (`ulimit -n`)'],
  ENFILE: ['too many files are open on this machine', 'end some programs'],
  EBUSY: ['another program has it', 'end that one'],
  ETXTBSY: ['another program runs it', 'end that one'],
  EIO: ['the disk does not do its work', 'see to it'],
  ESTALE: ['the machine that has it does not know it any more', 'mount it anew'],
};

/** What could not be done, by the call of the system that was refused. */
const DEEDS: readonly (readonly [calls: RegExp, done: string])[] = [
  [/^(read|scandir|opendir|l?stat|fstat|statfs|access|readlink|realpath)$/, 'read'],
  [/^(write|rename|link|symlink|copyfile|ftruncate|f?chmod|f?chown|[fl]?utimes?|fsync|close)$/, 'written'],
  [/^(mkdir|mkdtemp)$/, 'made'],
  [/^(rm|rmdir|unlink)$/, 'removed'],
  [/^open$/, 'opened'],
];

/** Codes of a call to open a file that are about writing alone. */
const OF_WRITING = ['EROFS', 'ENOSPC', 'EDQUOT', 'EEXIST', 'EISDIR'];

function deedOf({ code = '', syscall = '' }: NodeJS.ErrnoException): string | undefined {
  if (syscall === 'open' && OF_WRITING.includes(code)) return 'written';
  return DEEDS.find(([calls]) => calls.test(syscall))?.[1];
}

/** A path as messages name it: from the current directory, where it is in there. */
function shownFromHere(path: string): string {
  const cwd = process.cwd();
  return isInside(cwd, path) ? relative(cwd, path).split(sep).join('/') || '.' : path;
}

/**
 * What the file system has refused, as a problem; undefined for any other error.
 *
 * @param path what it is about, where the error does not say so
 * @param done what could not be done with it, such as `written`
 */
export function refusedProblem(thrown: unknown, path?: string, done?: string): Problem | undefined {
  const error = (thrown ?? {}) as NodeJS.ErrnoException;
  const { code, syscall } = error;
  if (syscall === 'uv_cwd') {
    const fix = 'go to a directory that is there';
    return { option: 'the current directory', reason: `is not there any more (${String(code)})`, fix };
  }
  const deed = deedOf(error);
  if (code === undefined || deed === undefined) return undefined;
  const about = path ?? error.path;
  // A socket is read and written, too.
  if (about === undefined && !Object.hasOwn(CODES, code)) return undefined;
  const [meaning, fix] = CODES[code] ?? [error.message, 'see to that'];
  const reason = `cannot be ${done ?? deed}: ${meaning} (${code})`;
  return { option: about === undefined ? 'a file' : shownFromHere(about), reason, fix: `${fix}, ${AGAIN}` };
}

/**
 * What a person has to see to, of all that a run may end with: input that is wrong, and what the file system refuses.
 * Undefined for a mistake of this package, whose stack tells where it is.
 */
export function toMend(error: unknown): InvalidInputError | undefined {
  if (error instanceof InvalidInputError) return error;
  const problem = refusedProblem(error);
  // What was written before, nobody knows here.
  return problem && new InvalidInputError('the files', [problem], '');
}
