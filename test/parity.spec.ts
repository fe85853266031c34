import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTree } from '@nx/devkit/testing';
import { spawnSync } from 'node:child_process';
import { FastApiContainerProject } from '../src';
import appGenerator from '../src/nx/generators/app/generator';
import { FOR_NEW_APPS } from '../src/core/resolve/new-app';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { readTree, type Memory } from './support/memory';
import { OPTION_SETS } from './support/option-sets';

/** Files that may differ between the doors, and why. */
const DIFFER: Readonly<Record<string, string>> = {
  '.gitignore': 'projen writes it whole, with the entries of its own files; here it is a seed',
  '.gitattributes': 'projen writes it; the other doors have none',
  '.vscode/': 'is at the root of the repository, which the app is here for two of the doors',
  '.projen/': 'the bookkeeping of projen',
  'README.md': 'speaks of the door that the app came through',
  'fastapi-container.json': 'says who writes it and where the schema is; its options are compared below',
};

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-parity-'));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The library that some of the option sets name, relative to the app. */
const LIBRARY = 'libs/shared/pyproject.toml';
const LIBRARY_TEXT = '[project]\nname = "acme-shared"\n';

function withLibrary(directory: string): void {
  mkdirSync(join(directory, dirname(LIBRARY)), { recursive: true });
  writeFileSync(join(directory, LIBRARY), LIBRARY_TEXT);
}

function comparable(files: Memory): Record<string, string> {
  const entries = [...files].filter(([path]) => !Object.keys(DIFFER).some((differing) => path.startsWith(differing)));
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function throughNx(options: object): Memory {
  const tree = createTree();
  tree.write(`apps/orders/${LIBRARY}`, LIBRARY_TEXT);
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(tree.root);
  try {
    appGenerator(tree, { directory: 'apps/orders', ...options });
  } finally {
    cwd.mockRestore();
  }
  const changes = tree.listChanges().filter(({ path }) => path.startsWith('apps/orders/'));
  return new Map(changes.map(({ path, content }) => [path.slice('apps/orders/'.length), String(content)]));
}

function throughProjen(name: string, options: object): Memory {
  const outdir = join(root, name, 'projen', 'orders');
  withLibrary(outdir);
  process.env.PROJEN_DISABLE_POST = 'true';
  new FastApiContainerProject({ name: 'orders', outdir, projenrcJson: true, ...options }).synth();
  return readTree(outdir);
}

function throughDisk(name: string, options: object): Memory {
  const directory = join(root, name, 'disk', 'orders');
  withLibrary(directory);
  writeFileSync(join(directory, 'fastapi-container.json'), JSON.stringify({ name: 'orders', ...options }));
  applyChanges(directory, planOnDisk(directory, 'orders', readApp(directory, 'orders')));
  return readTree(directory);
}

function optionsIn(files: Memory): object {
  const parsed = JSON.parse(files.get('fastapi-container.json') ?? '') as Record<string, unknown>;
  const { $schema: _schema, managedBy: _manager, ...options } = parsed;
  return options;
}

describe.each(Object.entries(OPTION_SETS))('%s', (name, options) => {
  test('gives the same bytes through every door', () => {
    // Two of the doors make no new app here: they are told what a new one is told.
    const told = { ...FOR_NEW_APPS, ...options };
    const disk = throughDisk(name, told);
    const nx = throughNx(options);
    const projen = throughProjen(name, told);
    expect(Object.keys(comparable(disk)).length).toBeGreaterThan(12);
    // Where nobody has taken it over, the Dockerfile is among what is compared.
    expect('Dockerfile' in comparable(disk)).toBe(!('own' in options));
    expect(comparable(nx)).toEqual(comparable(disk));
    expect(comparable(projen)).toEqual(comparable(disk));
    expect(optionsIn(nx)).toEqual(optionsIn(disk));
    expect(optionsIn(projen)).toEqual(optionsIn(disk));
    const ignored = disk.get('.gitignore')?.trimEnd().split('\n') ?? [];
    expect(projen.get('.gitignore')?.split('\n')).toEqual(expect.arrayContaining(ignored));
  });
});

test('the command line writes what the disk adapter writes', () => {
  const directory = join(root, 'cli', 'orders');
  withLibrary(directory);
  const cli = join(__dirname, '../dist/cli/main.js');
  const { status } = spawnSync(process.execPath, [cli, 'new', 'orders', '--port', '9000'], { cwd: join(root, 'cli') });
  expect(status).toBe(0);
  expect(comparable(readTree(directory))).toEqual(comparable(throughDisk('cli-twin', { ...FOR_NEW_APPS, port: 9000 })));
});
