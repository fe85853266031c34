import { pageThere, withMark } from './own-page';

const PAGE = withMark('<html>\nhello\n</html>\n');

test.each([
  ['a page as it was made', PAGE, 'ours'],
  ['with other line ends', PAGE.replaceAll('\n', '\r\n'), 'ours'],
  ['with an edit', PAGE.replace('hello', 'hello from me'), 'edited'],
  ['with something behind it', `${PAGE}<!-- mine -->\n`, 'edited'],
  ['another file', '<!doctype html>\n<html></html>\n', 'other'],
  ['a file that names the mark further down', `<p>mine</p>\n${PAGE}`, 'other'],
  ['an empty file', '', 'other'],
])('%s', (_, text, there) => {
  expect(pageThere(text)).toBe(there);
});
