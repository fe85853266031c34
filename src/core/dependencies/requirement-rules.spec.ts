import { requirementFilesOf } from '../app/facts';
import { resolve } from '../resolve/resolve';
import type { Workspace } from '../workspace';
import { requirementFiles, requirementIncludes } from './requirement-files';
import { hashProblems, requirementProblems } from './requirement-rules';

function app(options: object) {
  const result = resolve(options, 'orders');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function workspace(files: Readonly<Record<string, string>>): Workspace {
  return { directory: 'apps/orders', read: (path) => files[path] };
}

const FILES = {
  'apps/orders/base.txt': 'boto3\n\n-e .\n-c requirements/limits.txt\n',
  'apps/orders/requirements/limits.txt': 'boto3<2\n./not-asked-for\n-r ../more.txt\n',
  'apps/orders/more.txt': '-r base.txt\n',
  'apps/orders/a b.txt': 'boto3\n',
  'apps/orders/.hidden/x.txt': 'boto3\n',
  'apps/common.txt': 'redis\n',
  'common.txt': 'redis 1\n',
};

function problemsOf(text: string, options: object = {}, files: Readonly<Record<string, string>> = FILES) {
  const around = workspace({ 'apps/orders/requirements.txt': text, ...files });
  const read = requirementFiles('requirements.txt', text, around);
  const problems = [...requirementProblems(app(options), read), ...hashProblems(app(options), read)];
  for (const { fix } of problems) expect(fix).not.toBe('');
  return problems.map(({ option, reason, fix }) => `${option}: ${reason} > ${fix}`);
}

test.each<[string, string, RegExp, object?]>([
  ['the app itself, editable', 'x\n-e .', /^requirements.txt:2: is a path.*> remove the line, and write what the app/],
  ['the app itself with extras', '.[dev]', /:1: is a path.* > remove the line, and write/],
  ['a library', '--editable=../../libs/shared[x]', /is a path.*"libraries": \["..\/..\/libs\/shared"\]/],
  [
    'a library that is named',
    '-e ./libs/one',
    /"libraries" names that directory/,
    { lock: true, libraries: ['./libs/one'] },
  ],
  ['a wheel', './wheels/x-1-py3-none-any.whl', /is a path.*package index/],
  ['the address of a file', 'x @ file:///srv/x.zip', /is a path/],
  ['a lock does not help', '-e .', /is a path/, { lock: true }],
  ['a repository', '\ngit+https://example.com/x.git', /:2: .* has no git > .*"aptPackages".*\["git"\]/],
  ['a repository behind a name', 'x @ git+https://example.com/x.git@v1', /has no git/],
  ['another kind of repository', 'hg+https://example.com/x', /"mercurial"/],
  [
    'a repository by ssh',
    'git+ssh://git@example.com/x.git',
    /no key/,
    { image: { aptPackages: { builder: ['git'] } } },
  ],
  ['an editable repository', '-e git+https://example.com/x.git#egg=x', /remove the -e/],
  ['a repository in a lock', 'git+https://example.com/x.git', /no hash/, { lock: true }],
  ['an index by variable', '--extra-index-url https://${TOKEN}@example.com/simple', /by a variable.*"packageIndex"/],
  ['a main index by variable', '-i ${INDEX}', /by a variable/, { lock: true }],
  ['links in a directory', '--find-links ./wheels', /directory with packages/],
  ['an address with a variable', 'x @ https://${TOKEN}@example.com/x.zip', /has a variable/],
  ['rubbish', 'fastapi 1.0', /is not a line/],
  ['rubbish in an included file', '-r ../../common.txt', /^common.txt:1: is not a line/, { lock: true }],
  ['a file that is not there', '# a\n-r nowhere.txt', /^requirements.txt:2: nowhere.txt is missing/],
  ['a constraint that is not there', '-c nowhere.txt', /nowhere.txt is missing/, { lock: true }],
  ['a file by a variable', '-r ${WHERE}/x.txt', /has a variable/],
  ['a file by an absolute path', '-r /etc/x.txt', /absolute/],
  ['a file outside of the workspace', '-r ../../../x.txt', /outside of the workspace/],
  [
    "a file outside of the app's directory",
    '-r ../common.txt',
    /^requirements.txt:1: apps\/common.txt is outside of the app/,
  ],
  ['a file with a space in its name', "-r 'a b.txt'", /build cannot take/],
  ['a hidden file', '-r .hidden/x.txt', /build cannot take/],
  [
    'one hash',
    'a==1 --hash=sha256:x\nb==1\nc',
    /^requirements.txt:2: has no hash \(nor have requirements.txt:3\).*requirements.txt:1/,
  ],
  ['hashes that are demanded', '--require-hashes\nb==1', /^requirements.txt:2: has no hash, and requirements.txt:1/],
  ['the same with uv', '--require-hashes\nb==1', /has no hash/, { installer: 'uv' }],
])('%s is a problem', (_, text, problem, ...[options]) => {
  const problems = problemsOf(text, options);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
});

test.each<[string, string, object?]>([
  ['packages of an index', 'sqlalchemy>=2,<3 # why\n\nboto3[crt]; python_version > "3"\n'],
  ['archives by their address', 'x @ https://example.com/x-1.zip\nhttps://example.com/y-1.tar.gz'],
  [
    'other indexes',
    '-i https://example.com/simple\n--extra-index-url=https://example.com/more --pre\n-f https://example.com/',
  ],
  ['a repository with git', 'git+https://example.com/x.git', { image: { aptPackages: { builder: ['git=1:2.39'] } } }],
  [
    'a repository with a base that may have git',
    'git+https://example.com/x.git',
    { image: { base: 'example.com/base:1' } },
  ],
  ['a path on another system', './x; sys_platform == "win32"'],
  ['files anywhere in the workspace, with a lock', '-r ../common.txt', { lock: true }],
  ['files on the web', '-r https://example.com/base.txt'],
  ['hashes everywhere', 'a==1 --hash=sha256:x\nb==1 \\\n --hash=sha256:y'],
  ['hashes here and there, with uv', 'a==1 --hash=sha256:x\nb==1', { installer: 'uv' }],
  ['hashes here and there, with a lock', 'a==1 --hash=sha256:x\nb==1', { lock: true }],
])('%s are none', (_, text, ...[options]) => {
  expect(problemsOf(text, options)).toEqual([]);
});

test('an option that pip does not know is told', () => {
  expect(problemsOf('--some-option=x')[0]).toContain('--some-option');
  expect(problemsOf('--pre\n--prefer-binary\n-i https://example.com/simple')).toEqual([]);
});

test('every problem of every file is told, each file read once', () => {
  expect(problemsOf('-r base.txt\n-r base.txt\n-e ../x').map((problem) => problem.split(': ')[0])).toEqual([
    'requirements.txt:3',
    'base.txt:3',
    'more.txt:1',
  ]);
});

const inApp = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`apps/orders/${path}`, text]));

