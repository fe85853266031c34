import { tellingLines } from './log-lines';

const TRACEBACK = ['Traceback (most recent call last):', '  File "/app/orders/main.py", line 1', '    import nothing'];
const ERROR = "ModuleNotFoundError: No module named 'nothing'";
const WATCHING = (count: number) =>
  Array.from({ length: count }, () => 'INFO:     Child process failed to start, stopping the parent process');

const lines = (log: readonly string[]) => tellingLines(`${log.join('\n')}\n`);

test('a traceback is told whatever comes behind it: with several workers that is what watches over them', () => {
  const told = lines(['INFO:     Started parent process [1]', ...TRACEBACK, ERROR, ...WATCHING(30)]);
  expect(told.slice(0, 4)).toEqual([...TRACEBACK, ERROR]);
  expect(told.length).toBeLessThanOrEqual(20);
});

test('of several tracebacks the last one is told', () => {
  const told = lines([
    ...TRACEBACK,
    'KeyError: 1',
    '',
    'During handling of this another came:',
    '',
    ...TRACEBACK,
    ERROR,
  ]);
  expect(told).toEqual([...TRACEBACK, ERROR]);
});

test('a long one is told by its beginning and its end', () => {
  const frames = Array.from({ length: 50 }, (_, index) => `  File "/app/module_${String(index)}.py", line 1`);
  const told = lines([...TRACEBACK, ...frames, ERROR]);
  expect(told[0]).toBe(TRACEBACK[0]);
  expect(told.at(-1)).toBe(ERROR);
  expect(told).toContain('  ...');
  expect(told).toHaveLength(20);
});

test('an error of several lines is told whole', () => {
  const fields = ['database_url', '  Field required [type=missing]'];
  expect(lines([...TRACEBACK, 'ValidationError: 1 validation error for Settings', ...fields]).slice(-2)).toEqual(
    fields,
  );
});

test('one that is cut, or has the name of a level in front of it, is one too', () => {
  expect(lines(TRACEBACK)).toEqual(TRACEBACK);
  const named = ['ERROR:    Traceback (most recent call last):', ...TRACEBACK.slice(1), ERROR];
  expect(lines([...named, 'ERROR:    Application startup failed. Exiting.'])).toEqual([
    ...named,
    'ERROR:    Application startup failed. Exiting.',
  ]);
});

test.each([
  ['without one', Array.from({ length: 30 }, (_, index) => `line ${String(index)}`)],
  [
    'of JSON',
    Array.from({ length: 30 }, (_, index) => `{"n": ${String(index)}, "e": "Traceback (most recent call last):"}`),
  ],
])('of a log %s the last lines are told', (_, log) => {
  expect(lines(log)).toEqual(log.slice(-20));
});

test('an empty log has one empty line', () => {
  expect(tellingLines('')).toEqual(['']);
});
