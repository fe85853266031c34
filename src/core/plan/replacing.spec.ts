import { plan, resolved, synth, type Memory } from '../../../test/support/memory';
import { BY_NPX } from '../npm/calls';
import { withHeader } from '../text/managed-file';
import type { Change, Conflict } from './change';
import { tellReplacing } from './replacing';

const OVERWRITE = '`npx fastapi-container synth orders --overwrite`';
const SYNTH = '`npx fastapi-container synth orders`';

/** Ways out of each conflict that replace something, by path. */
function replacing(changes: readonly Change[]): Record<string, string[]> {
  const left = changes.filter((change): change is Conflict => change.action === 'conflict');
  return Object.fromEntries(
    left.map(({ path, waysOut }) => [path, waysOut.filter((way) => way.startsWith('or replace'))]),
  );
}

/** An app with files of a person's in the place of generated ones. */
function withTheirs(...paths: readonly string[]): Memory {
  const memory: Memory = new Map();
  synth(memory, { compose: {} });
  for (const path of paths) memory.set(path, 'theirs\n');
  return memory;
}

test('one file alone is replaced by the command', () => {
  expect(replacing(plan(withTheirs('compose.yaml'), { compose: {} }))).toEqual({
    'compose.yaml': [`or replace it: ${OVERWRITE}`],
  });
});

test('of several, each tells which others the command takes, and how they stay', () => {
  const memory = withTheirs('.dockerignore', 'orders/_container/__init__.py', 'compose.yaml');
  const more = (others: string) => `or replace more than it: ${OVERWRITE}, which also replaces ${others}`;
  const alone = `or replace it alone: delete it, and run ${SYNTH}`;
  expect(replacing(plan(memory, { compose: {} }))).toEqual({
    '.dockerignore': [alone, more('orders/_container/__init__.py, compose.yaml')],
    'orders/_container/__init__.py': [alone, more('.dockerignore, compose.yaml')],
    'compose.yaml': [alone, more('orders/_container/__init__.py, .dockerignore')],
  });
});

test('what is said is what happens: the file that was deleted comes back, and the others stay', () => {
  const memory = withTheirs('.dockerignore', 'orders/_container/__init__.py', 'compose.yaml');
  memory.delete('compose.yaml');
  synth(memory, { compose: {} });
  expect(memory.get('compose.yaml')).toContain('services:');
  expect(memory.get('.dockerignore')).toBe('theirs\n');
  expect(memory.get('orders/_container/__init__.py')).toBe('theirs\n');
});

test('files that are taken together cannot be replaced alone, and one that no option needs is removed', () => {
  const memory = withTheirs('Dockerfile', '.dockerignore', 'compose.yaml');
  memory.set('compose.yaml', `${withHeader('services: {}\n')}# mine\n`);
  const changes = plan(memory, {});
  expect(replacing(changes)).toEqual({
    Dockerfile: [`or replace more than it: ${OVERWRITE}, which also replaces .dockerignore and removes compose.yaml`],
    '.dockerignore': [`or replace more than it: ${OVERWRITE}, which also replaces Dockerfile and removes compose.yaml`],
    'compose.yaml': [],
  });
  synth(memory, {}, { overwrite: true });
  expect(memory.get('.dockerignore')).not.toBe('theirs\n');
  expect(memory.has('compose.yaml')).toBe(false);
});

describe('in the words of each door', () => {
  const conflict = (path: string): Change => ({
    ...{ path, ownership: 'managed', action: 'conflict', overwritten: true },
    ...{ before: 'a', after: 'b', reason: '', waysOut: [] },
  });
  const told = (door: 'nx' | 'projen', app: ReturnType<typeof resolved> | undefined) => {
    const asked = { app, door: () => door, directory: 'apps/a', calls: () => BY_NPX };
    return replacing(tellReplacing(['a', 'b', 'c', 'd', 'e'].map(conflict), [], asked)).a;
  };

  test('Nx names the first of many others', () => {
    expect(told('nx', resolved({}))).toEqual([
      'or replace it alone: delete it, and run `npx nx sync`',
      'or replace more than it: `npx nx g fastapi-container:app apps/a --overwrite`, which also replaces b, c, d and 1 more',
    ]);
    expect(told('nx', undefined)?.[1]).toContain('`npx nx g fastapi-container:workspace --overwrite`, which also');
  });

  test('projen has no such command: what is deleted is written', () => {
    expect(told('projen', resolved({}))).toEqual(['or replace it: delete it, and run `npx projen`']);
  });
});
