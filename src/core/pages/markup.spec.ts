import fc from 'fast-check';
import { hostile } from '../../../test/support/hostile';
import { counted, escaped, html, prose, type Part } from './markup';

test('no text opens a tag, closes a quote, or stays unseen', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = escaped(text);
      expect(written).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(written).not.toMatch(
        /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]/,
      );
      expect(written).not.toMatch(/\p{Cs}/u);
    }),
    { numRuns: 2000, seed: 7 },
  );
});

test('what cannot be seen is named, and what can be seen is left as it is', () => {
  expect(escaped('a\0b\u202ec\ud800\r')).toBe('a\\u{0}b\\u{202e}c\\u{d800}\\r');
  expect(escaped('tab\tline\né 🎉 中')).toBe('tab\tline\né 🎉 中');
});

test('HTML is what this package wrote, and nothing that looks like it', () => {
  const read = JSON.parse('{ "html": "<script>" }') as Part;
  expect(() => html`<b>${read}</b>`).toThrow(TypeError);
  expect(html`<b>${[html`<i>${'<'}</i>`, 1, undefined, ['&']]}</b>`.html).toBe('<b><i>&lt;</i>1&amp;</b>');
});

test('indentation of the source is none of the page, that of a text is', () => {
  const text = 'a\n    b';
  expect(
    html`<p>
      <b>${text}</b>
    </p>`.html,
  ).toBe('<p>\n<b>a\n    b</b>\n</p>');
});

test('what a person types stands between backticks', () => {
  expect(prose('run `a <b>`, or `c`').html).toBe('run <code>a &lt;b&gt;</code>, or <code>c</code>');
  expect(prose('one ` is none').html).toBe('one ` is none');
});

test('counts in words', () => {
  expect([counted(0, 'app'), counted(1, 'app'), counted(1234567, 'app')]).toEqual([
    '0 apps',
    '1 app',
    '1,234,567 apps',
  ]);
});
