import { look, resolved, type Memory } from '../../../test/support/memory';
import { BY_NPX } from '../npm/calls';
import { kubernetesBase } from '../outputs/kubernetes';
import { toYaml } from '../text/yaml';
import { withHeader } from '../text/managed-file';
import type { ReconcileOptions } from './change';
import { reconcile } from './reconcile';

const BASE = 'kubernetes/base';
const LIST = `${BASE}/kustomization.yaml`;
const file = (name: string) => `${BASE}/${name}.yaml`;

const ours = ['kustomization', 'deployment', 'service'].map((name) => ({
  output: kubernetesBase,
  file: {
    ownership: 'managed' as const,
    path: file(name),
    content: withHeader(`kind: ${name}\n`),
  },
}));

const theirs = (...resources: string[]) => toYaml({ kind: 'Kustomization', resources });

/** What becomes of each file of the base, by its name. */
function fates(there: Readonly<Record<string, string>>, options: Partial<ReconcileOptions> = {}): object {
  const memory: Memory = new Map(
    Object.entries(there).map(([name, text]) => [name.includes('.') ? `${BASE}/${name}` : file(name), text]),
  );
  const result = reconcile(ours, [], look(memory), {
    own: options.app?.own ?? [],
    app: resolved({}),
    overwrite: false,
    door: () => 'command line',
    calls: () => BY_NPX,
    directory: 'apps/orders',
    surroundings: { python: '3.13', included: [], constraints: [] },
    ...options,
  });
  if (!result.ok) throw new Error('no problem expected');
  return Object.fromEntries(result.value.map(({ path, action }) => [path.slice(BASE.length + 1, -5), action]));
}

describe('a base of a person’s own', () => {
  const there = { kustomization: theirs('api.yaml'), api: 'kind: Deployment\n' };

  test('is given none of our files, and that is told for each', () => {
    expect(fates(there)).toEqual({ kustomization: 'conflict', deployment: 'conflict', service: 'conflict' });
  });

  test('is theirs as well when they have taken its list over', () => {
    expect(fates(there, { app: resolved({ own: [LIST] }) })).toEqual({
      kustomization: 'owned',
      deployment: 'owned',
      service: 'owned',
    });
  });

  test('is theirs under the other name of its list, and when they have decided to do without ours', () => {
    const other = { 'kustomization.yml': theirs('api.yaml') };
    expect(fates(other)).toEqual({ kustomization: 'conflict', deployment: 'conflict', service: 'conflict' });
    expect(fates(other, { app: resolved({ own: [LIST] }) })).toEqual({
      kustomization: 'owned',
      deployment: 'owned',
      service: 'owned',
    });
  });

  test('becomes ours where that is asked for', () => {
    expect(fates(there, { overwrite: true })).toEqual({
      kustomization: 'update',
      deployment: 'create',
      service: 'create',
    });
  });

  test('is given what it names, and lacks', () => {
    expect(fates({ kustomization: theirs('api.yaml', 'service.yaml') })).toEqual({
      kustomization: 'conflict',
      deployment: 'conflict',
      service: 'create',
    });
  });
});

test('a list of ours that a person has edited, or taken over, goes on being one of ours', () => {
  const edited = `${withHeader('kind: kustomization\n')}# more\n`;
  expect(fates({ kustomization: edited })).toEqual({
    kustomization: 'conflict',
    deployment: 'create',
    service: 'create',
  });
  expect(fates({ kustomization: edited }, { app: resolved({ own: [LIST] }) })).toEqual({
    kustomization: 'owned',
    deployment: 'create',
    service: 'create',
  });
});

test('where nothing is there everything is written', () => {
  expect(fates({})).toEqual({ kustomization: 'create', deployment: 'create', service: 'create' });
});
