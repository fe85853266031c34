import { resolved } from '../../../test/support/memory';
import { adviseComposed } from './composed';
import type { Change } from './change';

const THEIRS = 'FROM python:3.12-slim\n';
const replaced: Change = {
  path: 'Dockerfile',
  ownership: 'managed',
  action: 'update',
  before: THEIRS,
  after: 'FROM scratch\n',
  reason: 'overwritten, as you asked',
};

function advised(files: Readonly<Record<string, string>>, change: Change = replaced, directory = 'services/api') {
  const workspace = { directory, read: (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined) };
  const [told] = adviseComposed(resolved({}), [change], workspace);
  return told && 'advice' in told ? (told.advice ?? []) : [];
}

test.each<[string, string, string, string]>([
  [
    'from the root',
    'compose.yaml',
    'services:\n  api:\n    build: {context: ., dockerfile: services/api/Dockerfile}\n',
    '../../compose.yaml:3 builds services/api/Dockerfile from the root of the repository, and the one from here is built from services/api: once that is in its place, this has to be `build: ./services/api`',
  ],
  [
    'from further up, by a merge',
    'services/docker-compose.yml',
    'x-b: &b\n  build: {context: ., dockerfile: api/Dockerfile}\nservices:\n  api: {<<: *b}\n',
    '../docker-compose.yml:2 builds services/api/Dockerfile from services, and the one from here is built from services/api: once that is in its place, this has to be `build: ./api`',
  ],
  [
    'a stage of it, beside it',
    'services/api/docker-compose.yml',
    'services:\n  api:\n    build: {context: ., target: prod}\n',
    'docker-compose.yml:3 builds the stage prod of services/api/Dockerfile, and the one from here has stages of its own: once that is in its place, this has to be `build: .`',
  ],
])('who replaces a Dockerfile that compose builds %s is told the line', (_, path, text, told) => {
  expect(advised({ [path]: text })).toEqual([`  note        ${told}`]);
});

test.each<[string, string]>([
  ['it is built as the new one', 'services: {api: {build: ./services/api}}\n'],
  ['another Dockerfile', 'services: {api: {build: {context: ., dockerfile: services/b/Dockerfile}}}\n'],
  ['no build', 'services: {api: {image: x}}\n'],
  ['no YAML', 'build: [\n'],
])('nothing is told: %s', (_, text) => {
  expect(advised({ 'compose.yaml': text })).toEqual([]);
});

test('what was generated before was built as the new one is', () => {
  const compose = 'services: {api: {build: {context: ., dockerfile: services/api/Dockerfile}}}\n';
  const created: Change = { path: 'Dockerfile', ownership: 'managed', action: 'create', after: '' };
  expect(advised({ 'compose.yaml': compose }, created)).toEqual([]);
  expect(advised({ 'compose.yaml': compose }, { ...replaced, path: '.dockerignore' })).toEqual([]);
  expect(advised({ 'compose.yaml': compose })).toHaveLength(1);
});
