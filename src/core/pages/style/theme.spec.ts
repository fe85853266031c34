import { THEME_STYLE } from './theme';

/** Colours by name, of a scheme. */
function colors(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', color = '']) => [name, color]));
}

const [, light = '', dark = ''] = /^([^]*)@media([^]*)$/.exec(THEME_STYLE) ?? [];

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (more + 0.05) / (less + 0.05);
}

const PLACES = ['application', 'packages', 'python', 'system', 'hidden'];

const TEXTS = [
  ...['ground', 'card', 'sunk', 'warn-ground', 'gone', 'gone-mark', 'come', 'come-mark', ...PLACES].map((on) => [
    'ink',
    on,
  ]),
  ...['ground', 'card', 'sunk', 'gone', 'come'].map((on) => ['soft', on]),
  ...['ground', 'card', 'sunk'].map((on) => ['link', on]),
  ...['good', 'warn', 'bad'].map((tone) => [tone, `${tone}-ground`]),
  // What a rectangle is called stands on the colour of texts.
  ['ground', 'ink'],
];

const EDGES = [
  ...PLACES.map((place) => [`${place}-edge`, 'sunk']),
  ...['ground', 'card', 'sunk'].map((on) => ['focus', on]),
];

describe.each([
  ['light', colors(light)],
  ['dark', colors(dark)],
])('in %s', (_, scheme) => {
  const ratio = ([what = '', on = '']: readonly string[]) => contrast(scheme.get(what) ?? '', scheme.get(on) ?? '');

  test.each(TEXTS)('the text %s is read on %s', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(EDGES)('the edge %s is seen on %s', (...pair) => {
    expect(ratio(pair)).toBeGreaterThanOrEqual(3);
  });
});

test('both schemes name the same colours', () => {
  expect([...colors(dark).keys()].sort()).toEqual([...colors(light).keys()].sort());
});
