import fc from 'fast-check';

/** Random requirements files of pip's grammar, with what people and tools make of them. */

const name = fc.constantFrom('fastapi', 'FastAPI', 'pydantic_core', 'zope.interface', 'a', 'A-b_C.d', 'uvicorn', 'x-1');
const extras = fc.constantFrom('', '[standard]', '[a, b-c]', '[ standard ]', '[]');
const version = fc.constantFrom('1', '0.162.0rc1', '1!2.0', '1.0.post1', '1.0.dev3', '2.0+local.1', '1.2.3');
const clause = fc.oneof(
  fc
    .tuple(fc.constantFrom('==', '>=', '<=', '!=', '<', '>', '===', ' == ', '>= '), version)
    .map((parts) => parts.join('')),
  fc.constantFrom('==1.*', '!=2.0.*', '~=1.4'),
);
const specifier = fc.oneof(
  fc.constant(''),
  fc.array(clause, { minLength: 1, maxLength: 3 }).map((clauses) => clauses.join(',')),
  clause.filter((text) => !text.includes('===')).map((text) => ` (${text})`),
);
const marker = fc.constantFrom(
  '',
  '; python_version < "3.11"',
  " ; sys_platform == 'win32' and (os_name != \"nt\" or python_version >= '3.9')",
  ';extra=="x"',
);
const hash = fc.constantFrom('sha256:aa', 'sha256:bb', 'sha512:cc').map((digest) => ` --hash=${digest}`);
const hashes = fc.array(hash, { maxLength: 3 }).map((all) => all.join(''));

const named = fc.tuple(name, extras, specifier, marker, hashes).map((parts) => parts.join(''));
const addressed = fc
  .tuple(name, extras, fc.constantFrom('https://example.com/a-1.0.zip', 'git+https://example.com/a.git@v1'), marker)
  .map(([who, more, url, when]) => `${who}${more} @ ${url}${when === '' ? '' : ` ${when.trimStart()}`}`);
const place = fc.constantFrom(
  './libs/shared',
  '../shared[dev]',
  'wheels/a-1.0-py3-none-any.whl',
  'git+https://example.com/a.git#egg=Some_Name',
  'https://example.com/a-1.0.tar.gz',
  'file:///srv/a-1.0.zip',
);
const options = fc.constantFrom(
  '-r base.txt',
  '-rbase.txt',
  '--requirement=base.txt',
  '--requi "with space.txt"',
  '--extra https://example.com/other',
  '-c constraints.txt',
  '-e .',
  '--editable ./x[dev]',
  '-e git+https://example.com/b.git#egg=b',
  '-i https://example.com/simple',
  '--index-url=https://example.com/simple',
  '--extra-index-url https://u:${TOKEN}@example.com/simple',
  "-f './links here'",
  '--no-index --pre',
  '--no-binary :all:',
  '--only-binary=a,b',
  '--trusted-host example.com',
  '--require-hashes',
);
const broken = fc.constantFrom('fastapi 1.0', '-r', '!', '[x]', "-f 'open");
const noise = fc.constantFrom('', '  ', '# a comment', '\t# one with a backslash \\', '#!', ' # x');
const content = fc.oneof(
  { weight: 5, arbitrary: named },
  { weight: 1, arbitrary: addressed },
  { weight: 1, arbitrary: place },
  { weight: 3, arbitrary: options },
  { weight: 1, arbitrary: broken },
  { weight: 2, arbitrary: noise },
);

/** Breaks a line in two at some of its spaces. */
const continued = fc
  .tuple(content, fc.constantFrom('\n', '\r\n'), fc.array(fc.boolean(), { maxLength: 8 }))
  .map(([line, end, breaks]) => {
    let index = 0;
    return line.replace(/ /g, (space) => (breaks[(index += 1)] === true ? ` \\${end}   ` : space));
  });

const line = fc
  .tuple(
    fc.constantFrom('', '', '', ' ', '\t'),
    fc.oneof({ weight: 3, arbitrary: content }, { weight: 1, arbitrary: continued }),
    fc.constantFrom('', '', '', ' ', ' # why', '  #', '#no comment'),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\f\n', '\\\n', ' \\\r\n', '\v', '\u2028'),
  )
  .map((parts) => parts.join(''));

/** A requirements file. */
export const requirementFile = fc
  .tuple(fc.constantFrom('', '', '\uFEFF'), fc.array(line, { maxLength: 12 }), fc.oneof(fc.constant(''), content))
  .map(([mark, lines, last]) => mark + lines.join('') + last);
