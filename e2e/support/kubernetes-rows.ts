import { resolve } from '../../src/core/resolve/resolve';
import { coverPairs, type Choice } from './pairs';
import { merge } from './pairwise';

const kubernetes = (options: object) => ({ kubernetes: options });

/** Values of every option that an object depends on, as parts of options. `{}` leaves the default. */
const FACTORS: Readonly<Record<string, readonly object[]>> = {
  replicas: [{}, kubernetes({ replicas: 3 }), kubernetes({ autoscaling: { min: 3, max: 20, cpu: 60 } })],
  route: [
    {},
    kubernetes({ route: { host: 'orders.example.com', gateway: 'gateways/public' } }),
    kubernetes({ route: { kind: 'ingress', host: 'orders.example.com', ingressClass: 'nginx' } }),
    kubernetes({ route: { kind: 'ingress', host: '*.example.com', path: '/orders', tlsSecret: 'orders-tls' } }),
  ],
  rootPath: [{}, { rootPath: '/api' }],
  requestCpu: [{}, kubernetes({ requestCpu: 250 })],
  requestMemory: [{}, kubernetes({ requestMemory: 128 })],
  resources: [{}, { resources: { memory: 1024, cpu: 2500, tmp: 128 } }],
  servicePort: [{}, kubernetes({ servicePort: 8080 })],
  env: [{}, kubernetes({ env: { APP_FLAG: 'on', APP_TITLE: 'Orders $(HOSTNAME)' } })],
  networkPolicy: [{}, kubernetes({ networkPolicy: 'none' })],
  user: [{}, kubernetes({ user: 'platform' })],
  pullSecret: [{}, kubernetes({ pullSecret: 'registry' })],
  priorityClass: [{}, kubernetes({ priorityClass: 'high' })],
  labels: [{}, kubernetes({ labels: { team: 'shop' } })],
  annotations: [{}, kubernetes({ annotations: { 'example.com/contact': 'shop: "team", #1' } })],
  metricsPath: [{}, kubernetes({ metricsPath: '/metrics' })],
  secrets: [{}, { secrets: ['api_token', 'signing_key'] }],
  migration: [{}, { migration: { command: ['python', '-m', 'orders.migrate'], timeout: 600 } }],
  services: [{}, { cache: 'redis' }, { database: 'postgres', sql: { maxConnections: 1000 } }],
  server: [{}, { server: 'gunicorn', workers: 2 }],
  drain: [{}, { timeouts: { drain: 0 } }],
  host: [{}, { health: { host: 'orders.example.com' } }],
};

const factors = Object.entries(FACTORS);

function optionsOf(choice: Choice, name: string): Record<string, unknown> {
  const parts = factors.map(([factor, values]) => values[choice.get(factor) ?? 0] ?? {});
  return merge([{ name, app: 'orders.main:app', kubernetes: {} }, ...parts]);
}

/** Every accepted pair of values at least once, as options of apps of different names. */
export function kubernetesRows(): { readonly rows: Record<string, unknown>[]; readonly pairs: number } {
  const space = {
    factors: factors.map(([factor, values]) => [factor, values.length] as const),
    accepted: (choice: Choice) => resolve(optionsOf(choice, 'orders'), 'orders').ok,
    contexts: [new Map<string, number>()],
  };
  const { choices, pairs } = coverPairs(space, 7);
  return { rows: choices.map((choice, index) => optionsOf(choice, `orders-${String(index + 1)}`)), pairs };
}
