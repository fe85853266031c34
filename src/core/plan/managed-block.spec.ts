import fc from 'fast-check';
import { requirementFile } from '../../../test/support/requirement-files';
import { requirement } from '../python/packages';
import { nameOf, readRequirements } from '../python/requirement-lines';
import { BLOCK_END, BLOCK_START } from './block-parts';
import { mergeBlock } from './managed-block';

const wanted = [requirement('fastapi'), requirement('uvicorn')];
const alone = { python: '3.13', included: [], constraints: [] };
const fresh = [BLOCK_START, 'fastapi>=0.162.0,<1', 'uvicorn>=0.54.0,<1', BLOCK_END, ''].join('\n');

function merged(existing: string | undefined): string {
  const result = mergeBlock('requirements.txt', existing, wanted, alone);
  if (!result.ok) throw new Error(result.problems[0]?.reason);
  return result.value;
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
  [
    'a package that no option needs any more',
    block('fastapi', 'httptools>=0.7.0,<1', 'uvicorn'),
    block('fastapi', 'uvicorn'),
  ],
  [
    'versions that an older table had',
    block('fastapi>=0.100.0,<1', 'uvicorn>=0.30.0,<0.54', 'uvloop>=0.19,<1'),
    block('fastapi>=0.162.0,<1', 'uvicorn>=0.54.0,<1'),
  ],
  [
    'a pin of a package that no option needs',
    block('fastapi', 'httptools==0.8.0', 'gunicorn', 'uvicorn'),
    `${block('fastapi', 'uvicorn')}httptools==0.8.0\ngunicorn\n`,
  ],
  [
    'packages that the tool has for development only',
    block('fastapi', 'watchfiles>=1.1.0,<2', 'httpx2', 'uvicorn'),
    `${block('fastapi', 'uvicorn')}watchfiles>=1.1.0,<2\nhttpx2\n`,
  ],
  [
    'several lines of one package, by markers',
    block(
      'fastapi==0.165.0; python_version < "3.11"',
      'fastapi==0.170.0; python_version >= "3.11"',
      'uvicorn ; sys_platform == "linux"',
      'uvicorn[standard] ; sys_platform != "linux"',
    ),
    block(
      'fastapi==0.165.0; python_version < "3.11"',
      'fastapi==0.170.0; python_version >= "3.11"',
      'uvicorn ; sys_platform == "linux"',
      'uvicorn[standard] ; sys_platform != "linux"',
    ),
  ],
  [
    'lines for other Pythons alone: ours comes along',
    block('fastapi==0.99.0; python_version < "3.8"', 'uvicorn'),
    block('fastapi==0.99.0; python_version < "3.8"', 'fastapi>=0.162.0,<1', 'uvicorn'),
  ],
  [
    'hashes on continuation lines',
    block(
      'fastapi==0.165.0 \\',
      '    --hash=sha256:aa \\',
      '    --hash=sha256:bb',
      'uvicorn',
      'boto3==1 \\',
      '  --hash=sha256:cc',
    ),
    `${block('fastapi==0.165.0 \\', '    --hash=sha256:aa \\', '    --hash=sha256:bb', 'uvicorn')}boto3==1 \\\n  --hash=sha256:cc\n`,
  ],
  ['a backslash at the end of the block', block('fastapi', 'uvicorn \\'), block('fastapi', 'uvicorn')],
  [
    'options of pip inside',
    block('fastapi', '--extra-index-url https://example.com/simple', '-r base.txt', 'uvicorn'),
    `${block('fastapi', 'uvicorn')}--extra-index-url https://example.com/simple\n-r base.txt\n`,
  ],
  [
    'mixed line ends inside',
    `${BLOCK_START}\r\nfastapi\nuvicorn\r\nboto3\r\nredis\n${BLOCK_END}\r\n`,
    `${block('fastapi', 'uvicorn').replaceAll('\n', '\r\n')}boto3\r\nredis\n`,
  ],
  [
    'a package that is named outside, above',
    `uvicorn[standard]==0.60.0\n${block('fastapi', 'uvicorn>=0.54.0,<1')}`,
    `uvicorn[standard]==0.60.0\n${block('fastapi')}`,
  ],
  [
    'a package that is named outside, below, with another spelling',
    `${fresh}FastAPI[standard] ~= 0.165\n`,
    `${block('uvicorn>=0.54.0,<1')}FastAPI[standard] ~= 0.165\n`,
  ],
  [
    'a package that comes from an address',
    `fastapi @ https://example.com/fastapi.zip\ngit+https://example.com/u.git#egg=uvicorn\n`,
    `${block()}\nfastapi @ https://example.com/fastapi.zip\ngit+https://example.com/u.git#egg=uvicorn\n`,
  ],
  [
    'a range outside that admits older ones too',
    `${fresh}uvicorn[standard]>=0.20\n`,
    `${fresh}uvicorn[standard]>=0.20\n`,
  ],
  [
    'a line outside for another Python',
    `${fresh}uvicorn==0.20; python_version < "3.8"\n`,
    `${fresh}uvicorn==0.20; python_version < "3.8"\n`,
  ],
  [
    'a pin inside and a line outside',
    `${block('fastapi==0.165.0')}uvicorn\nfastapi\n`,
    `${block('fastapi==0.165.0')}uvicorn\nfastapi\n`,
  ],
  [
    'the end above the start',
    `${BLOCK_END}\nsqlalchemy\n${BLOCK_START}\nfastapi>=0.162.0,<1\nboto3\nuvicorn>=0.54.0,<1\n`,
    `sqlalchemy\n${fresh}boto3\n`,
  ],
  [
    'the same with a pin',
    `${BLOCK_END}\nsqlalchemy\n${BLOCK_START}\nfastapi==0.165.0\nuvicorn>=0.54.0,<1`,
    `sqlalchemy\n${block('uvicorn>=0.54.0,<1')}fastapi==0.165.0\n`,
  ],
  ['only markers, turned around', `${BLOCK_END}\n${BLOCK_START}\n`, fresh],
  ['a lost end', `a\n${fresh.replace(`${BLOCK_END}\n`, '')}# mine\nboto3\n`, `a\n${fresh}# mine\nboto3\n`],
  [
    'a lost end, with a version of the user',
    `${BLOCK_START}\nfastapi==0.165.0\nuvicorn\n`,
    block('fastapi==0.165.0', 'uvicorn'),
  ],
  ['a lost start', `a\n${fresh.replace(`${BLOCK_START}\n`, '')}boto3`, `a\n${fresh}boto3`],
  [
    'a lost start, with a version of the user',
    `boto3\nfastapi==0.165.0\nuvicorn\n${BLOCK_END}`,
    `boto3\n${block('fastapi==0.165.0', 'uvicorn')}`,
  ],
  [
    "both markers lost: the lines are there once, and the user's",
    'fastapi>=0.162.0,<1\nuvicorn>=0.54.0,<1\nboto3\n',
    `${block()}\nfastapi>=0.162.0,<1\nuvicorn>=0.54.0,<1\nboto3\n`,
  ],
  [
    'a line of the user inside',
    block('fastapi', 'zope.interface', '# why', 'uvicorn'),
    `${block('fastapi', 'uvicorn')}zope.interface\n# why\n`,
  ],
  ['several backslashes at the end of the block', block('fastapi', 'uvicorn \\\\\\'), block('fastapi', 'uvicorn')],
  [
    'a comment that ends in backslashes, in the last line of a requirement',
    block('fastapi \\', '  # why \\\\', 'uvicorn'),
    block('fastapi \\', '  # why \\\\', 'uvicorn'),
  ],
  [
    'a marker that was the end of a line, and goes',
    `-r base.txt \\\n${BLOCK_END}\nboto3\n${BLOCK_START}\n`,
    `-r base.txt\nboto3\n${fresh}`,
  ],
])('%s', (_, existing, expected) => {
  expect(merged(existing)).toBe(expected);
  expect(merged(expected)).toBe(expected);
});

