import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withMark } from '../core/pages/own-page';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { pagePlace, writePage } from './page-file';

let above: string;
let root: string;

const PAGE = withMark('<p>old</p>\n');

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  above = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-page-')));
  root = join(above, 'repository');
  mkdirSync(join(root, '.git'), { recursive: true });
});

afterEach(() => {
  rmSync(above, { recursive: true, force: true });
});

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInputError && error.problems.length === 1) return error.problems[0] as Problem;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** Everything below the directory above the repository, so that nothing is written outside either. */
function everything(): Record<string, string> {
  const entries = readdirSync(above, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
}

test.each(['report.html', './report.HTM', 'reports/a b.html', '../repository/report.html', 'ümläut.html'])(
  'a page is written where nothing is: %s',
  (typed) => {
    mkdirSync(join(root, 'reports'));
    writePage(root, pagePlace(root, typed), PAGE);
    expect(readFileSync(join(root, typed), 'utf8')).toBe(PAGE);
  },
);

test('a page of this package is replaced, and leaves nothing beside it', () => {
  put('report.html', PAGE);
  const next = withMark('<p>new</p>\n');
  writePage(root, pagePlace(root, 'report.html'), next);
  expect(everything()).toEqual({ [join(root, 'report.html')]: next });
});

describe('nothing is written, and one problem tells why:', () => {
  test.each([
    ['a file of a person', 'mine.html', /not made/],
    ['a page that was edited', 'edited.html', /edited since/],
    ['a file in another encoding', 'utf-16.html', /UTF-16/],
    ['an empty file', 'empty.html', /not made/],
    ['a directory', 'pages.html', /is a directory/],
    ['a directory, by its end', 'pages.html/', /is a directory/],
    ['the current directory', '.', /is a directory/],
    ['a link, even to a page of ours', 'link.html', /symbolic link/],
    ['a link to nowhere', 'dangling.html', /symbolic link/],
    ['a directory that is not there', 'no/such/report.html', /there is no directory no\/such/],
    ['a file in the way', 'mine.html/report.html', /mine\.html is not a directory/],
    ['a path out of the repository', '../report.html', /outside of the repository/],
    ['an absolute path out of it', '/report.html', /outside of the repository/],
    ['a directory that is a link out of it', 'out/report.html', /outside of the repository/],
    ['another name', 'Dockerfile', /does not end in \.html/],
    ['no name before the ending', '.html', /does not end in \.html/],
    ['what Nx makes of a flag without a text', 'true', /does not end in \.html/],
  ])('%s', (_, typed, reason) => {
    put('mine.html', '<p>mine</p>\n');
    put('edited.html', PAGE.replace('old', 'my own'));
    put('utf-16.html', Buffer.from(`\ufeff${PAGE}`, 'utf16le') as unknown as string);
    put('empty.html');
    put('ours.html', PAGE);
    mkdirSync(join(root, 'pages.html'));
    mkdirSync(join(above, 'elsewhere'));
    symlinkSync('ours.html', join(root, 'link.html'));
    symlinkSync('nowhere.html', join(root, 'dangling.html'));
    symlinkSync(join(above, 'elsewhere'), join(root, 'out'));
    const before = everything();
    const problem = problemOf(() => pagePlace(root, typed));
    expect(problem).toMatchObject({ option: '--html', value: typed, reason: expect.stringMatching(reason) as string });
    expect(problem.allowed).toContain('.html');
    expect(problem.fix).not.toBe('');
    expect(everything()).toEqual(before);
  });

  test('something that came into its place while the page was made', () => {
    const place = pagePlace(root, 'report.html');
    put('report.html', 'mine');
    expect(
      problemOf(() => {
        writePage(root, place, PAGE);
      }).reason,
    ).toMatch(/not made/);
    expect(readFileSync(join(root, 'report.html'), 'utf8')).toBe('mine');
  });

  test('a directory in which nothing may be written', () => {
    mkdirSync(join(root, 'closed'));
    const place = pagePlace(root, 'closed/report.html');
    chmodSync(join(root, 'closed'), 0o500);
    // Whoever may do everything may write there.
    const isRoot = process.getuid?.() === 0;
    if (!isRoot)
      expect(
        problemOf(() => {
          writePage(root, place, PAGE);
        }).reason,
      ).toMatch(/EACCES/);
    chmodSync(join(root, 'closed'), 0o700);
  });
});
