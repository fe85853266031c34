import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../core/plan/change';
import { InvalidInputError } from '../core/text/problems';
import { applyTogether, type ChangesBelow } from './together';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-together-'));
  writeFileSync(join(root, 'in-the-way'), '');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const create = (path: string): Change => ({ path, ownership: 'managed', action: 'create', after: 'new' });
const theirs = { ownership: 'managed', before: 'theirs', reason: '' } as const;
const update = (path: string): Change => ({ ...theirs, path, action: 'update', after: 'new' });
const remove = (path: string): Change => ({ ...theirs, path, action: 'remove' });

function refusedAt(...parts: readonly ChangesBelow[]): InvalidInputError {
  try {
    applyTogether(parts);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('everything was written');
}

const IMPOSSIBLE = create('in-the-way/file');

test('all changes are carried out, below each directory', () => {
  writeFileSync(join(root, 'former'), 'theirs');
  applyTogether([
    {
      directory: join(root, 'a'),
      changes: [create('deep/er/file'), { path: 'x', ownership: 'managed', action: 'unchanged' }],
    },
    { directory: root, changes: [remove('former')] },
  ]);
  expect(readFileSync(join(root, 'a/deep/er/file'), 'utf8')).toBe('new');
  expect(readdirSync(root).sort()).toEqual(['a', 'in-the-way']);
});

test('where one cannot be written, nothing is left of those before it', () => {
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'app/Dockerfile'), 'theirs', { mode: 0o600 });
  writeFileSync(join(root, 'app/former'), 'theirs');
  const error = refusedAt(
    { directory: join(root, 'app'), changes: [create('options.json'), update('Dockerfile'), remove('former')] },
    { directory: join(root, 'app'), changes: [create('src/_container/__init__.py'), create('src/_container/a.py')] },
    { directory: root, changes: [create('libs/shared/pyproject.toml'), IMPOSSIBLE, create('later')] },
  );
  expect(error.problems).toMatchObject([
    { option: join(root, 'in-the-way/file'), reason: expect.stringMatching(/^cannot be written: /) as string },
  ]);
  // That is what a run without a word about it means.
  expect(error.written).toBeUndefined();
  expect(readdirSync(root).sort()).toEqual(['app', 'in-the-way']);
  expect(readdirSync(join(root, 'app')).sort()).toEqual(['Dockerfile', 'former']);
  expect(readFileSync(join(root, 'app/Dockerfile'), 'utf8')).toBe('theirs');
  expect(statSync(join(root, 'app/Dockerfile')).mode & 0o777).toBe(0o600);
});

test('a file that changes twice is what it was before the first time', () => {
  writeFileSync(join(root, 'options.json'), 'theirs');
  refusedAt({ directory: root, changes: [update('options.json'), update('options.json'), IMPOSSIBLE] });
  expect(readFileSync(join(root, 'options.json'), 'utf8')).toBe('theirs');
  refusedAt({ directory: root, changes: [create('new.json'), update('new.json'), IMPOSSIBLE] });
  expect(existsSync(join(root, 'new.json'))).toBe(false);
});

test('what somebody else has put into a new directory meanwhile stays', () => {
  const meanwhile = {
    ...create('app/second'),
    get after() {
      writeFileSync(join(root, 'app/theirs'), '');
      return 'new';
    },
  };
  refusedAt({ directory: root, changes: [create('app/first'), meanwhile, IMPOSSIBLE] });
  expect(readdirSync(join(root, 'app'))).toEqual(['theirs']);
});
