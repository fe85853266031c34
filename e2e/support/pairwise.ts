import { resolve } from '../../src/core/resolve/resolve';
import { coverPairs, type Choice } from './pairs';

/** A set-up of a server, and the options that it is combined with. */
export interface Row {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The set-ups: the server with its worker class and number of workers. */
export const SETUPS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  uvicorn: { server: 'uvicorn' },
  'uvicorn-workers': { server: 'uvicorn', workers: 2 },
  fastapi: { server: 'fastapi' },
  'fastapi-workers': { server: 'fastapi', workers: 2 },
  'gunicorn-uvicorn': { server: 'gunicorn', workerClass: 'uvicorn.workers.UvicornWorker', workers: 2 },
  'gunicorn-asgi': { server: 'gunicorn', workerClass: 'asgi', workers: 2 },
  hypercorn: { server: 'hypercorn' },
  granian: { server: 'granian' },
  'granian-workers': { server: 'granian', workers: 2 },
};

/** Values that are combined, by factor. `{}` leaves the default. */
export type Factors = Readonly<Record<string, readonly unknown[]>>;

/** Values of what the server is told. */
const OF_SERVERS: Factors = {
  setup: Object.keys(SETUPS),
  python: ['3.12', '3.13'],
  app: ['orders.main:app', 'orders.main:create_app()', 'main:app'],
  rootPath: [{}, { rootPath: '/v1' }],
  accessLog: [{}, { accessLog: false }],
  logLevel: [{}, { logLevel: 'warning' }],
  logFormat: [{}, { logFormat: 'json' }],
  loop: [{}, { loop: 'uvloop' }],
  http: [{}, { http: 'h11' }],
  proxy: [{}, { proxy: { trusted: ['172.16.0.0/12'] } }, { proxy: { trusted: ['*'], trustAny: true } }],
  keepAlive: [{}, { timeouts: { keepAlive: 65 } }],
  graceful: [{}, { timeouts: { graceful: 6 } }],
  worker: [{}, { timeouts: { worker: 20 } }],
  concurrency: [{}, { limits: { concurrency: 50 } }],
  maxRequests: [{}, { limits: { maxRequests: 5000, maxRequestsJitter: 50 } }],
  backlog: [{}, { limits: { backlog: 512 } }],
};

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeValues(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...(before as unknown[]), ...(value as unknown[])];
  return isGroup(before) && isGroup(value) ? merge([before, value]) : value;
}

/** Puts parts of options together, groups merged and lists joined. */
export function merge(parts: readonly object[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part) as [string, unknown][])) {
    merged[key] = mergeValues(merged[key], value);
  }
  return merged;
}

/** Options of a choice, also of one that is not complete yet. */
function optionsOf(factors: Factors, choice: Choice): Record<string, unknown> {
  return merge(
    Object.entries(factors).flatMap(([factor, values]): object[] => {
      const value = values[choice.get(factor) ?? -1];
      if (factor === 'setup') return [SETUPS[String(value)] ?? {}];
      return [isGroup(value) ? value : value === undefined ? {} : { [factor]: value }];
    }),
  );
}

/**
 * Every accepted pair of values at least once, in as few rows as a seeded greedy search finds. Pairs that the rules
 * refuse are left out: that they are refused is tested where the rules are.
 *
 * @param factors `setup` is among them, with the names of all set-ups
 */
export function pairwiseRows(factors = OF_SERVERS, seed = 7): { readonly rows: Row[]; readonly pairs: number } {
  const space = {
    factors: Object.entries(factors).map(([factor, values]) => [factor, values.length] as const),
    accepted: (choice: Choice) => resolve(optionsOf(factors, choice), 'orders').ok,
    contexts: Object.keys(SETUPS).map((_, index): Choice => new Map([['setup', index]])),
  };
  const { choices, pairs } = coverPairs(space, seed);
  const rows = choices.map((choice, index) => {
    const setup = Object.keys(SETUPS)[choice.get('setup') ?? 0] ?? '';
    return { name: `row${String(index + 1).padStart(2, '0')}-${setup}`, options: optionsOf(factors, choice) };
  });
  return { rows, pairs };
}
