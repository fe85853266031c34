import { InvalidInputError, failures, problemReport, visible, type Problem } from './problems';

const problem = (value: unknown): Problem => ({ option: 'port', value, reason: 'is wrong', fix: 'mend it' });

test('a value is shown as JSON, and a long one only as far as it takes to know it again', () => {
  expect(problemReport('x', [problem('a\nb')])).toContain('  port = "a\\nb"\n');
  const report = problemReport('x', [problem('a'.repeat(1_000_000))]);
  expect(report).toMatch(/ {2}port = "a{199}… \(1000002 characters\)\n/);
  expect(report.length).toBeLessThan(400);
});

test('a value that JSON cannot say does not hide the problem', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  for (const value of [circular, 9000n, () => 1, Symbol('x'), undefined]) {
    expect(problemReport('x', [problem(value)])).toContain('  port\n    Problem: is wrong\n');
  }
});

test.each([
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['a\u200bb', 'a\\u200bb'],
  ['\u009b31m', '\\u009b31m'],
  ['\u001b[2J', '\\u001b[2J'],
  ['\u{e0041}', '\\u{e0041}'],
])('what is not seen, and changes what is, is named wherever it stands: %j', (text, shown) => {
  const report = problemReport('x', [{ option: text, value: text, reason: `${text} is wrong`, fix: `mend ${text}` }]);
  expect(report.split('\n').slice(2)).toEqual([
    `  ${shown} = "${shown}"`,
    `    Problem: ${shown} is wrong`,
    `    Way out: mend ${shown}`,
  ]);
});

test('a name of an option and a reason without end are cut, and a name stays on its line', () => {
  const long = 'a'.repeat(1_000_000);
  expect(problemReport('x', [{ option: long, reason: long, fix: 'mend it' }]).length).toBeLessThan(3000);
  expect(problemReport('x', [{ option: 'a\nb', reason: 'is wrong', fix: 'mend it' }])).toContain('  a\\nb\n');
});

test('what the input is called is shown as all else is', () => {
  expect(problemReport('apps/\u001b[31m/\u202egnp', [], '')).toBe('0 problems in apps/\\u001b[31m/\\u202egnp.');
});

test('line ends and tabs stay as they are', () => {
  expect(visible('a\tb\r\nc\nd\re')).toBe('a\tb\r\nc\nd\\u000de');
});

test('of very many problems the first are told, and their number', () => {
  const many = Array.from({ length: 300_000 }, (_, index) => ({ ...problem(index), option: `own[${String(index)}]` }));
  const result = failures(many);
  const { message, problems } = new InvalidInputError('x', result.ok ? [] : result.problems);
  expect(problems).toHaveLength(300_000);
  expect(message).toMatch(/^300000 problems in x\./);
  expect(message.match(/Problem:/g)).toHaveLength(20);
  expect(message.endsWith('\n\n  and 299,980 more, once these are mended')).toBe(true);
  expect(problemReport('x', many.slice(0, 20))).not.toContain('more');
});
