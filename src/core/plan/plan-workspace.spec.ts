import { look, type Memory } from '../../../test/support/memory';
import { resolve } from '../resolve/resolve';
import { unwrap } from '../text/problems';
import { resolveWorkspace } from '../workspace/resolve';
import type { WorkspaceApp } from '../workspace/resolved';
import { WORKSPACE_OUTPUTS } from '../outputs/workspace-outputs';
import { pendingChanges } from './change';
import { planApp } from './plan';
import { planWorkspace } from './plan-workspace';
import { loadTemplates } from '../../io/templates';

const app = (directory: string, options: object = {}): WorkspaceApp => ({
  directory,
  app: unwrap(resolve(options, directory.split('/').at(-1) ?? ''), directory),
});

const APPS = [
  app('apps/billing', { compose: {}, port: 8001 }),
  app('apps/orders', { compose: {}, database: 'postgres' }),
];

function planned(options: object, memory: Memory, apps: readonly WorkspaceApp[] = APPS, overwrite = false) {
  const workspace = unwrap(resolveWorkspace(options), 'the workspace');
  const ground = {
    ...{ name: 'acme', apps, nx: true, packageManager: 'npm' as const, projen: false },
    ...{ packageManagerVersion: undefined, git: true, exists: () => false },
  };
  return planWorkspace(workspace, ground, look(memory), { door: 'nx', overwrite });
}

/** Plans and writes. @returns what became of each file */
function synth(options: object, memory: Memory, apps?: readonly WorkspaceApp[], overwrite?: boolean) {
  const { changes } = unwrap(planned(options, memory, apps, overwrite), 'the workspace');
  for (const change of pendingChanges(changes)) {
    if (change.action === 'remove') memory.delete(change.path);
    else memory.set(change.path, change.after);
  }
  return Object.fromEntries(changes.map(({ path, action }) => [path, action]));
}

const EVERYTHING = { registry: 'ghcr.io/acme', compose: {}, devcontainer: 'vscode' };

test('without options there is nothing, and with them everything, once', () => {
  const memory: Memory = new Map();
  expect(synth({}, memory)).toEqual({});
  const first = synth(EVERYTHING, memory);
  expect(Object.keys(first)).toEqual(['compose.yaml', '.devcontainer/devcontainer.json', '.devcontainer/compose.yaml']);
  expect(new Set(Object.values(first))).toEqual(new Set(['create']));
  expect(new Set(Object.values(synth(EVERYTHING, memory)))).toEqual(new Set(['unchanged']));
});

test('each file says which options it follows from', () => {
  const memory: Memory = new Map();
  synth(EVERYTHING, memory);
  for (const text of memory.values()) expect(text).toContain('Edit fastapi-container.workspace.json instead.');
});

test('what no option wants any more goes, and only if it is untouched', () => {
  const memory: Memory = new Map();
  synth(EVERYTHING, memory);
  memory.set('.devcontainer/devcontainer.json', `${memory.get('.devcontainer/devcontainer.json') ?? ''}// mine\n`);
  expect(synth({}, memory)).toEqual({
    'compose.yaml': 'remove',
    '.devcontainer/devcontainer.json': 'conflict',
    '.devcontainer/compose.yaml': 'remove',
  });
  expect([...memory.keys()]).toEqual(['.devcontainer/devcontainer.json']);
  expect(synth({}, memory, APPS, true)).toEqual({ '.devcontainer/devcontainer.json': 'remove' });
});

test('every file is found again at a path where it may have been left', () => {
  const formers = WORKSPACE_OUTPUTS.flatMap(({ former }) => former);
  const memory: Memory = new Map();
  synth(EVERYTHING, memory);
  for (const path of memory.keys()) expect(formers).toContain(path);
});

test.each([
  ['compose.yaml', 'services: {}\n'],
  ['.devcontainer/devcontainer.json', '{ "image": "mine" }\n'],
])('a %s that was there is a conflict, and stays', (path, text) => {
  const memory: Memory = new Map([[path, text]]);
  expect(synth(EVERYTHING, memory)[path]).toBe('conflict');
  expect(memory.get(path)).toBe(text);
  const plan = unwrap(planned(EVERYTHING, memory), 'the workspace');
  const conflict = plan.changes.find((change) => change.path === path);
  expect(conflict).toMatchObject({ waysOut: expect.arrayContaining([expect.stringContaining('"own"')]) as string[] });
  expect(JSON.stringify(conflict)).toContain('npx nx g fastapi-container:workspace --overwrite');
  expect(synth({ ...EVERYTHING, own: [path] }, memory)[path]).toBe('owned');
  expect(synth(EVERYTHING, memory, APPS, true)[path]).toBe('update');
});

test('a new app that has compose comes into the file of the workspace', () => {
  const memory: Memory = new Map();
  synth({ compose: {} }, memory, APPS.slice(0, 1));
  expect(synth({ compose: {} }, memory)).toEqual({ 'compose.yaml': 'update' });
  expect(memory.get('compose.yaml')).toContain('apps/orders/compose.yaml');
});

describe('an app at the root', () => {
  const root = app('.', { name: 'shop', compose: {} });

  test('keeps its compose file when the workspace has none', () => {
    const memory: Memory = new Map();
    const plan = unwrap(planApp(root.app, loadTemplates(), look(memory)), 'the app');
    for (const change of pendingChanges(plan)) if (change.action !== 'remove') memory.set(change.path, change.after);
    expect(memory.has('compose.yaml')).toBe(true);
    expect(synth({}, memory, [root])).toEqual({});
  });

  test('takes nothing of the workspace away', () => {
    const memory: Memory = new Map();
    synth({ compose: {} }, memory);
    const { app: without } = app('.', { name: 'shop' });
    const plan = unwrap(planApp(without, loadTemplates(), look(memory)), 'the app');
    expect(plan.filter(({ path }) => path === 'compose.yaml')).toEqual([]);
    const both = unwrap(planApp(root.app, loadTemplates(), look(memory)), 'the app');
    expect(both.find(({ path }) => path === 'compose.yaml')).toMatchObject({
      action: 'conflict',
      reason: 'it is generated from fastapi-container.workspace.json',
    });
  });

  test('and the workspace cannot both have one', () => {
    expect(planned({ compose: {} }, new Map(), [root])).toMatchObject({ ok: false, problems: [{ option: 'compose' }] });
  });
});

test('a path in own that is no managed file is a problem', () => {
  expect(planned({ own: ['Dockerfile'] }, new Map())).toMatchObject({
    ok: false,
    problems: [{ option: 'own', value: 'Dockerfile', reason: 'is no managed file of the workspace' }],
  });
});
