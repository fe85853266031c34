import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgramFailed, answers, mustRun, runProgram } from './programs';

const node = (script: string) => [process.execPath, '-e', script];

test('what a program wrote, and how it ended', () => {
  const ended = runProgram(node('console.log("out"); console.error("err"); process.exit(3)'));
  expect(ended).toEqual({
    status: 3,
    stdout: 'out\n',
    stderr: 'err\n',
    failure: 'node ended with exit code 3',
    missing: false,
  });
  expect(runProgram(node('')).failure).toBeUndefined();
});

test('its input, directory and environment', () => {
  const script = 'process.stdin.on("data", (d) => console.log(String(d), process.cwd(), process.env.NAME))';
  const { stdout } = runProgram(node(script), { input: 'typed', cwd: '/', env: { NAME: 'value' } });
  expect(stdout).toBe('typed / value\n');
});

describe('where colours are forced, as Nx does', () => {
  const FORCED = { FORCE_COLOR: '1', CLICOLOR_FORCE: '1', PYTHON_COLORS: '1' };
  const before = { ...process.env };
  beforeEach(() => Object.assign(process.env, FORCED));
  afterEach(() => {
    process.env = { ...before };
  });

  test.each(['FORCE_COLOR', 'CLICOLOR_FORCE', 'PYTHON_COLORS'])('%s is not handed on to what is read', (name) => {
    const told = `console.log(process.env.${name}, process.env.NO_COLOR)`;
    expect(runProgram(node(told)).stdout).toBe('undefined 1\n');
    expect(runProgram(node(told), { env: { ...FORCED, NAME: 'value' } }).stdout).toBe('undefined 1\n');
  });

  test('what a person sees keeps them', () => {
    const directory = mkdtempSync(join(tmpdir(), 'colors-'));
    const file = join(directory, 'told');
    const told = `require("node:fs").writeFileSync(${JSON.stringify(file)}, String(process.env.FORCE_COLOR))`;
    runProgram(node(told), { output: 'errors' });
    expect(readFileSync(file, 'utf8')).toBe('1');
    rmSync(directory, { recursive: true });
  });
});

test('who is given nothing does not wait for the terminal', () => {
  expect(runProgram(node('process.stdin.resume().on("end", () => console.log("ended"))')).stdout).toBe('ended\n');
});

test.each<[string, readonly string[], string, boolean]>([
  ['is not there', ['no-such-program-here'], 'no-such-program-here is not installed here', true],
  ['is not there, by its path', ['/no/such/uv', 'pip'], 'uv is not installed here', true],
  ['may not be run', ['/etc/passwd'], 'passwd cannot be started: spawnSync /etc/passwd EACCES', true],
  ['is stopped', node('process.kill(process.pid, "SIGKILL")'), 'node was stopped by SIGKILL', false],
])('a program that %s', (_, argv, failure, missing) => {
  expect(runProgram(argv)).toMatchObject({ status: undefined, failure, missing });
  expect(() => mustRun(argv)).toThrow(new ProgramFailed(failure));
  expect(answers(argv)).toBe(false);
});

test('what takes a while is told before it starts, on the standard error', () => {
  const told = jest.spyOn(console, 'error').mockImplementation();
  runProgram(node(''), { doing: 'Resolving requirements.txt' });
  runProgram(node(''));
  expect(told.mock.calls).toEqual([['Resolving requirements.txt ...']]);
  told.mockRestore();
});
