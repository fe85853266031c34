import { OPTION_SETS } from '../../../../test/support/option-sets';
import { resolve } from '../../resolve/resolve';
import { departed, isOurs } from './departed';
import { kubernetesObjects } from './objects';
import type { Manifest } from './rendering';

const ours = { 'app.kubernetes.io/managed-by': 'fastapi-container' };

function object(apiVersion: string, kind: string, labels: object = ours): Manifest {
  return { apiVersion, kind, metadata: { name: 'orders', labels } };
}

const sets = Object.entries(OPTION_SETS).filter(([, options]) => 'kubernetes' in options);

test.each(sets)('everything that the base makes is ours: %s', (_, options) => {
  const result = resolve({ image: { name: 'registry.example.com/orders' }, ...options }, 'orders');
  if (!result.ok || !result.value.kubernetes) throw new Error('no kubernetes');
  const objects = kubernetesObjects(result.value, result.value.kubernetes);
  expect(objects.filter((each) => !isOurs(each.object as Manifest))).toEqual([]);
});

test.each([
  ['a volume, whatever its labels say', object('v1', 'PersistentVolumeClaim')],
  ['a Secret, whatever its labels say', object('v1', 'Secret')],
  ['a kind of ours without our label', object('v1', 'Service', {})],
  ['a kind of ours of another tool', object('v1', 'Service', { 'app.kubernetes.io/managed-by': 'Helm' })],
  ['a kind of that name in another group', object('serving.knative.dev/v1', 'Service')],
])('is a person’s: %s', (_, theirs) => {
  const policy = object('networking.k8s.io/v1', 'NetworkPolicy');
  expect(departed([theirs, policy], [])).toEqual({ ours: [policy], theirs: [theirs] });
  expect(departed([theirs, policy], [theirs, policy])).toEqual({ ours: [], theirs: [] });
});
