import type { Problem } from '../text/problems';
import { resolve } from '../resolve/resolve';
import { libraryAt, readLibraries } from './libraries';

function problemsOf(options: object): readonly Problem[] {
  const result = resolve({ lock: true, ...options }, 'orders');
  return result.ok ? [] : result.problems;
}

const project = (name: string) => `[build-system]\nrequires = []\n[project]\nname = "${name}"\n`;

function read(files: Readonly<Record<string, string>>, paths: readonly string[], directory = 'apps/orders') {
  return readLibraries(paths.map(libraryAt), { directory, read: (path) => files[path] });
}

test.each([
  ['../../libs/shared', '../../libs/shared', 'lib_libs_shared'],
  ['../../libs/shared/', '../../libs/shared', 'lib_libs_shared'],
  ['./libs//x/../Shared-2.0', 'libs/Shared-2.0', 'lib_libs_shared_2_0'],
])('%s is the library %s, in the build context %s', (typed, path, context) => {
  expect(libraryAt(typed)).toEqual({ path, context });
});

test.each<[string, readonly string[], RegExp]>([
  ['an absolute path', ['/libs/shared'], /not a relative path/],
  ['a path of Windows', ['..\\libs'], /not a relative path/],
  ['characters that mean something to a shell or a Dockerfile', ['../a b', '../$(x)', '../a,rw', '../a\nRUN x'], /no/],
  ['nothing', [''], /not a relative path/],
  ['no letter at all', ['../_'], /not a relative path/],
  ['the app itself', ['.', '..', '../..'], /holds the app itself/],
  ['one library twice', ['../a', '../b/../a'], /is named twice/],
  ['two that would share a context', ['../a-b', '../a_b'], /names too much alike/],
])('refuses %s', (_, libraries, reason) => {
  const problems = problemsOf({ libraries });
  expect(problems.length).toBe(/twice|alike/.test(reason.source) ? 1 : libraries.length);
  for (const problem of problems) expect(problem).toMatchObject({ option: 'libraries' });
  for (const problem of problems) expect(problem.reason).toMatch(reason);
});

test('what a library depends on needs a lock', () => {
  const [problem] = problemsOf({ lock: false, libraries: ['../../libs/a'] });
  expect(problem).toMatchObject({
    option: 'libraries',
    value: ['../../libs/a'],
    fix: expect.stringMatching(/"lock": true \(as a flag: --lock\)/) as string,
  });
});

test('every problem with their directories is told at once', () => {
  const files = {
    'libs/a/pyproject.toml': project('acme-a'),
    'libs/b/pyproject.toml': project('Acme_A'),
    'libs/poetry/pyproject.toml': '[tool.poetry]\nname = "old"\n',
    'libs/setup/setup.py': '',
  };
  const { projects, problems } = read(files, [
    ...['../../libs/a', '../../libs/b', '../../libs/poetry', '../../libs/setup', '../../libs/none', '../../../out'],
  ]);
  expect(projects.map(({ name }) => name)).toEqual(['acme-a']);
  expect(problems.map(({ value, reason }) => `${String(value)}: ${reason}`)).toEqual([
    '../../libs/b: is called Acme_A, as ../../libs/a is',
    '../../libs/poetry: libs/poetry/pyproject.toml has no [project] table with a name',
    '../../libs/setup: there is no libs/setup/pyproject.toml',
    '../../libs/none: there is no libs/none/pyproject.toml',
    '../../../out: is not inside the workspace',
  ]);
});

test('a library may lie in the directory of the app', () => {
  expect(read({ 'libs/a/pyproject.toml': project('a') }, ['libs/a'], '.').problems).toEqual([]);
});
