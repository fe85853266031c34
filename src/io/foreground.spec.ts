import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from './foreground';

const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-foreground-'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const node = (script: string) => [process.execPath, '-e', script];
const run = (script: string) => runInForeground(node(script), { cwd: directory });

async function until(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('the exit code is that of the program', async () => {
  expect(await run('process.exit(7)')).toEqual({ code: 7, failure: undefined, stopped: false });
  expect(await run('')).toEqual({ code: 0, failure: undefined, stopped: false });
});

test('one that a signal ends has the exit code of a shell', async () => {
  expect(await run('process.kill(process.pid, "SIGKILL")')).toMatchObject({ code: 137, stopped: false });
});

test('one that cannot be started says why', async () => {
  const missing = await runInForeground(['no-such-program-here'], { cwd: directory });
  expect(missing).toEqual({ code: 127, failure: 'no-such-program-here is not installed here', stopped: false });
});

test('it runs in its directory', async () => {
  await run('require("fs").writeFileSync("here", process.cwd())');
  expect(readFileSync(join(directory, 'here'), 'utf8')).toBe(directory);
});

/** Counts signals of a kind, and ends with another exit code than 0 a while after the first. */
const counting = (signal: string, file: string) =>
  `const fs = require("fs"); let count = 0;
  process.on("${signal}", () => { count++; setTimeout(() => { fs.writeFileSync("${file}", String(count)); process.exit(5); }, 200); });
  setInterval(() => undefined, 1000); fs.writeFileSync("${file}-is-up", "");`;

test('SIGTERM reaches it once, and it is waited for', async () => {
  const ended = run(counting('SIGTERM', 'term'));
  await until(join(directory, 'term-is-up'));
  process.emit('SIGTERM', 'SIGTERM');
  expect(await ended).toEqual({ code: 5, failure: undefined, stopped: true });
  expect(readFileSync(join(directory, 'term'), 'utf8')).toBe('1');
});

test.each([
  ['without a terminal Ctrl-C is passed on', false, '1'],
  ['on a terminal, which tells the program itself, it is not', true, '0'],
])('%s', async (_, isTTY, count) => {
  const name = `int-${String(isTTY)}`;
  const before = [process.stdin, process.stdout, process.stderr].map((stream) => [stream, stream.isTTY] as const);
  for (const [stream] of before) stream.isTTY = isTTY;
  const ended = run(
    `${counting('SIGINT', name)}; setTimeout(() => { fs.writeFileSync("${name}", String(count)); process.exit(6); }, 1500);`,
  );
  await until(join(directory, `${name}-is-up`));
  process.emit('SIGINT', 'SIGINT');
  expect(await ended).toEqual({ code: isTTY ? 6 : 5, failure: undefined, stopped: true });
  for (const [stream, was] of before) stream.isTTY = was;
  expect(readFileSync(join(directory, name), 'utf8')).toBe(count);
});

test('nothing of it is left behind in this process', async () => {
  const before = process.listenerCount('SIGTERM');
  await run('');
  expect(process.listenerCount('SIGTERM')).toBe(before);
});

describe('one that has to end by itself', () => {
  const patience = { doing: 'Waiting', tellAfter: 0.05, endAfter: 0.3 };
  const wait = (script: string, given = patience) => runInForeground(node(script), { cwd: directory, patience: given });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  test.each([
    ['waits', 'setInterval(() => undefined, 1000)'],
    ['is busy', 'for (;;);'],
    ['does not hear', 'process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000)'],
  ])('is ended, and told before, where it %s', async (_, script) => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await wait(script)).toEqual({ code: 137, failure: 'node did not end in 0.3 seconds', stopped: false });
    expect(told.mock.calls).toEqual([['Waiting; it is ended after 0.3 seconds ...']]);
  });

  test('is not waited for where it reads what nobody writes, nor where it cannot be started', async () => {
    const long = { ...patience, tellAfter: 3000, endAfter: 3000 };
    expect(await wait('process.stdin.resume()', long)).toMatchObject({ code: 0, failure: undefined });
    expect(await runInForeground(['no-such-program-here'], { cwd: directory, patience: long })).toMatchObject({
      code: 127,
    });
  });
});
