import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { oneAtATime } from './lock';

let directory: string;
let lock: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
  lock = join(directory, '.venv.lock');
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  jest.restoreAllMocks();
});

const held = () => readFileSync(lock, 'utf8');

test('the lock is there while the work is done, and gone after it', () => {
  expect(oneAtATime(lock, 'working', held)).toBe(`${String(process.pid)} ${hostname()}`);
  expect(existsSync(lock)).toBe(false);
});

test('the lock is gone after work that failed', () => {
  const work = () => {
    throw new Error('no');
  };
  expect(() => oneAtATime(lock, 'working', work)).toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

const gone = spawnSync('true').pid;

test.each([
  ['of a process that is gone', () => `${String(gone)} ${hostname()}`],
  ['that an earlier process of the same number left', () => `${String(process.pid)} ${hostname()}`],
  ['without a name that is old', () => ''],
])('a lock %s is taken over', (_, text) => {
  writeFileSync(lock, text());
  utimesSync(lock, 1, 1);
  expect(oneAtATime(lock, 'working', () => 'done', 0)).toBe('done');
});

test.each([
  ['of a process that runs', () => String(process.ppid), hostname()],
  ['of another machine', () => String(gone), 'elsewhere'],
])('a lock %s is waited for, and then told with the way out', (_, pid, host) => {
  writeFileSync(lock, `${pid()} ${host}`);
  expect(() => oneAtATime(lock, 'installing', () => 'done', 0)).toThrow(/is installing\n.*remove .*\.venv\.lock/);
  expect(existsSync(lock)).toBe(true);
});

test('the work begins when the other process lets go', async () => {
  const other = spawn('sh', ['-c', 'sleep 0.5; rm "$0"', lock]);
  const ended = new Promise((done) => other.on('close', done));
  writeFileSync(lock, `${String(other.pid)} ${hostname()}`);
  expect(oneAtATime(lock, 'working', held)).toContain(String(process.pid));
  await ended;
});
