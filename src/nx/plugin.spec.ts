import type { TargetConfiguration } from '@nx/devkit';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolved } from '../../test/support/memory';
import { tasks } from '../core/tasks';
import { createNodes, createNodesV2, name } from './plugin';
import type { Project } from './project';

let root: string;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What the plugin makes of options files, by directory. */
function inferred(...files: string[]): Record<string, Project> {
  const results = createNodes[1](files, undefined, { workspaceRoot: root });
  return Object.assign({}, ...results.map(([, { projects }]) => projects)) as Record<string, Project>;
}

function inferOne(text: string): Project | undefined {
  put('apps/orders/fastapi-container.json', text);
  return inferred('apps/orders/fastapi-container.json')['apps/orders'];
}

const commandOf = (project: Project | undefined, target: string) =>
  (project?.targets?.[target]?.options as { command?: string } | undefined)?.command;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-plugin-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const NAMES = tasks(resolved({})).map((task) => task.name);

test('one tuple under the names that Nx 22 to 24 look for', () => {
  expect(name).toBe('fastapi-container');
  expect(createNodesV2).toBe(createNodes);
  expect(createNodes[0]).toBe('**/{fastapi-container.json,pyproject.toml,project.json,package.json}');
});

test('an app has every task as a target, with the inputs that decide it', () => {
  put('base.json', '{ "extends": "./more.json" }');
  put('more.json', '{}');
  const project = inferOne(
    '{ "name": "shop", "extends": "../../base.json", "libraries": ["../../libs/shared"], "lock": true }',
  );
  expect(project?.name).toBe('shop');
  expect(Object.keys(project?.targets ?? {})).toEqual(NAMES);
  for (const target of ['test', 'container-build', 'container-push', 'container-scan', 'container-report', 'serve']) {
    expect([target, project?.targets?.[target]?.inputs]).toEqual([
      target,
      [
        ...['default', '{workspaceRoot}/base.json', '{workspaceRoot}/more.json', '{workspaceRoot}/libs/shared/**/*'],
        ...['__pycache__/**/*', '*.egg-info/**/*', '.venv/**/*', '.*_cache/**/*'].map(
          (pattern) => `!{workspaceRoot}/libs/shared/**/${pattern}`,
        ),
        '^default',
        { externalDependencies: [] },
      ],
    ]);
  }
  expect(project?.tags).toEqual([]);
  expect(inferOne('{ "tags": ["scope:orders"] }')?.tags).toEqual(['scope:orders']);
  expect(project?.targets?.lock?.outputs).toEqual(['{projectRoot}/requirements.lock']);
  expect(project?.targets?.test?.outputs).toEqual([]);
});

test('a target makes sure itself of what it needs and takes no time, whatever stands in `dependsOn`', () => {
  const project = inferOne('{ "image": { "name": "registry.example.com/orders" } }');
  const sure = (command: string) => `fastapi-container ${command} "{projectRoot}" --quiet && cd "{projectRoot}" && `;
  const rest = (target: string, command: string) => {
    const line = commandOf(project, target) ?? '';
    expect(line.slice(0, sure(command).length)).toBe(sure(command));
    return line.slice(sure(command).length);
  };
  expect(rest('test', 'install')).toBe('.venv/bin/pytest');
  expect(rest('lint', 'install')).toMatch(/^\.venv\/bin\/ruff format .* && \.venv\/bin\/ruff check .*$/);
  expect(rest('serve', 'install')).toMatch(/^\.venv\/bin\//);
  expect(rest('container-build', 'check')).toMatch(/^docker build /);
  expect(commandOf(project, 'container-push')).toMatch(/^fastapi-container check "\{projectRoot\}" --quiet --push && /);
  expect(commandOf(project, 'container-scan')).toBe('fastapi-container scan "{projectRoot}"');
  expect(project?.targets?.test?.dependsOn).toEqual(['install']);
});

test('Nx can release what has a version in its pyproject.toml, and nothing else', () => {
  const releaseOf = (pyproject: string) => {
    put('apps/orders/pyproject.toml', pyproject);
    return inferOne('{}')?.release;
  };
  expect(releaseOf('[project]\nname = "orders"\nversion = "0.1.0"\n')).toEqual({
    version: { versionActions: 'fastapi-container/release', currentVersionResolver: 'disk' },
  });
  expect(releaseOf('[project]\nname = "orders"\n')).toBeUndefined();
  expect(releaseOf('[tool.ruff]\nline-length = 100\n')).toBeUndefined();
});

/** All that can be wrong with an options file, and how to bring it about. */
const WRONG: Readonly<Record<string, () => void>> = {
  'no JSON': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "port": }');
  },
  'a misspelt group': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "helth": {} }');
  },
  'no object': () => {
    put('apps/wrong/fastapi-container.json', '[]');
  },
  'nothing at all': () => {
    put('apps/wrong/fastapi-container.json', '');
  },
  'bytes that are no text': () => {
    put('apps/wrong/fastapi-container.json', '');
    writeFileSync(join(root, 'apps/wrong/fastapi-container.json'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  },
  'a base with NUL in its name': () => {
    put('apps/wrong/fastapi-container.json', JSON.stringify({ name: 'wrong', extends: 'a\0b' }));
  },
  'a base with an overlong name': () => {
    put('apps/wrong/fastapi-container.json', JSON.stringify({ name: 'wrong', extends: 'x'.repeat(5000) }));
  },
  'a base that is a directory': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "extends": "../base" }');
    mkdirSync(join(root, 'apps/base'));
  },
  'a base below a file': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "extends": "../file/base.json" }');
    put('apps/file', '');
  },
  'a base that is a pipe': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "extends": "../pipe" }');
    spawnSync('mkfifo', [join(root, 'apps/pipe')]);
  },
  'a base with a million brackets': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "extends": "../base.json" }');
    put('apps/base.json', '['.repeat(1_000_000));
  },
  'bases in a circle': () => {
    put('apps/wrong/fastapi-container.json', '{ "name": "wrong", "extends": "../base.json" }');
    put('apps/base.json', '{ "extends": "base.json" }');
  },
  'twenty thousand brackets': () => {
    put('apps/wrong/fastapi-container.json', `{ "port": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`);
  },
  'a million brackets': () => {
    put('apps/wrong/fastapi-container.json', '[{"a":'.repeat(500_000));
  },
  'a pipe in its place': () => {
    mkdirSync(join(root, 'apps/wrong'), { recursive: true });
    spawnSync('mkfifo', [join(root, 'apps/wrong/fastapi-container.json')]);
  },
  'a directory in its place': () => {
    mkdirSync(join(root, 'apps/wrong/fastapi-container.json'), { recursive: true });
  },
  'nothing there any more': () => undefined,
};

