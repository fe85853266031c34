import { createTree } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import type { Result } from '../../../core/text/problems';
import {
  directoryInWorkspace,
  fromWhereTheUserIs,
  occupiedProblem,
  placeProblems,
  projectNameAt,
  projenProblem,
} from './place';

/** The value, or what is wrong. */
function valueOrReason(result: Result<string>): string {
  return result.ok ? result.value : (result.problems[0]?.reason ?? '');
}

describe('a directory is meant from where the user is', () => {
  test.each([
    ['/ws', 'apps/orders', 'apps/orders'],
    ['/ws/apps', 'orders', 'apps/orders'],
    ['/ws/apps', 'apps/orders', 'apps/orders'],
    ['/ws/apps', 'apps', 'apps'],
    ['/ws/apps', 'apps-old', 'apps/apps-old'],
    ['/ws/apps', '.', 'apps/.'],
    ['/ws/apps', '../libs', 'apps/../libs'],
    ['/ws/apps', '/elsewhere', '/elsewhere'],
    ['/ws/apps', 'new\\orders', 'apps/new/orders'],
    // Nx can be told of a workspace that the user is not in.
    ['/elsewhere', 'orders', 'orders'],
    ['/ws-2/apps', 'orders', 'orders'],
    // A flag parser makes a number of it.
    ['/ws/apps', 2024, 'apps/2024'],
  ])('in %s, %p is %p', (cwd, typed, directory) => {
    expect(fromWhereTheUserIs('/ws', cwd, typed)).toEqual({ ok: true, value: directory });
  });

  test.each([undefined, ''])('%p is missing, and the message shows a command that works', (typed) => {
    const result = fromWhereTheUserIs('/ws', '/ws', typed);
    expect(result).toMatchObject({ ok: false, problems: [{ option: 'directory', reason: 'is missing' }] });
    expect(JSON.stringify(result)).toContain('npx nx g fastapi-container:app apps/orders');
  });
});

describe('a directory lies in the workspace, and tools can write its name', () => {
  test.each([
    ['apps/orders', 'apps/orders'],
    ['./apps//orders/', 'apps/orders'],
    ['apps/../services/a', 'services/a'],
    ['.', '.'],
    ['apps/..', '.'],
    ['@acme/orders v2+x_y.z', '@acme/orders v2+x_y.z'],
    ['..', 'is not inside the workspace'],
    ['apps/../../orders', 'is not inside the workspace'],
    ['/abs', 'is not inside the workspace'],
    ['a"b', 'has characters that tools trip over'],
    ['$(id)', 'has characters that tools trip over'],
    ['a\nb', 'has characters that tools trip over'],
    ['größe', 'has characters that tools trip over'],
  ])('%p: %p', (given, expected) => {
    expect(valueOrReason(directoryInWorkspace(given))).toBe(expected);
  });
});

describe('a place that is taken', () => {
  let tree: Tree;
  const web = { name: 'web', root: 'apps/web', targets: [] };

  beforeEach(() => {
    tree = createTree();
  });

  const reasons = (directory: string, name: string, projects = [web]) =>
    [occupiedProblem(tree, directory, projects), ...placeProblems(tree, directory, name, projects)].flatMap(
      (problem) => (problem ? [`${problem.option} ${problem.reason}`] : []),
    );

  test('is none where nothing is', () => {
    expect(reasons('apps/orders', 'orders')).toEqual([]);
  });

  test.each(['project.json', 'package.json'])('has a %s', (file) => {
    tree.write(`apps/orders/${file}`, '{}');
    expect(reasons('apps/orders', 'orders')).toEqual([`directory holds another project already: there is a ${file}`]);
    // Neither the one above nor the one beside is meant.
    expect(reasons('apps', 'apps')).toEqual([]);
    expect(reasons('apps/orders-2', 'orders-2')).toEqual([]);
  });

  test('is known to Nx, by whatever plugin', () => {
    expect(reasons('apps/web', 'orders')).toEqual(['directory holds another project already: Nx calls it "web"']);
  });

  test('is the root only for a project.json: its package.json is about the workspace', () => {
    tree.write('package.json', '{}');
    expect(reasons('.', 'shop', [{ name: 'ws', root: '.', targets: [] }])).toEqual([]);
    tree.write('project.json', '{}');
    expect(reasons('.', 'shop')).toEqual(['directory holds another project already: there is a project.json']);
  });

  test('has a name that another project has, and the way out is a name that is free', () => {
    const problem = placeProblems(tree, 'services/web', 'web', [web])[0];
    expect(problem).toMatchObject({
      option: 'name',
      value: 'web',
      fix: expect.stringContaining('--name=services-web') as string,
    });
    expect(problem?.reason).toContain('in apps/web');
    expect(placeProblems(tree, '.', 'web', [web])[0]?.fix).toContain('--name=web-api');
  });

  test.each<[string | undefined, string]>([
    ['web', 'apps/web'],
    ['@acme/web', 'apps/scoped'],
    [undefined, 'apps/orders'],
    // No app can be called so.
    [undefined, 'apps/odd'],
  ])('gives its name %p to the app that is adopted in %s', (name, directory) => {
    const others = [
      { name: '@acme/web', root: 'apps/scoped', targets: [] },
      { name: 'web (old)', root: 'apps/odd', targets: [] },
    ];
    expect(projectNameAt(directory, [web, ...others])).toBe(name);
  });

  test('is told twice where both are taken', () => {
    tree.write('apps/orders/project.json', '{}');
    expect(reasons('apps/orders', 'web')).toHaveLength(2);
  });
});

describe('an app that projen writes', () => {
  test.each(['{ "managedBy": "projen" }', '{ "managedBy": "projen", "port": }', '// c\n{ "managedBy": "other" }'])(
    'is never written by Nx: %s',
    (text) => {
      const problem = projenProblem(text, 'apps/orders/fastapi-container.json');
      expect(problem).toMatchObject({
        option: 'managedBy',
        reason: 'apps/orders/fastapi-container.json is written by projen',
      });
      expect(problem?.fix).toContain('npx projen');
    },
  );

  test.each(['{}', '', '{ "image": { "managedBy": "projen" } }'])('is no other: %p', (text) => {
    expect(projenProblem(text, 'fastapi-container.json')).toBeUndefined();
  });
});
