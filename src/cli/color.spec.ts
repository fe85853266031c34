import { colored, paint, wantsColor } from './color';

const terminal = { isTTY: true };

test.each<[string, { isTTY?: boolean }, NodeJS.ProcessEnv, boolean]>([
  ['on a terminal', terminal, {}, true],
  ['into a file', {}, {}, false],
  ['on a terminal without colours', terminal, { TERM: 'dumb' }, false],
  ['with NO_COLOR', terminal, { NO_COLOR: '1' }, false],
  ['with an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['with FORCE_COLOR into a file', {}, { FORCE_COLOR: '1' }, true],
  ['with FORCE_COLOR=0 on a terminal', terminal, { FORCE_COLOR: '0' }, false],
  ['with FORCE_COLOR=false on a terminal', terminal, { FORCE_COLOR: 'false' }, false],
  ['with both', terminal, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('%s', (_, stream, env, wanted) => {
  expect(wantsColor(stream, env)).toBe(wanted);
});

test('lines of a diff, and what was done with a file', () => {
  const report = ['apps/a:', '  created     Dockerfile', '  left alone  x.py', '+new', '-old', '@@ -1 +1 @@', ' same'];
  expect(colored(report.join('\n')).split('\n')).toEqual([
    'apps/a:',
    `  \u001B[32mcreated\u001B[39m     Dockerfile`,
    `  \u001B[31mleft alone\u001B[39m  x.py`,
    paint('green', '+new'),
    paint('red', '-old'),
    paint('cyan', '@@ -1 +1 @@'),
    ' same',
  ]);
});
