import { namespaceMissing, needsOf, secretMissing } from './needs';
import type { Manifest } from './rendering';

const object = (kind: string, name = 'orders', more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'shop' },
  ...more,
});
const withPod = (kind: string, pod: object) => object(kind, 'orders', { spec: { template: { spec: pod } } });
const volume = (secret: object) => ({ volumes: [{ secret: { secretName: 'orders', ...secret } }] });

const files = volume({ items: [{ key: 'api_token', path: 'api_token' }] });

test('a Secret is needed once, with the keys that all pods take of it', () => {
  const job = withPod('Job', volume({ items: [{ key: 'api_token' }, { key: 'migration' }] }));
  expect(needsOf([withPod('Deployment', files), job])).toEqual({
    namespaces: ['shop'],
    secrets: [{ name: 'orders', namespace: 'shop', keys: ['api_token', 'migration'] }],
  });
});

test('a Secret of which a variable is made is needed too', () => {
  const env = [
    { name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
    { name: 'B', value: 'c' },
  ];
  const envFrom = [{ secretRef: { name: 'all' } }, { configMapRef: { name: 'no' } }];
  expect(needsOf([withPod('Deployment', { containers: [{ env, envFrom }] })]).secrets).toEqual([
    { name: 'a', namespace: 'shop', keys: ['b'] },
    { name: 'all', namespace: 'shop', keys: [] },
  ]);
});

test.each([
  ['that a pod can do without', [withPod('Deployment', volume({ optional: true }))]],
  ['that is in the rendering', [withPod('Deployment', files), object('Secret')]],
  ['that an ExternalSecret makes', [withPod('Deployment', files), object('ExternalSecret')]],
  [
    'that one of another name makes',
    [withPod('Deployment', files), object('ExternalSecret', 'a', { spec: { target: { name: 'orders' } } })],
  ],
])('no Secret is asked for %s', (_, manifests) => {
  expect(needsOf(manifests).secrets).toEqual([]);
});

test('a namespace that is in the rendering is not asked for', () => {
  expect(needsOf([object('Namespace', 'shop'), object('Service')]).namespaces).toEqual([]);
});

test('what is missing is told with the command that makes it', () => {
  const secret = { name: 'orders', namespace: 'shop', keys: ['a', 'b'] };
  expect(secretMissing(secret, undefined)).toMatch(
    /is not there.*: kubectl create secret generic orders --namespace=shop --from-file=a --from-file=b$/,
  );
  expect(secretMissing(secret, ['a'])).toMatch(/lacks the key b,.*--from-file=b --dry-run=client .*\| kubectl patch/);
  expect(secretMissing(secret, ['a', 'b', 'c'])).toBeUndefined();
  expect(secretMissing({ name: 'all', keys: [] }, undefined)).toMatch(/generic all --from-file=<key>$/);
  expect(namespaceMissing('shop')).toMatch(/kubectl create namespace shop$/);
});
