import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { VENV_PROGRAMS } from '../core/constants';
import { openApiDocument, Stopped } from './openapi';
import { pythonProgram } from './own-program';
import { ProgramFailed } from './programs';

const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-asked-'));
const before = process.env.TMPDIR;
const app = {
  source: '.',
  application: { module: 'main', attribute: 'app', factory: false },
  openapi: { env: {} },
} as unknown as ResolvedApp;

beforeAll(() => {
  const python = join(directory, VENV_PROGRAMS, 'python');
  mkdirSync(dirname(python), { recursive: true });
  symlinkSync(
    execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim(),
    python,
  );
  mkdirSync(join(directory, 'tmp'));
  process.env.TMPDIR = join(directory, 'tmp');
});

afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(directory, { recursive: true, force: true });
});

afterEach(() => {
  jest.restoreAllMocks();
  // Whatever became of it, nothing is left behind.
  expect(readdirSync(join(directory, 'tmp'))).toEqual([]);
});

function asked(lines: string, endAfter = 60): Promise<string> {
  writeFileSync(join(directory, 'main.py'), `class app:\n    openapi = lambda: {"a": 1}\n${lines}`);
  return openApiDocument(directory, app, undefined, { doing: 'Waiting', tellAfter: 50, endAfter });
}

test('what the application says is the answer', async () => {
  expect(JSON.parse(await asked(''))).toEqual({ a: 1 });
});

test('the program is handed over as a text: other programs read no zip file of Yarn', () => {
  const [flag, text] = pythonProgram('openapi.py');
  expect([flag, text]).toEqual(['-c', expect.stringContaining('def document_of(')]);
  // Linux takes no longer word.
  expect(Buffer.byteLength(text ?? '')).toBeLessThan(100_000);
});

test('modules of the app that are called like those of Python do not get in its way', async () => {
  const own = ['json', 'os', 'traceback', 'operator', 'importlib'].map((name) => join(directory, `${name}.py`));
  for (const file of own) writeFileSync(file, 'raise RuntimeError(__name__)\n');
  try {
    expect(JSON.parse(await asked(''))).toEqual({ a: 1 });
  } finally {
    for (const file of own) rmSync(file);
  }
});

test.each([
  ['import time\ntime.sleep(3600)\n'],
  ['while True:\n    pass\n'],
  ['import time\napp.openapi = lambda: time.sleep(3600)\n'],
])('an import that never ends is ended: %j', async (lines) => {
  await expect(asked(lines, 0.5)).rejects.toThrow(new ProgramFailed('python did not end in 0.5 seconds'));
});

test('a signal ends the import too', async () => {
  const signal = 'SIGTERM';
  const importing = join(directory, signal);
  const answer = asked(
    `import os, time\nwith open(${JSON.stringify(importing)}, "w") as file:\n    file.write(str(os.getpid()))\nos.rename(file.name, file.name + "-up")\ntime.sleep(3600)\n`,
  );
  const stopped = expect(answer).rejects.toThrow(Stopped);
  while (!readdirSync(directory).includes(`${signal}-up`)) await new Promise((resolve) => setTimeout(resolve, 20));
  process.emit(signal, signal);
  await stopped;
});
