import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { FastApiContainerProject } from '../src';
import { adopt as adoptCommand } from '../src/cli/commands/adopt';
import { create } from '../src/cli/commands/new';
import { findTargets } from '../src/cli/targets';
import { readApp } from '../src/io/app';
import adopt from '../src/nx/generators/adopt/generator';
import { appGenerator } from '../src/nx/generators/app/generate';
import { createNodes } from '../src/nx/plugin';
import { toldBy } from './support/told';

/** Something that is no text in UTF-8 in the place of an options file: told as what it is, and never written over. */

const TEXT = '{ "name": "café", "port": 9000 }\n';

type Place = (path: string) => void;

const PLACES: readonly (readonly [string, Place, RegExp, RegExp])[] = [
  [
    'Latin-1',
    (path) => {
      writeFileSync(path, Buffer.from(TEXT, 'latin1'));
    },
    /not in UTF-8/,
    /save it in UTF-8/,
  ],
  [
    'UTF-16',
    (path) => {
      writeFileSync(path, Buffer.from(`\uFEFF${TEXT}`, 'utf16le'));
    },
    /UTF-16/,
    /iconv/,
  ],
  [
    'a directory',
    (path) => {
      mkdirSync(path);
    },
    /a directory is in its place/,
    /put the file itself/,
  ],
  [
    'a link to nowhere',
    (path) => {
      symlinkSync('gone.json', path);
    },
    /a symbolic link is in its place/,
    /put the file itself/,
  ],
];

let root: string;
let app: string;

beforeAll(() => {
  process.env.PROJEN_DISABLE_POST = 'true';
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fastapi-container-unreadable-'));
  mkdirSync(join(root, '.git'));
  writeFileSync(join(root, 'nx.json'), '{}');
  app = join(root, 'apps/orders');
  mkdirSync(app, { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function message(work: () => unknown): string {
  try {
    const said = work();
    return typeof said === 'string' ? said : 'it was accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is in the place, for comparing. */
function state(path: string): string {
  const stats = lstatSync(path);
  return stats.isFile() ? readFileSync(path, 'hex') : stats.isDirectory() ? 'directory' : 'link';
}

describe.each(PLACES)('%s as an options file', (_, put, what, way) => {
  const file = () => join(app, 'fastapi-container.json');
  let before: string;

  beforeEach(() => {
    put(file());
    before = state(file());
  });

  afterEach(() => {
    expect(state(file())).toBe(before);
  });

  test('is told by the command line, which knows the app', () => {
    expect(findTargets(root, [app])).toHaveLength(1);
    const said = message(() => readApp(app, 'apps/orders'));
    expect(said).toMatch(/^1 problem in apps\/orders\/fastapi-container\.json/);
    expect(said).toMatch(what);
    expect(said).toMatch(way);
  });

  test('is told by the generator of Nx, which writes nothing', () => {
    const tree = new FsTree(root, false);
    const said = message(() => appGenerator(tree, { directory: 'apps/orders', port: 9001 }));
    expect(said).toMatch(what);
    expect(said).toMatch(way);
    expect(tree.listChanges()).toEqual([]);
  });

  test.each([
    ['the command line', () => toldBy(adoptCommand, ['apps/orders'])],
    [
      'Nx',
      () => {
        adopt(new FsTree(root, false), { directory: 'apps/orders' });
      },
    ],
    ['the command line, which makes an app', () => toldBy(create, ['apps/orders'])],
  ])('is in the way of adopting through %s', (_, work) => {
    writeFileSync(join(app, 'main.py'), 'from fastapi import FastAPI\n\napp = FastAPI()\n');
    const cwd = process.cwd();
    process.chdir(root);
    const said = message(work);
    process.chdir(cwd);
    expect(said).toMatch(what);
    expect(said).toMatch(/move it away, so that apps\/orders\/fastapi-container.json can be written|save it in UTF-8/);
  });

  test('leaves the project in Nx, with every target failing', () => {
    const [, infer] = createNodes;
    const [[, { projects = {} }] = ['', {}]] = infer(
      ['apps/orders/fastapi-container.json'],
      {},
      { workspaceRoot: root },
    );
    expect(projects['apps/orders']).toMatchObject({
      metadata: { description: expect.stringMatching(/errors/) as string },
    });
  });

  test('is told by projen', () => {
    const said = message(() => {
      new FastApiContainerProject({ name: 'orders', outdir: app, projenrcJson: true }).synth();
    });
    expect(said).toMatch(what);
    expect(said).toMatch(way);
  });
});

test('a base file that cannot be read is told as what it is', () => {
  writeFileSync(join(app, 'fastapi-container.json'), '{ "extends": "../base.json" }');
  writeFileSync(join(root, 'apps/base.json'), Buffer.from(`\uFEFF${TEXT}`, 'utf16le'));
  const said = message(() => readApp(app, 'apps/orders'));
  expect(said).toContain('apps/base.json');
  expect(said).toContain('UTF-16');
});
