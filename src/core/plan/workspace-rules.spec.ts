import { factsOf, resolvedWorkspace } from '../../../test/support/pipelines';
import type { WorkspaceGround } from '../workspace/ground';
import { workspaceProblems } from './workspace-rules';

const ground = (apps: Readonly<Record<string, object>>, more: Partial<WorkspaceGround> = {}): WorkspaceGround => ({
  ...factsOf(apps),
  git: true,
  exists: () => false,
  ...more,
});

const told = (workspace: Parameters<typeof resolvedWorkspace>[0] & object, around: WorkspaceGround) =>
  workspaceProblems(resolvedWorkspace(workspace), around).map(({ option, value }) => [option, value]);

const ORDERS = { 'apps/orders': { kubernetes: {} } };

test('what is in order has no problem', () => {
  expect(told({}, ground(ORDERS))).toEqual([]);
});

test('what runs on a machine needs a name', () => {
  const nameless = ground(ORDERS, { nameless: true });
  expect(told({}, nameless)).toEqual([]);
  const problems = workspaceProblems({ ...resolvedWorkspace(), devcontainer: 'vscode' }, nameless);
  expect(problems).toMatchObject([{ option: 'name', fix: expect.stringContaining('package.json') as string }]);
});

test.each(['apps/x-$HOME', 'apps/a"b', 'apps/a\\b', 'apps/a\nb'])(
  '%j is no directory for Compose and pipelines',
  (path) => {
    expect(told({}, ground({ [path]: { name: 'x', image: { name: 'ghcr.io/acme/x' } } }))).toContainEqual([
      'compose, ci, devcontainer',
      path,
    ]);
    expect(told({ ci: 'none' }, ground({ [path]: { name: 'x', image: { name: 'ghcr.io/acme/x' } } }))).toEqual([]);
  },
);

test('an overlay is there, or none is yet', () => {
  const pipeline = { deploy: 'kubernetes' as const, overlay: 'staging' };
  const there = (...paths: string[]) => ground(ORDERS, { exists: (path) => paths.includes(path) });
  expect(told({ pipeline }, there())).toEqual([]);
  expect(told({ pipeline }, there('apps/orders/kubernetes/overlays'))).toEqual([['pipeline.overlay', 'staging']]);
  const both = there('apps/orders/kubernetes/overlays', 'apps/orders/kubernetes/overlays/staging');
  expect(told({ pipeline }, both)).toEqual([]);
});

test('a pipeline installs what is locked', () => {
  const problems = workspaceProblems(resolvedWorkspace(), ground(ORDERS, { unlocked: true }));
  expect(problems).toMatchObject([{ option: 'ci', fix: expect.stringContaining('npm install') as string }]);
});
