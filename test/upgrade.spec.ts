import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { LogLevel } from 'projen';
import { FastApiContainerProject } from '../src';
import { OPTIONS_FILE, OUTPUT_VERSION } from '../src/core/constants';
import { isInStep } from '../src/core/plan/change';
import { checkReport, writeReport } from '../src/core/plan/report';
import { managedState } from '../src/core/text/managed-file';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { appGenerator } from '../src/nx/compose';
import sync from '../src/nx/generators/sync/generator';
import migrate from '../src/nx/migrations/regenerate';
import { readTree, type Memory } from './support/memory';

/** Apps as released versions wrote them lie in `born/<version>/`: what a person did to one since is not lost. */
const BORN = join(__dirname, 'born');
const APPS = readdirSync(BORN).flatMap((version) =>
  readdirSync(join(BORN, version)).map((name) => `${version}/${name}`),
);

let root: string;
let app: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-upgrade-'));
  mkdirSync(join(root, '.git'));
  process.env.PROJEN_DISABLE_POST = 'true';
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function throughDisk(): void {
  applyChanges(app, planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')));
}

function throughNx(): void {
  writeFileSync(join(root, 'nx.json'), '{}');
  const tree = new FsTree(root, false);
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    migrate(tree);
  } finally {
    log.mockRestore();
  }
  flushChanges(root, tree.listChanges());
}

/** An app of projen has its options in the definition, and a file that projen wrote. */
function throughProjen(level = LogLevel.OFF): void {
  const { $schema: _schema, born: _born, ...options } = optionsFile() as { name: string } & Record<string, unknown>;
  writeFileSync(join(app, OPTIONS_FILE), JSON.stringify({ ...options, managedBy: 'projen' }));
  new FastApiContainerProject({ ...options, outdir: app, projenrcJson: true, logging: { level } }).synth();
}

function optionsFile(): Record<string, unknown> {
  return JSON.parse(readTree(app).get(OPTIONS_FILE) ?? '') as Record<string, unknown>;
}

function put(path: string, change: (text: string) => string): void {
  writeFileSync(join(app, path), change(readTree(app).get(path) ?? ''));
}

