import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from './commands/new';
import { createWorkspaceFile } from './commands/new-workspace';
import { parseCommandLine } from './parse';

let root: string;
const before = process.cwd();

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-dry-')));
  mkdirSync(join(root, '.git'));
  process.chdir(root);
});

afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true });
  jest.restoreAllMocks();
});

/** Runs a command. @returns what is told, as lines, and the exit code */
async function told(command: typeof create, ...words: string[]): Promise<{ lines: string[]; code: number }> {
  const log = jest.spyOn(console, 'log').mockImplementation();
  const code = await command.run(parseCommandLine(command, words));
  const lines = log.mock.calls.flatMap((texts) => String(texts[0]).split('\n'));
  log.mockRestore();
  return { lines, code };
}

const files = () => readdirSync(root, { recursive: true }).map(String).sort();

test.each([
  ['an app', create, ['apps/orders', '--database=postgres']],
  ['a workspace', createWorkspaceFile, ['--workspace', '--registry=ghcr.io/acme']],
] as const)('for %s, --dry-run tells each file that would be written, and writes none', async (_, command, words) => {
  const nothing = files();
  const dry = await told(command, ...words, '--dry-run');
  expect(files()).toEqual(nothing);

  const wet = await told(command, ...words);
  const created = wet.lines.filter((line) => line.startsWith('  created '));
  expect(created.length).toBeGreaterThan(0);
  const planned = dry.lines.filter((line) => line.startsWith('  would create'));
  expect(planned.map((line) => line.trim().split(/ +/).at(-1))).toEqual(
    created.map((line) => line.trim().split(/ +/).at(-1)),
  );
  expect(dry.lines.filter((line) => /^  created|^Next/.test(line))).toEqual([]);
  expect(dry.code).toBe(wet.code);
});

test('what is refused is refused in a dry run too', async () => {
  await expect(told(create, 'apps/orders', '--port=0', '--dry-run')).rejects.toThrow(/port/);
});
