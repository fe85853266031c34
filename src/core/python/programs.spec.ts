import { OPTION_SETS } from '../../../test/support/option-sets';
import { resolved } from '../../../test/support/memory';
import { tasks } from '../tasks';
import { isManagedPackage } from './packages';
import { howToAdd, sourceOfProgram } from './programs';

test.each([
  ['ruff', 'ruff', 'requirements-dev.txt'],
  ['pytest', 'pytest', 'requirements-dev.txt'],
  ['mypy', 'mypy', 'requirements-dev.txt'],
  ['granian', 'granian', 'requirements.txt'],
  ['fastapi', 'fastapi-cli', 'requirements.txt'],
  ['something', 'something', 'requirements-dev.txt'],
])('%s comes with %s, named in %s', (program, name, file) => {
  expect(sourceOfProgram(program)).toEqual({ package: name, file });
});

test('every program of every task comes with a package that is managed, or is Python itself', () => {
  for (const options of Object.values(OPTION_SETS)) {
    for (const { from, argv } of tasks(resolved(options)).flatMap(({ commands }) => commands)) {
      if (from !== 'venv' || argv[0] === 'python') continue;
      expect([argv[0], isManagedPackage(sourceOfProgram(argv[0] ?? '').package)]).toEqual([argv[0], true]);
    }
  }
});

test.each<[string, Record<string, string>, string | undefined]>([
  ['in no file', {}, 'create requirements-dev.txt with the line `pytest`'],
  ['in none, of those that are there', { 'requirements-dev.txt': 'ruff\n' }, 'add `pytest` to requirements-dev.txt'],
  ['in the file', { 'requirements-dev.txt': 'PyTest==9\n' }, undefined],
  [
    'in a file of another name',
    { 'requirements/dev.txt': '-r base.txt\npytest\n' },
    'create requirements-dev.txt with the line `-r requirements/dev.txt` (it names pytest)',
  ],
  [
    'in a file of another name, beside one',
    { 'requirements-dev.txt': 'ruff\n', 'test-requirements.txt': 'pytest>=8\n' },
    'add `-r test-requirements.txt` (it names pytest) to requirements-dev.txt',
  ],
  [
    'where it is included',
    { 'requirements-dev.txt': '-r requirements/dev.txt\n', 'requirements/dev.txt': 'pytest\n' },
    undefined,
  ],
  [
    'in a file with another package',
    { 'requirements/dev.txt': 'pytest-cov\n' },
    'create requirements-dev.txt with the line `pytest`',
  ],
])('a package that is named %s', (_, files, expected) => {
  expect(howToAdd([sourceOfProgram('pytest')], (path) => files[path])).toBe(expected);
});

test('packages are added a file at a time, and what one line brings is one line', () => {
  const files: Record<string, string> = { 'requirements/dev.txt': 'pytest\nmypy\n', 'requirements.txt': 'fastapi\n' };
  const sources = ['pytest', 'ruff', 'granian', 'mypy'].map((program) => sourceOfProgram(program));
  expect(howToAdd(sources, (path) => files[path])).toBe(
    'create requirements-dev.txt with the lines `-r requirements/dev.txt` (it names pytest, mypy), `ruff`, ' +
      'and add `granian` to requirements.txt',
  );
});