/** What a person does to an app between two versions. */
const DEEDS: Readonly<Record<string, () => void>> = {
  nothing: () => undefined,
  'edits in the application, and files of their own': () => {
    put('README.md', (text) => `${text}\r\nOurs.\r\n`);
    put('tests/conftest.py', (text) => `# mine\n${text}`);
    put('alembic.ini', () => '[alembic]\n');
    put('requirements-dev.txt', (text) => `${text}hypothesis\n`);
  },
  'first versions that were deleted': () => {
    rmSync(join(app, 'tests'), { recursive: true });
    rmSync(join(app, 'README.md'));
    rmSync(join(app, '.gitignore'));
  },
  'requirements that were deleted': () => {
    rmSync(join(app, 'tests/test_items.py'));
    rmSync(join(app, 'requirements.txt'));
  },
  'markers that were deleted': () => {
    rmSync(join(app, 'tests/test_items.py'));
    put('requirements.txt', (text) => text.replace(/^# [<>]{3}.*\n/gm, ''));
  },
  'managed files that were edited': () => {
    put('Dockerfile', (text) => text.replace(/^EXPOSE.*$/m, 'EXPOSE 9999'));
    put('.dockerignore', (text) => `${text}!mine\n`);
  },
  'a module of constants that was edited': () => {
    put(moduleOfConstants(), (text) => `${text}OURS = 1\n`);
  },
};

/** What 0.1 had in the place of the package that the application imports. */
function moduleOfConstants(): string {
  return [...readTree(app).keys()].find((path) => path.endsWith('_container.py')) ?? '';
}

/** Files that are the person's, whole; those of projen itself are none. */
function persons(files: Memory): Record<string, string> {
  const others = [OPTIONS_FILE, 'requirements.txt', '.gitattributes', '.gitignore'];
  const kept = [...files].filter(
    ([path, text]) => !others.includes(path) && !path.startsWith('.proj') && !managedState(text)?.untouched,
  );
  return Object.fromEntries(kept);
}

/** What a Dockerfile that is left as it is starts stays with it. */
const runsIn = (files: Memory, path: string) =>
  files.get('Dockerfile')?.includes(path.replace('.py', '').replaceAll('/', '.')) === true;

const lines = (text = '') => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe.each(APPS)('an app of %s', (source) => {
  describe.each(
    Object.entries({
      'the command line': throughDisk,
      Nx: throughNx,
      projen: () => {
        throughProjen();
      },
    }),
  )('upgraded by %s', (door, upgrade) => {
    test.each(Object.entries(DEEDS))('%s', (_, deed) => {
      app = join(root, 'apps', source.split('/')[1] ?? '');
      cpSync(join(BORN, source), app, { recursive: true });
      deed();
      const before = readTree(app);
      upgrade();
      const after = readTree(app);

      expect(persons(after)).toEqual(persons(before));
      expect(lines(after.get('requirements.txt'))).toEqual(
        expect.arrayContaining(lines(before.get('requirements.txt'))),
      );
      expect(optionsFile().born).toEqual(['app']);
      for (const [path, text] of after) {
        const state = managedState(text);
        if (state?.untouched && !runsIn(after, path)) expect(state.version).toBe(OUTPUT_VERSION);
      }
      upgrade();
      expect(readTree(app)).toEqual(after);
      const edited = [...after.values()].some((text) => managedState(text)?.untouched === false);
      const changes = planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders'));
      expect(isInStep(changes)).toBe(!edited);
      // projen writes a `.gitignore` of its own.
      if (door !== 'projen') expect(after.has('.gitignore')).toBe(before.has('.gitignore'));
    });
  });
});

describe('the module that the application of 0.1.0 imports', () => {
  const APP = 'orders/_container.py';
  const PACKAGE = 'orders/_container/__init__.py';

  beforeEach(() => {
    app = join(root, 'apps/orders');
    cpSync(join(BORN, '0.1.0/orders'), app, { recursive: true });
  });

  test('makes room for a package of the same name', () => {
    const before = readTree(app).get(APP) ?? '';
    throughDisk();
    const after = readTree(app);
    expect(after.has(APP)).toBe(false);
    for (const constant of before.match(/^[A-Z_]+: Final = .*$/gm) ?? ['none']) {
      expect(after.get(PACKAGE)).toContain(constant);
    }
  });

  test.each<[string, () => void]>([
    ['was edited', () => undefined],
    [
      'is owned',
      () => {
        writeFileSync(join(app, OPTIONS_FILE), JSON.stringify({ ...optionsFile(), own: [APP] }));
      },
    ],
  ])('is not hidden by that where it %s, and the image finds what it runs', (_, deed) => {
    put(APP, (text) => `${text}OURS = 1\n`);
    deed();
    throughDisk();
    const after = readTree(app);
    expect(after.get(APP)).toContain('OURS = 1');
    expect(after.has(PACKAGE)).toBe(false);
    const [, healthCheck = ''] = /"-S", "([^"]*)"/.exec(after.get('Dockerfile') ?? '') ?? [];
    expect(after.get(healthCheck)).toContain('HTTPConnection');
  });

  test('that a person wrote is not hidden either, and that is told', () => {
    put(APP, () => 'LIVE_PATH = "/mine"\n');
    const change = planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')).find(({ path }) => path === PACKAGE);
    expect(change).toMatchObject({ action: 'conflict', reason: `it would hide ${APP}, which is yours` });
  });

  test('a launcher that an edited Dockerfile starts stays', () => {
    put('Dockerfile', (text) => text.replace(/^EXPOSE.*$/m, 'EXPOSE 9999'));
    const starts = /orders\._serve/.test(readTree(app).get('Dockerfile') ?? '');
    throughDisk();
    expect(starts && readTree(app).has('orders/_serve.py')).toBe(true);
  });
});

