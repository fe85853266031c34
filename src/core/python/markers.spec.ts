import { appliesInImage, isMarker } from './markers';

test.each<[string | undefined, boolean | undefined]>([
  [undefined, true],
  ['python_version < "3.11"', false],
  ["python_version>='3.9'", true],
  ['"3.13" == python_version', true],
  ['python_version in "3.12 3.13"', true],
  ['python_version not in "3.12 3.13"', false],
  ["sys_platform == 'win32'", false],
  ["os_name == 'posix' and python_version > '3'", true],
  ["sys_platform == 'win32' or (python_version > '3.20' or platform_system == 'Linux')", true],
  ["platform_machine == 'x86_64'", undefined],
  ["platform_machine == 'x86_64' and sys_platform == 'win32'", false],
  ["platform_machine == 'x86_64' or os_name == 'posix'", true],
  ["extra == 'dev'", false],
  ['python_version <', undefined],
  ['('.repeat(5000), undefined],
])('%s', (marker, holds) => {
  expect(appliesInImage(marker, '3.13')).toBe(holds);
});

test.each([
  'python_version',
  'a == ',
  '== "3"',
  'a == "3" and',
  'a == "3" b',
  '(a == "3"',
  'a == "3',
  '',
  '('.repeat(1e5),
])('%.30s is no marker', (text) => {
  expect(isMarker(text)).toBe(false);
});
