import { replicasOf, replicasStep, scales, withReplicas } from './replicas';
import type { Manifest } from './rendering';

const bare: Manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'shop' } };
const saying = (replicas: number): Manifest => ({ ...bare, spec: { replicas } });
const scaler = (name = 'orders', namespace = 'shop'): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'any', namespace },
  spec: { scaleTargetRef: { kind: 'Deployment', name } },
});

/** A Deployment whose number of pods these managers have said. */
function ownedBy(...managers: readonly string[]): Manifest {
  const managedFields = [
    { manager: 'other', fieldsV1: { 'f:spec': { 'f:template': {} } } },
    { manager: 'status', fieldsV1: { 'f:status': { 'f:replicas': {} } } },
    ...managers.map((manager) => ({ manager, fieldsV1: { 'f:spec': { 'f:replicas': {} } } })),
  ];
  return { ...saying(3), metadata: { ...bare.metadata, ...{ managedFields } } };
}

const step = (deployment: Manifest, live: Manifest, strays: readonly Manifest[] = []) =>
  replicasStep(deployment, live, strays, 'own', 'holder');

test('an autoscaler is handed the number that we have said', () => {
  expect(step(bare, ownedBy('own'))).toBe('hand over');
  expect(step(bare, ownedBy('own', 'holder'))).toBe('hand over');
});

test('nothing is handed over that was never ours, or is not any more', () => {
  expect(step(bare, ownedBy())).toBeUndefined();
  expect(step(bare, ownedBy('autoscaler'))).toBeUndefined();
  expect(step(bare, ownedBy('holder'))).toBeUndefined();
  expect(step(bare, saying(3))).toBeUndefined();
});

test('what was handed over is taken back, also from the autoscaler that goes', () => {
  expect(step(saying(2), ownedBy('holder'))).toBe('take');
  expect(step(saying(2), ownedBy('own', 'holder'))).toBe('take');
  expect(step(saying(2), ownedBy('autoscaler'), [scaler()])).toBe('take');
});

test('what a person has said is a conflict for the person', () => {
  expect(step(saying(2), ownedBy('own'))).toBeUndefined();
  expect(step(saying(2), ownedBy('kubectl'))).toBeUndefined();
  expect(step(saying(2), ownedBy('kubectl'), [scaler('another')])).toBeUndefined();
});

test('an autoscaler is that of a Deployment by name and namespace', () => {
  expect(scales(scaler(), bare)).toBe(true);
  expect(scales(scaler('another'), bare)).toBe(false);
  expect(scales(scaler('orders', 'elsewhere'), bare)).toBe(false);
  expect(scales({ ...scaler(), kind: 'ScaledObject' }, bare)).toBe(false);
});

test('nothing but the number is said, and with none nothing', () => {
  const labelled = { ...saying(5), metadata: { ...bare.metadata, labels: { a: 'b' } } };
  expect(withReplicas(labelled, 4)).toEqual(saying(4));
  expect(withReplicas(labelled)).toEqual(bare);
  expect(replicasOf(labelled)).toBe(5);
  expect(replicasOf(bare)).toBeUndefined();
});
