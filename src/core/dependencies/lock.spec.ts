import { resolve } from '../resolve/resolve';
import type { ResolvedApp } from '../app/resolved';
import type { Workspace } from '../workspace';
import { lockProblems, lockStaleness, lockText } from './lock';

const PYPROJECT =
  '[project]\nname = "shared"\nversion = "1.0"\ndependencies = [\n  "orjson",\n]\n\n[tool.ruff]\nline-length = 80\n';

function app(options: object = {}): ResolvedApp {
  const result = resolve({ lock: true, libraries: ['../../libs/shared'], ...options }, 'orders');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function workspace(files: Readonly<Record<string, string>> = {}): Workspace {
  const all: Record<string, string> = {
    'libs/shared/pyproject.toml': PYPROJECT,
    'apps/orders/more.txt': '-r ../common.txt\n',
    'apps/common.txt': 'idna==3.0\n',
    ...files,
  };
  return { directory: 'apps/orders', read: (path) => all[path] };
}

const REQUIREMENTS = 'fastapi>=0.100 # the framework\nuvicorn\n-r more.txt\n';
const entry = (line: string) => `${line} \\\n    --hash=sha256:aa\n`;
const RESOLVED = ['fastapi==0.165.0', 'uvicorn==0.30.0', 'idna==3.0', 'orjson==3.10'].map(entry).join('');
const locked = lockText(app(), REQUIREMENTS, workspace(), RESOLVED);

interface Now {
  readonly options?: object;
  readonly requirements?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Text of the lock, null where there is none. */
  readonly lock?: string | null;
}

function stale({ options, requirements = REQUIREMENTS, files, lock = locked }: Now = {}): string | undefined {
  return lockStaleness(app(options), lock ?? undefined, requirements, workspace(files));
}

const without = (key: RegExp) => PYPROJECT.replace(key, '');

test.each<[string, Now]>([
  ['as it was', {}],
  ['other line ends', { lock: locked.replaceAll('\n', '\r\n'), requirements: REQUIREMENTS.replaceAll('\n', '\r\n') }],
  [
    'another order, comments and spaces',
    { requirements: '# mine\nuvicorn   # server\n\n-r more.txt\nfastapi>=0.100\n' },
  ],
  ['options that say nothing about versions', { options: { port: 9000, installer: 'uv', server: 'uvicorn' } }],
  ['another version of a library', { files: { 'libs/shared/pyproject.toml': PYPROJECT.replace('1.0', '2.0') } }],
  ['another linter in a library', { files: { 'libs/shared/pyproject.toml': without(/\[tool[^]*/) } }],
])('a lock is in step with %s', (_, now) => {
  expect(stale(now)).toBeUndefined();
});

test.each<[string, Now, RegExp]>([
  ['a missing file', { lock: null }, /missing/],
  ['an unfinished merge', { lock: `<<<<<<< ours\n${locked}=======\n>>>>>>> theirs\n` }, /merge/],
  ['a file of another tool', { lock: 'fastapi==0.165.0\n' }, /did not make it/],
  ['a requirement more', { requirements: `${REQUIREMENTS}orjson\n` }, /older/],
  ['another version of one', { requirements: REQUIREMENTS.replace('0.100', '0.110') }, /older/],
  ['another version in an included file', { files: { 'apps/common.txt': 'idna==3.1\n' } }, /older/],
  ['another Python', { options: { python: '3.12' } }, /for Python 3\.13, and the image has 3\.12/],
  ['a package to build from source', { options: { buildFromSource: ['docopt'] } }, /older/],
  [
    'an entry that was taken out',
    { lock: locked.replace(entry('uvicorn==0.30.0'), '') },
    /no entry for uvicorn: it was/,
  ],
  ['an entry of an included file taken out', { lock: locked.replace(entry('idna==3.0'), '') }, /no entry for idna/],
  [
    'a hash that was taken out',
    { lock: locked.replace(entry('idna==3.0'), 'idna==3.0\n') },
    /idna==3.0" came out without a hash/,
  ],
  ['a line that was added by hand', { lock: `${locked}-e ./more\n` }, /editable/],
  ['no library any more', { options: { libraries: [] } }, /older/],
  ['a library that needs less', { files: { 'libs/shared/pyproject.toml': without(/.*orjson.*\n/) } }, /older/],
])('a lock is stale with %s', (_, now, reason) => {
  expect(stale(now)).toMatch(reason);
});

test.each([
  ['a marker that does not hold in the image', 'colorama ; sys_platform == "win32"\n'],
  ['a package of old Pythons', 'tomli>=2 ; python_version < "3.11"\n'],
  ['a library by its name', 'shared\n'],
  ['another spelling of the name', 'UviCorn\n'],
])('%s needs no entry', (_, line) => {
  const requirements = REQUIREMENTS + line;
  const lock = lockText(app(), requirements, workspace(), RESOLVED);
  expect(stale({ requirements, lock })).toBeUndefined();
});

test('files that include each other come to an end', () => {
  const circular = workspace({ 'apps/common.txt': '-r orders/requirements.txt\n-r common.txt\n' });
  expect(lockText(app(), REQUIREMENTS, circular, '')).toContain('sha256:');
});

describe('what a resolver wrote is looked at before it is kept', () => {
  const hash = ' \\\n    --hash=sha256:aa';

  test.each<[string, string, RegExp]>([
    ['an editable place', '-e .\n', /editable/],
    ['a path', `./libs/x${hash}\n`, /a place/],
    ['a repository', 'x @ git+https://example.com/x.git@abc\n', /without a hash/],
    ['a version without a hash', `a==1${hash}\n    # via b\nb==1\n`, /without a hash/],
    ['a range', `a>=1${hash}\n`, /not an exact version/],
    ['a prefix', `a==1.*${hash}\n`, /not an exact version/],
    ['rubbish', 'a 1\n', /cannot read/],
  ])('%s is refused', (_, resolved, reason) => {
    const problems = lockProblems(resolved);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.reason).toMatch(reason);
  });

  test('exact versions and addresses with hashes are kept', () => {
    const resolved = `# c\na==1 ; python_version > "3"${hash}\n    # via x\nb @ https://example.com/b.whl${hash}\n`;
    expect(lockProblems(resolved)).toEqual([]);
  });
});

test('where packages are looked for is in the lock too, from every file and once', () => {
  const requirements = '-i https://example.com/simple\nfastapi\n-r more.txt\n--pre\n';
  const files = { 'apps/orders/more.txt': '--extra-index-url=https://example.com/more -f https://example.com/links\n' };
  const text = lockText(app(), requirements, workspace(files), entry('fastapi==0.165.0'));
  expect(text.split('\n').slice(2, 7)).toEqual([
    '',
    '--index-url https://example.com/simple',
    '--extra-index-url https://example.com/more',
    '--find-links https://example.com/links',
    'fastapi==0.165.0 \\',
  ]);
  expect(lockStaleness(app(), text, requirements, workspace(files))).toBeUndefined();
});
