import { parse } from 'yaml';
import { resolved } from '../../../../test/support/memory';
import { workspaceCompose } from '../../outputs/workspace-compose';
import type { ResolvedWorkspace, WorkspaceFacts } from '../../workspace/resolved';
import { workspaceComposeNotices, workspaceComposeProblems } from './workspace-rules';

const options = (exclude?: string[]) => ({ compose: exclude && { exclude } }) as ResolvedWorkspace;

const facts = (apps: Record<string, object>): WorkspaceFacts => ({
  name: 'acme',
  nx: false,
  packageManager: 'npm',
  projen: false,
  packageManagerVersion: undefined,
  apps: Object.entries(apps).map(([directory, app]) => ({
    directory,
    app: resolved(app, directory.split('/').at(-1)),
  })),
});

const file = (...given: Parameters<typeof workspaceCompose.render>): unknown => {
  const [made] = workspaceCompose.render(...given);
  return made && parse(made.content);
};

const APPS = { 'apps/billing': { compose: {} }, 'apps/jobs': {}, 'apps/orders': { compose: {} } };

test('the files of all apps that have one are included, under a name of its own', () => {
  expect(file(options([]), facts(APPS))).toEqual({
    name: 'acme',
    include: ['apps/billing/compose.yaml', 'apps/orders/compose.yaml'],
  });
  expect(file(options(['apps/billing']), facts({ ...APPS, 'apps/acme': {} }))).toEqual({
    name: 'acme-workspace',
    include: ['apps/orders/compose.yaml'],
  });
});

test('there is none without the option, and none of nothing', () => {
  expect(file(options(), facts(APPS))).toBeUndefined();
  expect(file(options([]), facts({ 'apps/jobs': {} }))).toBeUndefined();
});

test('an app at the root keeps its own, and names that would clash are refused', () => {
  const rooted = facts({ '.': { name: 'root', compose: {} }, 'apps/orders': { compose: {} } });
  expect(file(options([]), rooted)).toBeUndefined();
  expect(workspaceComposeProblems(options([]), rooted)).toMatchObject([{ option: 'compose' }]);
  const same = { 'apps/a': { compose: { services: { b: { image: 'b:1' } } } }, 'apps/a-b': { compose: {} } };
  expect(workspaceComposeProblems(options([]), facts(same))).toMatchObject([
    { reason: 'would have two services called a-b in compose.yaml: those of apps/a and apps/a-b' },
  ]);
  expect(workspaceComposeProblems(options(['apps/a']), facts(same))).toEqual([]);
  expect(workspaceComposeProblems(options(), facts(same))).toEqual([]);
});

test('that it makes nothing, and what it excludes in vain, is told', () => {
  expect(workspaceComposeNotices(options([]), facts({}))).toMatchObject([{ option: 'compose' }]);
  expect(workspaceComposeNotices(options(['apps/x']), facts(APPS))).toMatchObject([{ option: 'compose.exclude' }]);
  expect(workspaceComposeNotices(options(['apps/orders']), facts(APPS))).toEqual([]);
  expect(workspaceComposeNotices(options(), facts({}))).toEqual([]);
});
