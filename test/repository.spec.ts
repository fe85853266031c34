import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS } from '../src/core/ci/actions';
import { OUTPUT_VERSION } from '../src/core/constants';

const root = join(__dirname, '..');

/** Messages of the linter for a text, as if it stood in a file. */
function lint(path: string, code: string): string {
  const program = join(root, 'node_modules/eslint/bin/eslint.js');
  const args = [program, '--stdin', '--stdin-filename', path, '--format', 'json'];
  // In a single run the parser would read the file from the disk instead of the text.
  const env = { ...process.env, TSESTREE_SINGLE_RUN: 'false' };
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, input: code, encoding: 'utf8', env });
  const [result] = JSON.parse(stdout) as [{ messages: { message: string }[] }];
  return result.messages.map(({ message }) => message).join('\n');
}

describe('the linter refuses', () => {
  test('hosts, disk, environment and clock in the core', () => {
    const messages = lint(
      'src/core/resolve/resolve.ts',
      `import 'node:fs';
       export { Project } from 'projen';
       import { lookAt } from '../../io/disk';
       export const home = process.env.HOME;
       export const now = Date.now();`,
    );
    for (const part of ['may not import "node:fs"', 'may not import "projen"', 'src/io: dependencies point inwards']) {
      expect(messages).toContain(part);
    }
    expect(messages).toMatch(/'process'[^]*'Date'/);
  }, 60_000);

  test('imports that point outwards, and hosts in a door that is not theirs', () => {
    expect(lint('src/io/disk.ts', "import '../nx/plugin';")).toContain('src/nx: dependencies point inwards');
    expect(lint('src/nx/plugin.ts', "import '@nx/devkit';")).toContain('may not import "@nx/devkit"');
    expect(lint('src/nx/plugin.ts', "import '../cli/parse';")).toContain('dependencies point inwards');
    const typesOnly = "import type { Tree } from '@nx/devkit';\nexport type Mine = Tree;";
    expect(lint('src/nx/plugin.ts', typesOnly)).toBe('');
    expect(lint('src/nx/plugin.ts', typesOnly.replace(' type', ''))).toContain('may not import "@nx/devkit"');
    expect(lint('src/io/disk.ts', typesOnly)).toContain('may not import "@nx/devkit"');
  }, 60_000);
});

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    scripts: Record<string, string>;
    dependencies: Record<string, string>;
    exports: Record<string, string | { default: string; types: string }>;
  };

  test('runs nothing when it is installed', () => {
    expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  });

  test('has a reason for each dependency', () => {
    const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const reasons = new Map(
      [...contributing.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, name = '', reason = '']) => [name, reason]),
    );
    expect([...reasons.keys()].sort()).toEqual(Object.keys(manifest.dependencies).sort());
    // A reason is a sentence about what people get from it, not the name once more.
    for (const [name, reason] of reasons) expect([name, reason.split(' ').length > 4]).toEqual([name, true]);
  });

  test('names the output version after its own', () => {
    expect(manifest.version.startsWith(`${OUTPUT_VERSION}.`)).toBe(true);
  });

  test('has a migration to its own output version', () => {
    const { generators } = JSON.parse(readFileSync(join(root, 'migrations.json'), 'utf8')) as {
      generators: Record<string, { version: string; implementation: string }>;
    };
    const entry = generators[`${OUTPUT_VERSION}-regenerate`];
    expect(entry?.version).toBe(`${OUTPUT_VERSION}.0`);
    expect(existsSync(join(root, `${entry?.implementation ?? ''}.js`))).toBe(true);
  });

  test('exports files that exist', () => {
    const targets = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    for (const target of targets) expect([target, existsSync(join(root, target))]).toEqual([target, true]);
  });

  test('loads no host, compiler or test tool for inference', () => {
    const script = "require('./dist/nx/plugin.js'); console.log(Object.keys(require.cache).join('\\n'))";
    const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
    expect(stdout).toContain('dist/nx/plugin.js');
    expect(stdout.match(/node_modules\/(@nx|nx|projen|jest|jsii|typescript)\/.*/g) ?? []).toEqual([]);
  });

  test('works without Nx on the projen side', () => {
    const script = "require('./dist/index.js'); console.log(Object.keys(require.cache).join('\\n'))";
    const { stdout, status } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.match(/node_modules\/(@nx|nx)\/.*/g) ?? []).toEqual([]);
  });
});

test('no test draws without a seed: one that fails can be run again as it was', () => {
  const tests = ['src', 'test', 'e2e'].flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(spec|e2e)\.ts$/.test(path))
      .map((path) => join(directory, path)),
  );
  const drawing = tests.map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return { path, draws: count(/\bfc\.(assert|sample|check)\(/g), seeds: count(/\{ numRuns: \w+, seed\b/g) };
  });
  expect(drawing.filter(({ draws }) => draws > 0).length).toBeGreaterThan(5);
  expect(drawing.filter(({ draws, seeds }) => draws !== seeds)).toEqual([]);
});

test('the workflow of this repository pins the actions of the table', () => {
  const text = readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8');
  const used = [...text.matchAll(/uses: (\S+)@(\S+) # (\S+)/g)].map(([, name, commit, version]) => {
    return { name, commit, version };
  });
  expect(used).toEqual([ACTIONS.checkout, ACTIONS.node, ACTIONS.python]);
  expect(text.match(/uses:/g)).toHaveLength(used.length);
});
