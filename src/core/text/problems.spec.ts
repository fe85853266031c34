import { problemReport, type Problem } from './problems';

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
