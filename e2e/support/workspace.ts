import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];
let failed = false;

/** A new empty directory. It is removed when all tests of the file passed, and otherwise named. */
export function workspace(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `fastapi-container-${name}-`));
  made.push(directory);
  return directory;
}

/** Path of the packed package. */
export function tarball(): string {
  const path = process.env.E2E_TARBALL;
  if (path === undefined) throw new Error('run the end-to-end tests with `npm run test:e2e`');
  return path;
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

const GENERATED = new Set([
  'node_modules',
  '.venv',
  '.nx',
  '.git',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]);

/** Texts of all files that a person or a generator wrote, by path. */
export function files(root: string, directory = ''): Record<string, string> {
  const entries = readdirSync(join(root, directory), { withFileTypes: true }).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = join(directory, entry.name);
      if (GENERATED.has(entry.name) || entry.isSymbolicLink()) return {};
      return entry.isDirectory() ? files(root, path) : { [path]: read(root, path) };
    }),
  ) as Record<string, string>;
}

/** Remembers a failure, so that the workspace stays for a look. */
export function keepOnFailure<T>(test: () => T | Promise<T>): () => Promise<T> {
  return async () => {
    try {
      return await test();
    } catch (error) {
      failed = true;
      throw error;
    }
  };
}

afterAll(() => {
  for (const directory of made) {
    if (failed) console.error(`the workspace of the failed test is left at ${directory}`);
    else rmSync(directory, { recursive: true, force: true });
  }
});
