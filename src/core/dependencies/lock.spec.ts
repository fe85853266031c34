import type { Existing } from '../change';
import { resolve } from '../resolve';
import type { ResolvedApp } from '../resolved';
import type { Workspace } from '../workspace';
import { lockChange, lockText } from './lock';

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
const locked = lockText(app(), REQUIREMENTS, workspace(), 'fastapi==0.165.0\n');
const file = (text: string): Existing => ({ kind: 'file', text });

interface Now {
  readonly options?: object;
  readonly requirements?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly lock?: Existing;
}

function stale({ options, requirements = REQUIREMENTS, files, lock = file(locked) }: Now = {}): string | undefined {
  const { action, reason, waysOut } = lockChange(app(options), requirements, lock, workspace(files), 'apps/orders');
  if (action === 'unchanged') return undefined;
  expect(action).toBe('stale');
  expect(waysOut?.join()).toContain('nx lock orders');
  return reason;
}

const without = (key: RegExp) => PYPROJECT.replace(key, '');

test.each<[string, Now]>([
  ['as it was', {}],
  [
    'other line ends',
    { lock: file(locked.replaceAll('\n', '\r\n')), requirements: REQUIREMENTS.replaceAll('\n', '\r\n') },
  ],
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
  ['a missing file', { lock: { kind: 'absent' } }, /missing/],
  ['something else in its place', { lock: { kind: 'other', what: 'a directory is in its place' } }, /directory/],
  ['an unfinished merge', { lock: file(`<<<<<<< ours\n${locked}=======\n>>>>>>> theirs\n`) }, /merge/],
  ['a file of another tool', { lock: file('fastapi==0.165.0\n') }, /did not make it/],
  ['a requirement more', { requirements: `${REQUIREMENTS}orjson\n` }, /older/],
  ['another version of one', { requirements: REQUIREMENTS.replace('0.100', '0.110') }, /older/],
  ['another version in an included file', { files: { 'apps/common.txt': 'idna==3.1\n' } }, /older/],
  ['another Python', { options: { python: '3.12' } }, /for Python 3\.13, and the image has 3\.12/],
  ['a package to build from source', { options: { buildFromSource: ['docopt'] } }, /older/],
  ['no library any more', { options: { libraries: [] } }, /older/],
  ['a library that needs less', { files: { 'libs/shared/pyproject.toml': without(/.*orjson.*\n/) } }, /older/],
])('a lock is stale with %s', (_, now, reason) => {
  expect(stale(now)).toMatch(reason);
});

test('files that include each other come to an end', () => {
  const circular = workspace({ 'apps/common.txt': '-r orders/requirements.txt\n-r common.txt\n' });
  expect(lockText(app(), REQUIREMENTS, circular, '')).toContain('sha256:');
});
