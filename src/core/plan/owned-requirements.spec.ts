import { look, resolved } from '../../../test/support/memory';
import { neededRequirements } from '../outputs/requirements';
import { requirement } from '../python/packages';
import { ownedRequirements } from './owned-requirements';

const FILE = {
  ownership: 'block',
  path: 'requirements.txt',
  requirements: [],
  needed: [requirement('uvicorn'), requirement('httptools')],
} as const;

function fate(files: Readonly<Record<string, string>>) {
  return ownedRequirements(FILE, look(new Map(Object.entries(files))));
}

test.each([
  ['both are named', { 'requirements.txt': 'uvicorn>=0.54\nhttptools\n' }],
  ['one brings the other', { 'requirements.txt': 'uvicorn[standard]\n' }],
  ['the framework brings both', { 'requirements.txt': 'fastapi[standard]>=0.100\n' }],
  ['an included file names them', { 'requirements.txt': '-r base.txt\n', 'base.txt': 'uvicorn\nhttptools\n' }],
])('nothing is to be done where %s', (_, files) => {
  expect(fate(files)).toMatchObject({ action: 'unchanged' });
});

test('what is missing or too old is told with the line to write, and nothing is written', () => {
  const change = fate({ 'requirements.txt': '# ours\nuvicorn==0.30.1\n' });
  expect(change).toMatchObject({
    action: 'conflict',
    before: '# ours\nuvicorn==0.30.1\n',
    after: '# ours\nuvicorn==0.30.1\n',
  });
  expect('waysOut' in change && change.waysOut).toEqual([
    expect.stringContaining('raise uvicorn==0.30.1 in requirements.txt:2 to uvicorn>='),
    expect.stringContaining('add the line httptools>='),
  ]);
});

test('what is only missing may be left to the tool', () => {
  const change = fate({ 'requirements.txt': 'uvicorn\n' });
  expect('waysOut' in change && change.waysOut).toEqual([
    expect.stringContaining('add the line httptools>='),
    expect.stringContaining('take "requirements.txt" out of "own"'),
  ]);
});

test.each<[string, object, string, string]>([
  ['one process of uvicorn', {}, 'uvicorn==0.34.0', 'unchanged'],
  ['several', { workers: 2 }, 'uvicorn==0.41.0', 'conflict'],
  ['gunicorn', { server: 'gunicorn' }, 'gunicorn==25.1.0\nuvicorn==0.34.0\nuvicorn-worker==0.3.0', 'unchanged'],
  ['gunicorn without a flag', { server: 'gunicorn' }, 'gunicorn==23.0.0\nuvicorn==0.34.0\nuvicorn-worker', 'conflict'],
  ["gunicorn's own worker", { server: 'gunicorn', workerClass: 'asgi' }, 'gunicorn==26.0.0', 'conflict'],
  ['hypercorn', { server: 'hypercorn' }, 'hypercorn==0.16.0', 'unchanged'],
  ['granian', { server: 'granian', workers: 2 }, 'granian==2.5.0', 'unchanged'],
  ['an image of their own', { own: ['requirements.txt', 'Dockerfile'], workers: 2 }, 'uvicorn==0.20.0', 'unchanged'],
])('a version that was pinned is enough where the command works with it: %s', (_, options, lines, action) => {
  const app = resolved({ own: ['requirements.txt'], ...options });
  const file = { ...FILE, needed: neededRequirements(app) };
  const text = `fastapi==0.115.6\nhttptools\n${lines}\n`;
  expect(ownedRequirements(file, look(new Map([['requirements.txt', text]])))).toMatchObject({ action });
});

test.each([
  ['extras', 'uvicorn[standard]>=0.30,<0.31\n', /to uvicorn\[standard\]>=\d/],
  ['several extras', 'uvicorn[standard,foo]==0.30\n', /to uvicorn\[standard,foo\]>=\d/],
  ['a marker', 'uvicorn==0.30 ; python_version >= "3.9"\n', /to uvicorn>=\S+ ; python_version >= "3.9":/],
])('a line that is to be raised keeps its %s', (_, text, said) => {
  const change = fate({ 'requirements.txt': text });
  expect('waysOut' in change && change.waysOut[0]).toMatch(said);
});

test.each([
  ['poetry', { 'pyproject.toml': '[tool.poetry.dependencies]\nuvicorn = "^0.30"\n' }, 'pyproject.toml', 'poetry add'],
  ['pdm', { 'pyproject.toml': '[project]\n', 'pdm.lock': '' }, 'pyproject.toml', 'pdm add'],
  ['pipenv', { Pipfile: '[packages]\n' }, 'Pipfile', 'pipenv install'],
])('%s is told with the command for the file that it reads', (_, files, file, command) => {
  const change = fate({ 'requirements.txt': 'uvicorn[standard]==0.30\n', ...files });
  const said = 'waysOut' in change ? change.waysOut[0] : undefined;
  expect(said).toContain(`and in ${file}, which it was made from (\`${command} 'uvicorn[standard]>=`);
});
