import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTree } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { baseName } from '../core/text/paths';
import { appGenerator } from './compose';
import { optionsFileOf } from '../core/input/options-file';
import type { KnownProject } from './nx-graph';
import adopt from './generators/adopt/generator';
import entry from './generators/app/generator';
import init from './generators/init/generator';
import judge from './generators/judge/generator';
import sync from './generators/sync/generator';

let tree: Tree;

/** What Nx knows about the workspace. */
let mockProjects: KnownProject[] | undefined;

jest.mock('./nx-graph', () => ({ knownProjects: () => mockProjects }));

const json = (path: string) => JSON.parse(tree.read(path, 'utf8') ?? 'null') as Record<string, unknown>;

function failureOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

beforeEach(() => {
  tree = createTree();
  mockProjects = undefined;
  tree.write('package.json', '{ "name": "ws" }');
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

test('another generator gets what it asks for, whatever was typed and wherever', () => {
  jest.spyOn(process, 'cwd').mockReturnValue(`${tree.root}/elsewhere`);
  const { argv } = process;
  process.argv = [...argv, '--image.env.TAG=1.10', '--port=9999'];
  try {
    appGenerator(tree, { directory: 'apps/orders', port: 9000, image: { env: { TAG: '2' } } });
  } finally {
    process.argv = argv;
  }
  expect(json('apps/orders/fastapi-container.json')).toMatchObject({ port: 9000, image: { env: { TAG: '2' } } });
  expect(tree.read('apps/orders/Dockerfile', 'utf8')).toContain('EXPOSE 9000');
});

test('a directory that was typed is meant from where the user is', () => {
  jest.spyOn(process, 'cwd').mockReturnValue(`${tree.root}/apps`);
  entry(tree, { directory: 'orders' });
  entry(tree, { directory: 'apps/stock' });
  for (const name of ['orders', 'stock']) expect(tree.exists(optionsFileOf(`apps/${name}`))).toBe(true);
});

test('the root of the workspace may be an app: it is called like its directory, and never "."', () => {
  appGenerator(tree, { directory: '.' });
  expect(json('fastapi-container.json').name).toBe(baseName(tree.root));
  expect(tree.read('package.json', 'utf8')).toBe('{ "name": "ws" }');
  const before = tree.listChanges().map(({ path, content }) => [path, String(content)]);
  appGenerator(tree, { directory: './' });
  expect(tree.listChanges().map(({ path, content }) => [path, String(content)])).toEqual(before);
});

test('a project of another kind is not taken, at the root neither', () => {
  tree.write('apps/web/package.json', '{}');
  expect(failureOf(() => appGenerator(tree, { directory: 'apps/web' }))).toContain('there is a package.json');
  tree.write('project.json', '{ "name": "web" }');
  expect(failureOf(() => appGenerator(tree, { directory: '.' }))).toContain('there is a project.json');
  for (const directory of ['../out', '/abs', 'a/../..']) {
    expect(failureOf(() => appGenerator(tree, { directory }))).toContain('is not inside the workspace');
  }
});

describe('an application in a directory that is a project already', () => {
  let root: string;
  let onDisk: Tree;

  /** Writes files below the root, by path. */
  const files = (texts: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fastapi-container-adopt-'));
    files({ 'nx.json': '{}', 'services/api/app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' });
    onDisk = new FsTree(root, false);
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test.each(['project.json', 'package.json', 'pyproject.toml'])('is adopted beside its %s, which stays', (file) => {
    files({ [`services/api/${file}`]: file.endsWith('.json') ? '{ "name": "api-svc" }' : '[project]\nname = "x"\n' });
    mockProjects = [{ name: 'api-svc', root: 'services/api', targets: ['test', 'deploy'] }];
    adopt(onDisk, { directory: 'services/api' });
    const paths = onDisk.listChanges().map(({ path }) => path);
    expect(paths).toContain('services/api/fastapi-container.json');
    expect(paths).not.toContain(`services/api/${file}`);
    // The commands in messages name the project as Nx does.
    expect(onDisk.read('services/api/fastapi-container.json', 'utf8')).toContain('"name": "api-svc"');
    expect(jest.mocked(console.warn).mock.calls.flat().join('\n')).toContain('targets: test stay those that');
  });

  test('is not taken for a new one: adopting it is the way out, and the only problem', () => {
    files({ 'services/api/project.json': '{ "name": "api" }' });
    const message = failureOf(() => appGenerator(onDisk, { directory: 'services/api' }));
    expect(message).toMatch(/^1 problem/);
    expect(message).toContain('`npx nx g fastapi-container:adopt services/api`');
    expect(message).not.toContain('choose another directory.');
  });

  test('the name of another project is refused for it too, in the name of the generator', () => {
    mockProjects = [{ name: 'api', root: 'apps/api', targets: [] }];
    const message = failureOf(() => {
      adopt(onDisk, { directory: 'services/api' });
    });
    expect(message).toContain('in the options of fastapi-container:adopt');
    expect(message).toContain('--name=services-api');
    expect(onDisk.listChanges()).toEqual([]);
  });

  test('the image of another app is refused for it too, with the flags that help', () => {
    files({ 'apps/api/fastapi-container.json': '{ "name": "api" }', 'services/api/project.json': '{ "name": "svc" }' });
    mockProjects = [
      { name: 'apps-api', root: 'apps/api', targets: ['container-check'] },
      { name: 'svc', root: 'services/api', targets: [] },
    ];
    const message = failureOf(() => {
      adopt(onDisk, { directory: 'services/api', image: { name: 'api' } });
    });
    expect(message).toContain('the app in apps/api builds api:latest too');
    expect(message).toContain('--image.name=api-services');
    expect(onDisk.listChanges()).toEqual([]);
  });
});

test('a new app around another says so', () => {
  appGenerator(tree, { directory: 'apps/orders' });
  mockProjects = [{ name: 'orders', root: 'apps/orders', targets: ['container-check'] }];
  appGenerator(tree, { directory: 'apps', image: { name: 'around' } });
  expect(jest.mocked(console.warn).mock.calls.flat().join('\n')).toContain(
    'apps holds other apps already (apps/orders)',
  );
});

test.each([
  ['a link out of the workspace', 'out/orders', /leads to .*elsewhere.orders, which is outside/],
  ['a link that leads nowhere', 'nowhere', /outside of the repository/],
  ['a file', 'README.md/orders', /README\.md is not a directory/],
])('neither app nor adopt goes through %s, and nothing is written', (_, directory, reason) => {
  const top = mkdtempSync(join(tmpdir(), 'fastapi-container-links-'));
  try {
    for (const path of ['ws', 'elsewhere/orders']) mkdirSync(join(top, path), { recursive: true });
    for (const path of ['nx.json', 'README.md']) writeFileSync(join(top, 'ws', path), '{}');
    writeFileSync(join(top, 'elsewhere/orders/main.py'), 'from fastapi import FastAPI\napp = FastAPI()\n');
    symlinkSync('../elsewhere', join(top, 'ws/out'));
    symlinkSync('../elsewhere/new', join(top, 'ws/nowhere'));
    const onDisk = new FsTree(join(top, 'ws'), false) as Tree;
    expect(failureOf(() => appGenerator(onDisk, { directory }))).toMatch(reason);
    expect(
      failureOf(() => {
        adopt(onDisk, { directory });
      }),
    ).toMatch(reason);
    expect(onDisk.listChanges()).toEqual([]);
  } finally {
    rmSync(top, { recursive: true });
  }
});

test('init registers once, says only what it was asked to say, and keeps the rest of nx.json', () => {
  tree.write('nx.json', '{\n  // mine\n  "sync": { "globalGenerators": ["other:sync"] }\n}\n');
  init(tree);
  const text = tree.read('nx.json', 'utf8') ?? '';
  expect(text).toContain('// mine');
  expect(text).not.toContain('applyChanges');
  expect(text.match(/fastapi-container/g)).toHaveLength(2);
  expect(text).toMatch(/"other:sync",\s*"fastapi-container:judge"/);
  init(tree);
  expect(tree.read('nx.json', 'utf8')).toBe(text);
  init(tree, { applyChanges: true });
  expect(tree.read('nx.json', 'utf8')).toMatch(/"applyChanges": true/);
  // Who takes the judge out again is not overruled.
  const without = text.replace(/,\s*"fastapi-container:judge"/, '');
  tree.write('nx.json', without);
  init(tree);
  expect(tree.read('nx.json', 'utf8')).toBe(without);
});

test('nx.json that cannot be parsed is not touched', () => {
  tree.write('nx.json', '{ "plugins": [ }');
  expect(
    failureOf(() => {
      init(tree);
    }),
  ).toContain('is not valid JSON at line 1');
  expect(tree.read('nx.json', 'utf8')).toBe('{ "plugins": [ }');
});

test('the judge fails for what cannot be judged, in whatever order the generators run, and sync writes the rest', () => {
  appGenerator(tree, { directory: 'apps/orders' });
  tree.write('apps/wrong/fastapi-container.json', '{ "helth": {} }');
  tree.write('apps/lost/fastapi-container.json', '{ "lock": true, "libraries": ["../x"] }');
  const told = ['apps/lost/fastapi-container.json', 'apps/wrong/fastapi-container.json: helth there is no such option'];
  mockProjects = ['orders', 'wrong', 'lost'].map((name) => ({
    name,
    root: `apps/${name}`,
    targets: ['container-check'],
  }));
  for (const part of told)
    expect(
      failureOf(() => {
        judge(tree);
      }),
    ).toContain(part);
  tree.write('apps/orders/fastapi-container.json', '{ "name": "orders", "port": 9000, "born": ["app"] }');
  expect(sync(tree).outOfSyncMessage).toMatch(/orders in apps\/orders: .*Dockerfile/);
  for (const part of told)
    expect(
      failureOf(() => {
        judge(tree);
      }),
    ).toContain(part);
  expect(
    failureOf(() => {
      judge(tree);
    }),
  ).toMatch(/Correct these options.* leave it there/);
  tree.delete('apps/wrong/fastapi-container.json');
  tree.delete('apps/lost/fastapi-container.json');
  expect(
    failureOf(() => {
      judge(tree);
    }),
  ).toBe('');
});