test.each(Object.entries(WRONG))('%s: no other app is touched, and every target stays and tells it', (_, make) => {
  make();
  put('apps/orders/fastapi-container.json', '{ "name": "orders" }');
  const files = ['apps/wrong/fastapi-container.json', 'apps/orders/fastapi-container.json'];
  const { 'apps/wrong': wrong, 'apps/orders': orders } = inferred(...files);
  expect(orders?.name).toBe('orders');
  expect(commandOf(orders, 'test')).toContain('pytest');
  expect(wrong?.name).toBe('wrong');
  expect(Object.keys(wrong?.targets ?? {})).toEqual(NAMES);
  for (const target of NAMES) {
    const { options, cache, dependsOn } = (wrong?.targets?.[target] ?? {}) as { options?: object } & Pick<
      TargetConfiguration,
      'cache' | 'dependsOn'
    >;
    const command = 'fastapi-container check "{projectRoot}" && exit 1';
    expect({ options, cache, dependsOn }).toEqual({
      options: { command, forwardAllArgs: false },
      cache: false,
      dependsOn: undefined,
    });
  }
});

/** An administrator may read everything. */
const unlessAdministrator = process.getuid?.() === 0 ? test.skip : test;

unlessAdministrator('a file that may not be read is wrong as well', () => {
  put('apps/wrong/fastapi-container.json', '{}');
  chmodSync(join(root, 'apps/wrong/fastapi-container.json'), 0o000);
  const { 'apps/wrong': wrong } = inferred('apps/wrong/fastapi-container.json');
  expect(commandOf(wrong, 'test')).toContain('exit 1');
});

test('options files of packages, environments and other checkouts make no projects', () => {
  put('vendor/other/.git', '');
  put('env/pyvenv.cfg', '');
  for (const directory of ['vendor/other', 'env/lib/x', 'build']) put(`${directory}/fastapi-container.json`, '{}');
  const files = ['vendor/other', 'env/lib/x', 'build'].map((directory) => `${directory}/fastapi-container.json`);
  expect(Object.keys(inferred(...files))).toEqual(['build']);
});

test('the app at the root of the workspace is called like its directory, unless it says otherwise', () => {
  put('fastapi-container.json', '{}');
  mkdirSync(join(root, 'shop'));
  root = join(root, 'shop');
  put('fastapi-container.json', '{}');
  const { '.': project } = inferred('fastapi-container.json');
  root = dirname(root);
  expect(project?.name).toBe('shop');
  expect(project?.sourceRoot).toBe('shop');
});

test('the lock of the uv workspace around an app is an input of what reads it, wherever above it lies', () => {
  const inputs = inferOne('{ "dependencies": "uv" }')?.targets?.['container-build']?.inputs;
  expect(inputs).toEqual(expect.arrayContaining(['{workspaceRoot}/uv.lock', '{workspaceRoot}/apps/uv.lock']));
  expect(JSON.stringify(inferOne('{}')?.targets)).not.toContain('uv.lock');
});

test('in a library `default` is what it is elsewhere, without what its tests leave behind', () => {
  put('libs/shared/pyproject.toml', '[project]\nname = "shared"\n[tool.fastapi-container]\n');
  const shared = () => inferred('libs/shared/pyproject.toml')['libs/shared']?.namedInputs?.default ?? [];
  expect(shared().slice(0, 2)).toEqual(['{projectRoot}/**/*', '!{projectRoot}/**/__pycache__/**/*']);
  put('nx.json', '{ "namedInputs": { "default": ["{projectRoot}/**/*", "sharedGlobals"] } }');
  expect(shared().slice(0, 3)).toEqual(['{projectRoot}/**/*', 'sharedGlobals', '!{projectRoot}/**/__pycache__/**/*']);
  put('nx.json', '{');
  expect(shared()[0]).toBe('{projectRoot}/**/*');
});
