import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from 'projen';
import { FastApiContainer, FastApiContainerLibrary } from '../../src';
import { readTree } from '../support/memory';
import { directory, read, refusal, write } from './support';

function workspace(options: object = {}, more: (library: Project) => void = () => undefined) {
  const outdir = directory();
  write(join(outdir, '.git/HEAD'), '');
  const make = () => {
    const parent = new Project({ name: 'shop', outdir });
    const library = new Project({ name: 'shared', parent, outdir: 'libs/shared' });
    more(library);
    new FastApiContainerLibrary(library, options);
    return { parent, library };
  };
  return { outdir, make, home: join(outdir, 'libs/shared') };
}

test('a library is written once, with tasks, and an app of the same definition uses it', () => {
  const { outdir, make, home } = workspace({ tags: ['scope:shared'] });
  const synth = () => {
    const { parent } = make();
    const app = new Project({ name: 'orders', parent, outdir: 'apps/orders' });
    new FastApiContainer(app, { libraries: ['../../libs/shared'], lock: true });
    parent.synth();
  };
  synth();
  expect(read(home, 'pyproject.toml')).toContain('tags = ["scope:shared"]');
  expect(read(home, 'README.md')).toContain('`npx projen test`');
  expect(read(home, '.gitignore')).toContain('.venv/');
  expect(read(outdir, 'apps/orders/Dockerfile')).toContain('lib_libs_shared');
  const { tasks } = JSON.parse(read(home, '.projen/tasks.json')) as { tasks: Record<string, { steps: object[] }> };
  expect(tasks.lint?.steps).toHaveLength(3);
  expect(tasks.test?.steps.at(-1)).toMatchObject({ execArgs: ['.venv/bin/pytest'], receiveArgs: true });
  write(join(home, 'src/shared/__init__.py'), '# mine\n');
  rmSync(join(home, 'tests/test_shared.py'));
  const before = readTree(home);
  synth();
  expect(readTree(home)).toEqual(before);
  expect(existsSync(join(home, 'tests/test_shared.py'))).toBe(false);
});

test('a task that does something already stays', () => {
  const { make } = workspace({}, (library) => library.addTask('lint', { exec: 'true' }));
  expect(make().library.tasks.tryFind('lint')?.steps).toHaveLength(1);
});

test('what cannot be a library is refused, and nothing is written', () => {
  const { outdir, make } = workspace({ name: 'json' });
  expect(refusal(make)).toContain('"json" would shadow a module of Python');
  write(join(outdir, 'libs/shared/notes.txt'), '');
  expect(refusal(workspace({ name: 'a b' }).make)).toContain('cannot be the name of a Python project');
  const taken = workspace();
  write(join(taken.home, 'src/index.ts'), '');
  expect(refusal(taken.make)).toContain('holds files (src/index.ts) and no pyproject.toml');
  expect([...readTree(outdir).keys()]).toEqual(['.git/HEAD', 'libs/shared/notes.txt']);
});
