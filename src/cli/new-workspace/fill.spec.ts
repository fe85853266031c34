import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layoutOf } from '../../core/new-workspace/layout';
import { unwrap } from '../../core/text/problems';
import { installerOf } from '../../io/npm-installer';
import { fillWorkspace } from './fill';

jest.mock('../../io/own-program', () => ({ OWN_PROGRAM: [process.execPath, '-e', ''] }));

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fill-'));
  jest.spyOn(console, 'error').mockImplementation();
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** An installation that finds the files of the workspace, and fails after a script. */
function fillInVain(target: string, script = ''): void {
  const failing = `require("node:fs").readFileSync("package.json"); ${script}; process.exit(7)`;
  const installer = { ...installerOf({}), install: [process.execPath, '-e', failing] };
  const layout = unwrap(layoutOf('api'), 'the test');
  const fill = () => {
    fillWorkspace({ target: join(root, target), name: 'shop', layout, installer, flags: [], launch: '' });
  };
  expect(fill).toThrow('npm ended with exit code 7');
}

test.each(['shop', 'new/shop', 'new/er/shop'])('of %s, which cannot be installed, no directory is left', (target) => {
  fillInVain(target);
  expect(readdirSync(root)).toEqual([]);
});

test.each([
  ['there', 'there/shop'],
  ['there', 'there/new/shop'],
  ['there/shop', 'there/shop'],
  ['there/shop/.git', 'there/shop'],
])('%s, which was there, stays where %s cannot be installed', (there, target) => {
  mkdirSync(join(root, there), { recursive: true });
  fillInVain(target);
  expect(readdirSync(root, { recursive: true })).toEqual(
    there.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')),
  );
});

test('what somebody else has put beside it meanwhile stays', () => {
  fillInVain('new/shop', 'require("node:fs").writeFileSync("../mine", "")');
  expect(readdirSync(join(root, 'new'))).toEqual(['mine']);
  expect(existsSync(join(root, 'new/shop'))).toBe(false);
});
