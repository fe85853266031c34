import { nearest } from './nearest';

const OPTIONS = ['python', 'server', 'workers', 'app', 'port', 'proxy', 'health', 'push', 'run', 'timeouts'];

test.each([
  ['prots', 'port'],
  ['prot', 'port'],
  ['ports', 'port'],
  ['porxy', 'proxy'],
  ['sever', 'server'],
  ['helth', 'health'],
  ['Port', 'port'],
  ['time-outs', 'timeouts'],
  ['ap', 'app'],
])('who types %s means %s', (typed, meant) => {
  expect(nearest(typed, OPTIONS)).toBe(meant);
});

test('what resembles nothing is not guessed at', () => {
  for (const typed of ['', 'x', 'gzip', 'colour', '--', 'p'.repeat(100_000)])
    expect(nearest(typed, OPTIONS)).toBeUndefined();
});

test('where there is nothing to choose from, nothing is suggested', () => {
  expect(nearest('port', [])).toBeUndefined();
});
