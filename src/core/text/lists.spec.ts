import { resolved } from '../../../test/support/memory';
import { loadTemplates } from '../../io/templates';
import { planApp } from '../plan/plan';
import { personsLines } from '../plan/persons-lines';
import { resolve } from '../resolve/resolve';
import { resolveWorkspace } from '../workspace/resolve';
import { failure } from './problems';
import { append, largest } from './lists';

const MANY = 300_000;
const numbers = Array.from({ length: MANY }, (_, index) => index);

test('any number of items is added, and compared', () => {
  const list = [0];
  append(list, numbers);
  expect(list).toHaveLength(MANY + 1);
  expect(largest(numbers)).toBe(MANY - 1);
  expect(largest([])).toBe(0);
});

describe('what a file holds very many of ends with a message', () => {
  test('entries of `own` that are no files of the app', () => {
    const app = { ...resolved({}), own: numbers.map(String) };
    const planned = planApp(app, loadTemplates(), () => ({ kind: 'absent' }));
    expect(planned.ok ? [] : planned.problems).toHaveLength(MANY);
  });

  test('entries that are no texts, in the options of an app and of the workspace', () => {
    for (const result of [resolve({ own: numbers }, 'orders'), resolveWorkspace({ own: numbers })]) {
      expect(result.ok ? [] : result.problems).toHaveLength(MANY);
    }
  });

  test('edits of a managed file', () => {
    expect(() => personsLines(numbers.join('\n'), '', 'a\n')).not.toThrow();
  });
});

test('one failure is one problem', () => {
  const problem = { option: 'a', reason: 'b', fix: 'c' };
  expect(failure(problem)).toEqual({ ok: false, problems: [problem] });
});
