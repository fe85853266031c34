import { resolved } from '../../../test/support/memory';
import { withHeader } from '../text/managed-file';
import { ownDockerfileNotices } from './own-dockerfile';

const told = (files: Readonly<Record<string, string>>, own: readonly string[] = []) =>
  ownDockerfileNotices(resolved({ own }), {
    directory: 'apps/orders',
    read: (path) => files[path.replace('apps/orders/', '')],
  }).map(({ message }) => message);

const COPY = 'FROM python:3.13\nWORKDIR /code\nCOPY . .\n';

test.each<[string, Record<string, string>, RegExp]>([
  ['no ignore file', {}, /^Dockerfile:3 .*create \.dockerignore with the line \.venv$/],
  ['one that says other things', { '.dockerignore': 'node_modules\nvenv\n!.venv\n' }, /add to \.dockerignore the line/],
  [
    'one of the Dockerfile alone',
    { 'Dockerfile.dockerignore': '*.md\n', '.dockerignore': '.venv\n' },
    /add to Dockerfile\.dock/,
  ],
])('a Dockerfile of the person that copies all, beside %s', (_, files, expected) => {
  expect(told({ Dockerfile: COPY, ...files })).toEqual([expect.stringMatching(expected)]);
});

test.each(['COPY ./ /app/', 'ADD . /app', 'COPY --chown=app:app . .', 'copy ["." , "/app"]'])('so does %s', (line) => {
  expect(told({ Dockerfile: `FROM x\n${line}\n` })).toHaveLength(1);
});

test.each(['.venv', '.venv/', '/.venv', '**/.venv', '**/.venv/', '.*', '**/.*', '*', '.venv/**', ' .venv '])(
  'it is kept out by %p',
  (line) => {
    expect(told({ Dockerfile: COPY, '.dockerignore': `node_modules\n${line}\n` })).toEqual([]);
  },
);

test('nothing is said where the Dockerfile is ours, copies less, or is not there', () => {
  expect(told({ Dockerfile: withHeader(COPY) })).toEqual([]);
  expect(told({ Dockerfile: withHeader(COPY) }, ['Dockerfile'])).toHaveLength(1);
  expect(told({ Dockerfile: 'FROM x\nCOPY app app\nCOPY .env.example /\nCOPY ./app /app\n' })).toEqual([]);
  expect(told({})).toEqual([]);
});
