import { requirement } from '../packages';
import { BLOCK_END, BLOCK_START, mergeBlock } from './managed-block';

const wanted = [requirement('fastapi'), requirement('uvicorn')];
const fresh = [BLOCK_START, 'fastapi>=0.162.0,<1', 'uvicorn>=0.54.0,<1', BLOCK_END, ''].join('\n');

function merged(existing: string | undefined): string {
  const result = mergeBlock('requirements.txt', existing, wanted);
  if (!result.ok) throw new Error(result.problem.reason);
  return result.text;
}

function block(...lines: string[]): string {
  return [BLOCK_START, ...lines, BLOCK_END, ''].join('\n');
}

test.each<[string, string | undefined, string]>([
  ['no file', undefined, fresh],
  ['an empty file', '', fresh],
  ['lines of the user', 'sqlalchemy>=2\n', `${fresh}\nsqlalchemy>=2\n`],
  ['no final newline', 'sqlalchemy>=2', `${fresh}\nsqlalchemy>=2`],
  ['lines around the block', `# mine\n${fresh}# more\nboto3\n`, `# mine\n${fresh}# more\nboto3\n`],
  ['CRLF', `a\r\n${fresh.replaceAll('\n', '\r\n')}b\r\n`, `a\r\n${fresh.replaceAll('\n', '\r\n')}b\r\n`],
  ['a byte order mark', '\uFEFFsqlalchemy\n', `\uFEFF${fresh}\nsqlalchemy\n`],
  [
    'a newer version of the user',
    block('fastapi==0.165.0', 'uvicorn[standard]~=0.54.0'),
    block('fastapi==0.165.0', 'uvicorn[standard]~=0.54.0'),
  ],
  ['an open version', block('FastAPI', 'uvicorn<1'), block('FastAPI', 'uvicorn<1')],
  ['a package that no option needs any more', block('fastapi', 'httptools', 'uvicorn'), block('fastapi', 'uvicorn')],
  [
    'a line of the user inside',
    block('fastapi', 'sqlalchemy>=2', '# why', 'uvicorn'),
    `${block('fastapi', 'uvicorn')}sqlalchemy>=2\n# why\n`,
  ],
])('%s', (_, existing, expected) => {
  expect(merged(existing)).toBe(expected);
  expect(merged(expected)).toBe(expected);
});

test.each([
  ['too old', block('fastapi==0.95.0', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  ['kept too old', block('fastapi<0.100', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  ['a lost end', `${BLOCK_START}\nfastapi\n`, /lost a marker/],
  ['a lost start', `fastapi\n${BLOCK_END}\n`, /lost a marker/],
  ['two blocks', fresh + fresh, /several/],
  ['turned around', `${BLOCK_END}\n${BLOCK_START}\n`, /wrong order/],
])('%s is a problem', (_, existing, reason) => {
  const result = mergeBlock('requirements.txt', existing, wanted);
  expect(result.ok ? '' : result.problem.reason).toMatch(reason);
});
