import { remember } from './remember';

test('a text is worked out once, and a result that is undefined is one as well', () => {
  const asked: string[] = [];
  const length = remember((text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });
  expect(['one', '', 'three', 'one', ''].map(length)).toEqual([3, undefined, 5, 3, undefined]);
  expect(asked).toEqual(['one', '', 'three']);
});

test('what is kept has an end, and results stay right behind it', () => {
  let count = 0;
  const same = remember((text) => {
    count += 1;
    return text;
  });
  const texts = Array.from({ length: 25_000 }, (_, index) => String(index));
  expect(texts.map(same)).toEqual(texts);
  expect(count).toBe(texts.length);
  expect(same('24999')).toBe('24999');
  expect(count).toBe(texts.length);
  expect(same('0')).toBe('0');
  expect(count).toBe(texts.length + 1);
});
