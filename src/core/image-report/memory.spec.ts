import { MOST_BUILDS, readMemory, remember } from './memory';
import type { ImageReport } from './report';

function report(id: string, size = 10): ImageReport {
  const places = { application: 0, packages: 0, python: 0, system: size };
  return { reference: 'orders:1', id, platform: 'linux/amd64', size, layers: [], places, packages: [] };
}

const time = (day: number) => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;

test('the first report is compared with nothing, the next with the one before', () => {
  const first = remember(undefined, report('a'), time(1));
  expect(first).toEqual({ format: 2, last: report('a'), builds: [{ id: 'a', size: 10, reported: time(1) }] });
  const second = remember(first, report('b', 12), time(2), 800);
  expect(second.before).toEqual(report('a'));
  expect(second.builds).toEqual([
    { id: 'a', size: 10, reported: time(1) },
    { id: 'b', size: 12, reported: time(2), start: 800 },
  ]);
});

test('the same image once more is the same build: what was measured before stays, what is measured now counts', () => {
  const before = remember(remember(undefined, report('a'), time(1)), report('b'), time(2), 800);
  const again = remember(before, report('b'), time(3));
  expect(again.before?.id).toBe('a');
  expect(again.builds).toEqual(before.builds);
  expect(remember(again, report('b'), time(4), 700).builds.at(-1)).toEqual({
    ...{ id: 'b', size: 10, reported: time(2), start: 700 },
  });
});

test('a build that comes back is a further one', () => {
  const ids = ['a', 'b', 'a'];
  const last = ids.reduce<ReturnType<typeof readMemory>>(
    (memory, id) => remember(memory, report(id), time(1)),
    undefined,
  );
  expect(last?.builds.map(({ id }) => id)).toEqual(ids);
});

test('what is kept has a bound: the oldest goes', () => {
  let memory = remember(undefined, report('0'), time(1));
  for (let index = 1; index < MOST_BUILDS + 5; index++) memory = remember(memory, report(String(index)), time(1));
  expect(memory.builds).toHaveLength(MOST_BUILDS);
  expect(memory.builds[0]?.id).toBe('5');
});

test('what is remembered is read again', () => {
  const memory = remember(remember(undefined, report('a'), time(1), 5), report('b'), time(2));
  expect(readMemory(JSON.stringify(memory))).toEqual(memory);
});

test('the two reports of an earlier version are two builds, of which it is not known when', () => {
  const text = JSON.stringify({ format: 1, last: report('b', 12), before: report('a') });
  expect(readMemory(text)).toEqual({
    ...{ format: 2, last: report('b', 12), before: report('a') },
    builds: [
      { id: 'a', size: 10 },
      { id: 'b', size: 12 },
    ],
  });
  expect(readMemory(JSON.stringify({ format: 1, last: report('b') }))?.builds).toEqual([{ id: 'b', size: 10 }]);
});

test.each(['', 'null', '{', '[]', '1', '{"format":3}', '{"format":2,"last":{}}', '{"format":2,"last":{"id":1}}'])(
  'what cannot be read is forgotten: %j',
  (text) => {
    expect(readMemory(text)).toBeUndefined();
  },
);

test('of a list with something else in it, the builds are kept', () => {
  const builds = [null, 1, { id: 'a' }, { id: 'b', size: 1, reported: '<script>' }, { id: 'c', size: 2, start: 3 }];
  const memory = readMemory(JSON.stringify({ format: 2, last: report('c'), builds }));
  expect(memory?.builds).toEqual([{ id: 'c', size: 2, start: 3 }]);
});