test.each<[string, string, Readonly<Record<string, string>>, string]>([
  ['a file that includes itself', '-r requirements.txt\n', {}, 'requirements.txt:1: includes the file that it is in'],
  [
    'two files that include each other',
    'fastapi\n-r a.txt\n',
    { 'a.txt': '# a\n-r requirements.txt\n' },
    'a.txt:2: goes in a circle: requirements.txt -> a.txt -> requirements.txt',
  ],
  [
    'a circle with a constraint in it, further down',
    '-r a.txt\n',
    { 'a.txt': '-c limits/b.txt\n', 'limits/b.txt': 'idna<4\n-c ../a.txt\n' },
    'limits/b.txt:2: goes in a circle: a.txt -> limits/b.txt -> a.txt',
  ],
])('%s is told with its way', (_, text, files, told) => {
  expect(problemsOf(text, {}, inApp(files))).toEqual([expect.stringContaining(told)]);
});

test('a file that two others include is no circle', () => {
  const files = { 'a.txt': '-r c.txt\n', 'b.txt': '-r c.txt\n-c c.txt\n', 'c.txt': 'idna<4\n' };
  expect(problemsOf('-r a.txt\n-r b.txt\n', {}, inApp(files))).toEqual([]);
});

test('files that are included in the directory of the app reach its image, where that has no lock', () => {
  const read = requirementFiles('requirements.txt', '-r ../common.txt\n-r base.txt\n', workspace(FILES));
  const facts = { requirementIncludes: requirementIncludes(read) };
  expect(requirementFilesOf({ lock: false }, facts)).toEqual([
    'requirements.txt',
    'base.txt',
    'more.txt',
    'requirements/limits.txt',
  ]);
  expect(requirementFilesOf({ lock: true }, facts)).toEqual(['requirements.lock']);
});
