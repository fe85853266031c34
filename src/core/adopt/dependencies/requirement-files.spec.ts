import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';
import { adoptProblems } from '../report';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

function adopted(files: Readonly<Record<string, string>>, decided: Readonly<Record<string, unknown>> = {}) {
  return inferOptions(listing(new Map(Object.entries({ 'main.py': MAIN, ...files }))), decided, 'legacy', 'legacy');
}

const TWO = {
  'requirements/base.txt': 'fastapi\n',
  'requirements/prod.txt': 'fastapi\nuvicorn\n',
  'requirements/dev.txt': '-r base.txt\npytest\n',
};

test('several requirements files are a question, and a flag decides', () => {
  const { questions, ...asked } = adopted(TWO);
  expect(asked.requirements).toBeUndefined();
  expect(questions).toMatchObject([{ option: 'requirements' }]);
  const [problem] = adoptProblems(adopted(TWO));
  expect(problem?.allowed).toContain('requirements/base.txt');
  expect(problem?.allowed).toContain('requirements/prod.txt');
  expect(problem?.allowed).not.toContain('dev.txt');
  expect(problem?.fix).toContain('--requirements=requirements/');
  const decided = adopted(TWO, { requirements: 'requirements/prod.txt' });
  expect(decided.requirements).toBe('-r requirements/prod.txt\n');
  expect(decided.options).not.toHaveProperty('requirements');
  expect(adoptProblems(adopted(TWO, { requirements: 'requirements/live.txt' }))[0]?.reason).toBe(
    'there is no such file',
  );
});

test.each([
  ['that includes all others', { ...TWO, 'requirements/prod.txt': '-r base.txt\nuvicorn\n' }, 'requirements/prod.txt'],
  [
    'that includes all others by way of a third',
    { 'requirements/a.txt': 'fastapi\n', 'requirements/b.txt': '-r a.txt\n', 'requirements/prod.txt': '-r b.txt\n' },
    'requirements/prod.txt',
  ],
  [
    'beside those for development',
    { 'requirements-app.txt': 'fastapi\n', 'requirements-dev.txt': 'pytest\n' },
    'requirements-app.txt',
  ],
  [
    'that its source was compiled to',
    { 'requirements-prod.in': 'fastapi\n', 'requirements-prod.txt': 'fastapi\n' },
    'requirements-prod.txt',
  ],
])('the one %s is taken, and how that is known is told', (_, files, taken) => {
  const { requirements, notes } = adopted(files);
  expect(requirements).toBe(`-r ${taken}\n`);
  expect(notes.map(({ text }) => text).join('\n')).toContain(`includes ${taken}, the only one that it can be`);
});

test('the one that the Dockerfile installs is taken', () => {
  const Dockerfile = 'FROM python:3.12-slim\nRUN pip install -r requirements/base.txt\n';
  const { requirements, notes } = adopted({ ...TWO, Dockerfile });
  expect(requirements).toBe('-r requirements/base.txt\n');
  expect(notes.map(({ text }) => text).join('\n')).toContain('which the Dockerfile installs');
});