describe('the lines that an application of 0.1.0 is to get', () => {
  const ENTRY: Readonly<Record<string, string>> = { flat: 'main.py', orders: 'orders/main.py' };
  const HEALTH: Readonly<Record<string, string>> = { flat: 'routers/health.py', orders: 'orders/routers/health.py' };

  /** What a run prints, from the first line of the differences to the last. */
  function differences(printed: string): string {
    const lines = printed.split('\n');
    const start = lines.findIndex((line) => line.includes('works as it is')) + 1;
    const length = lines.slice(start).findIndex((line) => line.startsWith('  See "'));
    return `${lines.slice(start, start + length).join('\n')}\n`;
  }

  /** What is printed meanwhile. */
  function printedBy(work: () => unknown): string {
    const lines: string[] = [];
    const add = (line: unknown) => void lines.push(String(line));
    const spies = (['log', 'warn', 'error'] as const).map((stream) => jest.spyOn(console, stream));
    for (const spy of spies) (spy as jest.SpyInstance).mockImplementation(add);
    const result = work();
    for (const spy of spies) spy.mockRestore();
    return [...lines, ...(typeof result === 'string' ? [result] : [])].join('\n');
  }

  const inNx = (work: (tree: Tree) => unknown) => () => {
    writeFileSync(join(root, 'nx.json'), '{}');
    return work(new FsTree(root, false));
  };

  const onDisk = () => {
    const shown = relative(root, app);
    return writeReport(shown, planOnDisk(app, shown, readApp(app, shown)));
  };

  test.each<[string, string, () => unknown]>([
    ['flat', 'the command line', onDisk],
    ['orders', 'the command line', onDisk],
    ['orders', 'nx migrate', inNx((tree) => migrate(tree).join('\n'))],
    ['orders', 'nx sync', inNx((tree) => sync(tree).outOfSyncMessage)],
    [
      'orders',
      'nx g',
      inNx((tree) => {
        appGenerator(tree, { directory: 'apps/orders' })();
      }),
    ],
    [
      'orders',
      'projen',
      () => {
        throughProjen(LogLevel.INFO);
      },
    ],
  ])('come as a difference of %s that Git applies, by %s, and it is Python then', (name, door, run) => {
    app = join(root, 'apps', name);
    cpSync(join(BORN, '0.1.0', name), app, { recursive: true });
    const printed = printedBy(run);
    execFileSync('git', ['init', '-q'], { cwd: root });
    // projen knows the app as a project of its own.
    const cwd = door === 'projen' ? app : root;
    execFileSync('git', ['apply', '-'], { cwd, input: differences(printed) });
    const python = [ENTRY[name] ?? '', HEALTH[name] ?? ''].map((path) => readTree(app).get(path) ?? '');
    expect(python[0]).toContain('    _container.install(app)\n');
    expect(python[1]).toContain(' and await _container.ready(request.app):\n');
    for (const input of python)
      execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input });
    if (door === 'projen') return;
    throughDisk();
    expect(writeReport('apps', planOnDisk(app, 'apps', readApp(app, 'apps')))).toBe('apps: nothing to do');
  });

  test('are told once, and not by what only looks', () => {
    app = join(root, 'apps/orders');
    cpSync(join(BORN, '0.1.0/orders'), app, { recursive: true });
    const changes = planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders'));
    expect(checkReport('apps/orders', changes, 'nx')).not.toContain('_container.install');
    expect(writeReport('apps/orders', changes)).toContain('_container.install');
    throughDisk();
    expect(writeReport('apps/orders', planOnDisk(app, 'apps/orders', readApp(app, 'apps/orders')))).not.toContain(
      '_container.install',
    );
  });
});