test.each([
  ['too old', block('fastapi==0.95.0', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  ['kept too old', block('fastapi<0.100', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  ['two blocks', fresh + fresh, /several/],
  ['a pre-release of the floor', block('fastapi==0.162.0rc1', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  ['a development release of it', block('fastapi', 'uvicorn===0.54.0.dev1'), /uvicorn 0\.54\.0 or newer/],
  ['what admits too old ones', block('fastapi>=0.100', 'uvicorn'), /fastapi 0\.162\.0 or newer/],
  [
    'one of several lines',
    block('fastapi==0.165.0;python_version>"3"', 'fastapi<0.100;python_version>"3.4"'),
    /fastapi/,
  ],
  ['too old outside', `${fresh}fastapi==0.115.6\n`, /fastapi 0\.162\.0 or newer/],
  ['two starts', `${BLOCK_START}\n${fresh}`, /several/],
])('%s is a problem', (_, existing, reason) => {
  const result = mergeBlock('requirements.txt', existing, wanted, alone);
  expect(result.ok ? '' : result.problems[0]?.reason).toMatch(reason);
});

describe('the order of the lines', () => {
  const [fastapi, httptools, uvicorn] = ['fastapi>=0.162.0,<1', 'httptools>=0.8.0,<1', 'uvicorn>=0.54.0,<1'] as const;
  const three = [requirement('fastapi'), requirement('uvicorn'), requirement('httptools')];
  const ordered = (...lines: string[]) => mergeBlock('requirements.txt', block(...lines), three, alone);

  test.each<[string, string[], string[]]>([
    ['stays that of the options', [fastapi, uvicorn, httptools], [fastapi, uvicorn, httptools]],
    [
      'stays that of the alphabet, into which another tool has brought it',
      [fastapi, httptools, uvicorn],
      [fastapi, httptools, uvicorn],
    ],
    ['becomes that of the options from any other', [uvicorn, httptools, fastapi], [fastapi, uvicorn, httptools]],
    ['takes new lines into that of the options', [uvicorn, httptools], [fastapi, uvicorn, httptools]],
    ['takes new lines into that of the alphabet', [httptools, uvicorn], [fastapi, httptools, uvicorn]],
  ])('%s', (_, before, after) => {
    expect(ordered(...before)).toEqual({ ok: true, value: block(...after) });
  });
});

/** As the tools leave them: the first ones are what requirements-txt-fixer 6.0.0 of pre-commit made of a block and lines. */
describe.each([
  [
    'a block above lines with a comment',
    ['boto3', BLOCK_START, 'fastapi>=0.162.0,<1', 'greenlet', BLOCK_END, '', '# the database', 'sqlalchemy>=2'].concat(
      'uvicorn>=0.54.0,<1',
    ),
  ],
  [
    'a block directly above a line, without regard to case',
    [BLOCK_END, 'boto3', BLOCK_START, 'fastapi>=0.162.0,<1', 'SQLAlchemy>=2', 'uvicorn>=0.54.0,<1', 'zope.interface'],
  ],
  [
    'a block below lines, with a pin',
    ['# our service', '', BLOCK_START, 'fastapi==0.165.0', 'greenlet', 'uvicorn>=0.54.0,<1', 'zope', BLOCK_END],
  ],
  [
    'options, hashes and an address',
    [
      BLOCK_END,
      '',
      '-r base.txt',
      '',
      'git+https://example.com/b.git#egg=b',
      BLOCK_START,
      'fastapi>=0.162.0,<1',
    ].concat(['greenlet==3.1 \\', '  --hash=sha256:aa', 'uvicorn>=0.54.0,<1']),
  ],
  [
    'all lines, by an editor without regard to case',
    [BLOCK_END, BLOCK_START, 'Boto3', 'fastapi>=0.162.0,<1', 'sqlalchemy>=2', 'uvicorn>=0.54.0,<1'],
  ],
  [
    'all lines, by their bytes',
    [BLOCK_END, BLOCK_START, 'Sqlalchemy>=2', 'boto3', 'fastapi>=0.162.0,<1', 'uvicorn>=0.54.0,<1'],
  ],
])('sorted with the rest of the file: %s', (_, lines) => {
  const text = `${lines.join('\n')}\n`;
  const isPersons = (line: string) =>
    line !== '' && !line.startsWith('# ') && !/^(fastapi|granian|uvicorn)>=/.test(line);
  const persons = (of: string) => of.split('\n').filter(isPersons).sort();

  test.each([text, text.replaceAll('\n', '\r\n')])('is no edit: %#', (sorted) => {
    expect(merged(sorted)).toBe(sorted);
  });

  test('the lines of the block follow the options, and those of a person stay', () => {
    const options = [requirement('fastapi'), requirement('granian')];
    const result = mergeBlock('requirements.txt', text, options, alone);
    if (!result.ok) throw new Error(result.problems[0]?.reason);
    const { value } = result;
    expect(value).not.toMatch(/^uvicorn/m);
    expect(value.match(/^granian>=.*$/gm)).toHaveLength(1);
    expect(value.match(/^fastapi[>=].*$/gm)).toHaveLength(1);
    expect(persons(value)).toEqual(persons(text));
    expect(mergeBlock('requirements.txt', value, options, alone)).toEqual(result);
  });

  test('versions of an older table are raised where they stand', () => {
    const value = merged(text.replace('uvicorn>=0.54.0,<1', 'uvicorn>=0.30.0,<0.54'));
    expect(value.match(/^uvicorn.*$/gm)).toEqual(['uvicorn>=0.54.0,<1']);
    expect(persons(value)).toEqual(persons(text));
  });
});

test("in a file that no tool has sorted, a line outside that reads like a generated one is a person's", () => {
  const text = `zope\n${block('fastapi>=0.162.0,<1')}uvicorn>=0.54.0,<1\n`;
  const options = [requirement('fastapi')];
  expect(mergeBlock('requirements.txt', text, options, alone)).toEqual({ ok: true, value: text });
});

describe('a version that is too old is told with its place', () => {
  const surroundings = (base: string, limits = '') => ({
    python: '3.13',
    included: readRequirements(base).map((line) => ({ file: 'base.txt', line })),
    constraints: readRequirements(limits).map((line) => ({ file: 'limits.txt', line })),
  });

  test.each<[string, string, string, string, string[]]>([
    ['in the block', block('# why', 'fastapi==0.95.0', 'uvicorn'), '', '', ['requirements.txt:3 fastapi==0.95.0']],
    [
      'outside, all at once',
      `${fresh}\nuvicorn==0.20 \\\n  --hash=sha256:aa\nfastapi<0.100\n`,
      '',
      '',
      ['requirements.txt:8 fastapi<0.100', 'requirements.txt:6 uvicorn==0.20   --hash=sha256:aa'],
    ],
    ['in an included file', fresh, 'a\nfastapi==0.115.6\n', '', ['base.txt:2 fastapi==0.115.6']],
    ['in a constraint', fresh, '', '\nuvicorn==0.20\n', ['limits.txt:2 uvicorn==0.20']],
    ['not for another Python', fresh, 'fastapi==0.99; python_version < "3.8"', '', []],
  ])('%s', (_, text, base, limits, places) => {
    const result = mergeBlock('requirements.txt', text, wanted, surroundings(base, limits));
    const problems = result.ok ? [] : result.problems;
    expect(problems.map(({ option, value }) => `${option} ${String(value)}`)).toEqual(places);
  });

  test('what an included file asks for is not asked for again, what a constraint limits is', () => {
    const included = mergeBlock('requirements.txt', fresh, wanted, surroundings('fastapi==0.165.0\nuvicorn>=0.20'));
    expect(included).toEqual({ ok: true, value: block('uvicorn>=0.54.0,<1') });
    const limited = mergeBlock('requirements.txt', fresh, wanted, surroundings('', 'fastapi==0.165.0'));
    expect(limited).toEqual({ ok: true, value: fresh });
  });
});

/** Lines of a person's: whatever they are, they are in the file afterwards. */
test.each([7, 71, 729, 7717])(
  'no line of a person is lost, wherever the markers are, and a second run changes nothing: seed %i',
  (seed) => {
    const line = fc.oneof(
      {
        weight: 4,
        arbitrary: requirementFile.map((text) => readRequirements(text.replace(/^\uFEFF/, ''))[0]?.raw ?? ''),
      },
      fc.constantFrom(...fresh.split('\n'), 'fastapi==0.165.0', 'uvicorn[standard]', 'fastapi', BLOCK_START, BLOCK_END),
    );
    const file = fc
      .tuple(fc.array(line, { maxLength: 10 }), fc.constantFrom('\n', '\r\n'))
      .map(([lines, end]) => lines.map((text) => (/[\n\r\v\f\u2028]$/.test(text) ? text : text + end)).join(''));
    const generated = (text: string) => /^(fastapi|uvicorn)>=[\d.]+,<1$/.test(text);
    const persons = (text: string) => {
      const lines = readRequirements(text.replace(/^\uFEFF/, '')).map((each) => each.text);
      return lines.filter((each) => each !== '' && !generated(each)).sort();
    };
    fc.assert(
      fc.property(file, (text) => {
        const once = mergeBlock('requirements.txt', text, wanted, alone);
        if (!once.ok) return;
        expect(persons(once.value)).toEqual(persons(text));
        expect(mergeBlock('requirements.txt', once.value, wanted, alone)).toEqual(once);
        // Whatever it was, it is whole now: both packages are asked for, by whomever.
        const names = readRequirements(once.value).map(nameOf);
        expect(names).toEqual(expect.arrayContaining(['fastapi', 'uvicorn']));
      }),
      { numRuns: 500, seed },
    );
  },
);
