import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidInputError } from '../core/text/problems';
import { writeAtomically } from './disk';
import { oneAtATime } from './lock';
import { refusedProblem, toMend } from './refused';

const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-refused-'));
const file = join(directory, 'file');

beforeAll(() => {
  writeFileSync(file, '');
  mkdirSync(join(directory, 'options.json'));
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What a run ends with. */
function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** An error as Node makes it, for what only some disks do. */
const refusal = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: words of the system, ${syscall}`), { code, syscall, path });

describe('what the file system refuses is one problem with a way out, whatever met it', () => {
  test.each<[what: string, work: () => unknown, path: string, reason: RegExp]>([
    [
      'a directory where a file is to be written',
      () => {
        writeAtomically(join(directory, 'options.json'), 'x');
      },
      'options.json',
      /^cannot be written: a directory is in its place \(EISDIR\)$/,
    ],
    [
      'a lock below a file',
      () => oneAtATime(join(file, '.lock'), 'installing', () => 1),
      'file/.lock',
      /^cannot be opened: something on the way to it is no directory \(ENOTDIR\)$/,
    ],
    ['a directory that is gone', () => readdirSync(join(directory, 'gone')), 'gone', /^cannot be read: .*\(ENOENT\)$/],
    [
      'a directory below a file',
      () => mkdirSync(join(file, 'below'), { recursive: true }),
      'file/below',
      /^cannot be made: .*\(ENOTDIR\)$/,
    ],
  ])('%s', (_, work, path, reason) => {
    const error = toMend(thrownBy(work));
    expect(error?.problems).toEqual([
      {
        option: join(directory, path),
        reason: expect.stringMatching(reason) as string,
        fix: expect.stringMatching(/, and run the same command again$/) as string,
      },
    ]);
    expect(error?.written).toBe('');
  });

  test.each<[error: NodeJS.ErrnoException, option: string, reason: RegExp]>([
    [refusal('EROFS', 'open', '/ro/.venv.lock'), '/ro/.venv.lock', /^cannot be written: the file system is read-only/],
    [refusal('EPERM', 'open', '/fixed/a'), '/fixed/a', /^cannot be opened: the system does not permit it \(EPERM\)$/],
    [refusal('EACCES', 'scandir', '/theirs'), '/theirs', /^cannot be read: this user may not \(EACCES\)$/],
    [refusal('ENOSPC', 'write'), 'a file', /^cannot be written: there is no room left \(ENOSPC\)$/],
    [refusal('EODD', 'open', '/odd'), '/odd', /^cannot be opened: EODD: words of the system, open \(EODD\)$/],
    [refusal('ENOENT', 'uv_cwd'), 'the current directory', /^is not there any more/],
  ])('%s', (error, option, reason) => {
    expect(refusedProblem(error)).toMatchObject({ option, reason: expect.stringMatching(reason) as string });
  });

  test('a path in the current directory is named from there', () => {
    expect(refusedProblem(refusal('EROFS', 'mkdir', join(process.cwd(), 'apps/a')))?.option).toBe('apps/a');
  });
});

test.each<[what: string, error: unknown]>([
  ['a mistake in the program', new TypeError('x is not a function')],
  ['a module that is not installed', Object.assign(new Error(), { code: 'MODULE_NOT_FOUND' })],
  ['a connection that was closed', refusal('ECONNRESET', 'read')],
  ['an address that is taken', refusal('EADDRINUSE', 'listen')],
  ['nothing', undefined],
])('%s is none of it, and keeps its stack', (_, error) => {
  expect(toMend(error)).toBeUndefined();
});

test('input that is wrong stays as it is told', () => {
  const error = new InvalidInputError('the options', []);
  expect(toMend(error)).toBe(error);
});

test('a file that cannot be written leaves no copy behind', () => {
  thrownBy(() => {
    writeAtomically(join(directory, 'options.json'), 'x');
  });
  expect(readdirSync(directory).sort()).toEqual(['file', 'options.json']);
  expect(readFileSync(file, 'utf8')).toBe('');
});
