import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { FsTree } from 'nx/src/generators/tree';
import { InvalidInputError } from '../core/text/problems';
import { appGenerator } from './compose';
import adopt from './generators/adopt/generator';
import init from './generators/init/generator';

jest.mock('./nx-graph', () => ({ knownProjects: () => undefined }));

let tree: Tree;

beforeEach(() => {
  tree = createTree();
});

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    // Nx offers to print a stack where there is one.
    expect((error as Error).stack).toBe('');
    return (error as Error).message;
  }
  return '';
}

/** What the tree would write, by path. */
const written = () => tree.listChanges().map(({ path, content }) => [path, content?.toString('hex')]);

const nxJson = () => JSON.parse(tree.read('nx.json', 'utf8') ?? 'null') as unknown;

const CONFLICT = '{\n<<<<<<< HEAD\n  "plugins": ["a"]\n=======\n  "plugins": ["b"]\n>>>>>>> other\n}\n';

/** An nx.json that a change could harm, and what is said of it: where, and how to get out. */
const BROKEN: Readonly<Record<string, readonly [text: string | Buffer, ...parts: string[]]>> = {
  'no JSON': ['{\n  "plugins": [ }\n', 'nx.json\n', 'is not valid JSON at line 2', 'correct the file there'],
  'nothing at all': ['', 'nx.json\n', 'is not valid JSON at line 1'],
  'an unfinished merge': [
    CONFLICT,
    'nx.json\n',
    'an unfinished Git merge is in it, at line 2',
    'finish the merge there',
  ],
  'no object': ['["a"]\n', 'nx.json\n', 'holds no JSON object', 'put {} around it'],
  'plugins that are an object': [
    '{\n  "plugins": { "a": 1 }\n}\n',
    'nx.json: plugins = {"a":1}',
    'is not a list (line 2 of nx.json)',
    'make it a list there, or remove it',
  ],
  'plugins that are a text': ['{ "plugins": "fastapi-container/nx" }', 'nx.json: plugins =', 'is not a list (line 1'],
  'plugins that are nothing': ['{\n\n"plugins": null }', 'nx.json: plugins = null', 'is not a list (line 3'],
  'plugins twice': [
    '{\n"plugins": [],\n"plugins": []\n}',
    'nx.json: plugins',
    'is there twice (lines 2 and 3 of nx.json)',
  ],
  'a sync that is a list': ['{\n  "sync": []\n}', 'nx.json: sync = []', 'is not an object (line 2'],
  'global generators that are a text': [
    '{\n  "sync": {\n  "globalGenerators": "a:b" }\n}',
    'nx.json: sync.globalGenerators = "a:b"',
    'is not a list (line 3',
  ],
  'UTF-16': [Buffer.from('\uFEFF{ "plugins": ["a"] }', 'utf16le'), 'nx.json\n', 'in UTF-16', 'iconv -f UTF-16'],
};

describe.each(Object.entries(BROKEN))('nx.json with %s is refused, and nothing is written', (_, [text, ...parts]) => {
  const doors: Record<string, () => unknown> = {
    init: () => {
      init(tree, { applyChanges: true });
    },
    app: () => appGenerator(tree, { directory: 'apps/orders' }),
  };
  test.each(Object.entries(doors))('by %s', (_door, call) => {
    tree.write('nx.json', text);
    const before = written();
    const message = failureOf(call);
    for (const part of ['Nothing was written', ...parts]) expect(message).toContain(part);
    expect(written()).toEqual(before);
  });
});

test('and so by adopt, which finds an application on the disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-adopt-'));
  try {
    mkdirSync(join(root, 'apps/shop/shop'), { recursive: true });
    writeFileSync(join(root, 'apps/shop/shop/main.py'), 'from fastapi import FastAPI\n\napp = FastAPI()\n');
    writeFileSync(join(root, 'apps/shop/requirements.txt'), 'fastapi\n');
    writeFileSync(join(root, 'nx.json'), CONFLICT);
    tree = new FsTree(root, false);
    const message = failureOf(() => {
      adopt(tree, { directory: 'apps/shop' });
    });
    expect(message).toContain('an unfinished Git merge is in it, at line 2');
    expect(tree.listChanges()).toEqual([]);
    // It is the merge that it fell over.
    tree.write('nx.json', '{}');
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    adopt(tree, { directory: 'apps/shop' });
    expect(tree.exists('apps/shop/fastapi-container.json')).toBe(true);
  } finally {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  }
});

test('a problem with nx.json is told together with those of the options', () => {
  tree.write('nx.json', '{ "plugins": {} }');
  const message = failureOf(() => appGenerator(tree, { directory: 'apps/orders', port: 1 }));
  expect(message).toContain('2 problems in the options of fastapi-container:app');
  expect(message).toContain('  port = 1\n');
  expect(message).toContain('  nx.json: plugins = {}\n');
});

test('options that hold themselves are refused by the function that other generators call', () => {
  const env: Record<string, unknown> = { A: '1' };
  env.SELF = env;
  const call = () => appGenerator(tree, { directory: 'apps/orders', image: { env } } as never);
  const before = written();
  expect(failureOf(call)).toContain('  image.env.SELF\n    Problem: is an object, not a text');
  expect(written()).toEqual(before);
});

describe('nx.json that can be changed', () => {
  const registered = { plugins: ['fastapi-container/nx'], sync: { globalGenerators: ['fastapi-container:judge'] } };

  test('need not be there', () => {
    if (tree.exists('nx.json')) tree.delete('nx.json');
    init(tree);
    expect(nxJson()).toEqual(registered);
  });

  test('keeps what others registered, in whatever form', () => {
    tree.write(
      'nx.json',
      JSON.stringify({ plugins: ['a', { plugin: 'b', options: {} }], sync: { applyChanges: false } }),
    );
    init(tree);
    expect(nxJson()).toEqual({
      plugins: ['a', { plugin: 'b', options: {} }, 'fastapi-container/nx'],
      sync: { applyChanges: false, globalGenerators: ['fastapi-container:judge'] },
    });
  });

  test.each([
    ['as a text', '{ "plugins": ["fastapi-container/nx"] }'],
    ['with options', '{ "plugins": [{ "plugin": "fastapi-container/nx", "include": ["apps/**"] }] }'],
    ['with comments', '{\n\t// ours\n\t"plugins": ["fastapi-container/nx",],\n}\n'],
  ])('is left alone where the plugin is there %s', (_, text) => {
    tree.write('nx.json', text);
    init(tree);
    appGenerator(tree, { directory: 'apps/orders' });
    expect(tree.read('nx.json', 'utf8')).toBe(text);
  });

  test('says that Nx is to write by itself, or is not, as often as it is asked to', () => {
    for (const applyChanges of [true, false, true]) {
      init(tree, { applyChanges });
      const text = tree.read('nx.json', 'utf8');
      expect(nxJson()).toMatchObject({ sync: { applyChanges } });
      init(tree, { applyChanges });
      init(tree);
      expect(tree.read('nx.json', 'utf8')).toBe(text);
    }
  });
});
