import { resolve } from '../../src/core/resolve';

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

/** Values of the other options. `{}` leaves the default. */
const FACTORS = {
  setup: Object.keys(SETUPS),
  python: ['3.12', '3.13'],
  app: ['orders.main:app', 'orders.main:create_app()', 'main:app'],
  rootPath: [{}, { rootPath: '/v1' }],
  accessLog: [{}, { accessLog: false }],
  logLevel: [{}, { logLevel: 'warning' }],
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

function merge(parts: readonly object[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part) as [string, unknown][])) {
    const before = merged[key];
    merged[key] = isGroup(before) && isGroup(value) ? { ...before, ...value } : value;
  }
  return merged;
}

/** A choice for each factor, by index of the value. */
type Choice = Map<string, number>;

const factors = Object.entries(FACTORS) as [string, readonly unknown[]][];

/** Options of a choice, also of one that is not complete yet. */
function optionsOf(choice: Choice): Record<string, unknown> {
  return merge(
    factors.flatMap(([factor, values]): object[] => {
      const value = values[choice.get(factor) ?? -1];
      if (factor === 'setup') return [SETUPS[String(value)] ?? {}];
      return [isGroup(value) ? value : value === undefined ? {} : { [factor]: value }];
    }),
  );
}

function accepted(choice: Choice): boolean {
  return resolve(optionsOf(choice), 'orders').ok;
}

function pairsOf(choice: Choice): string[] {
  const chosen = [...choice].map(([factor, index]) => `${factor}=${String(index)}`).sort();
  return chosen.flatMap((first, index) => chosen.slice(index + 1).map((second) => `${first} ${second}`));
}

/** The smallest choice that holds a pair and a set-up that takes it, for every pair that some set-up takes. */
function acceptedPairs(): Map<string, Choice> {
  const pairs = new Map<string, Choice>();
  for (const setup of Object.keys(SETUPS).keys()) {
    for (const [i, [first, firstValues]] of factors.entries()) {
      for (const [second, secondValues] of factors.slice(i + 1)) {
        for (const a of firstValues.keys()) {
          for (const b of secondValues.keys()) {
            const pair = new Map([[first, a] as const, [second, b] as const]);
            const [key = ''] = pairsOf(pair);
            const choice: Choice = new Map([['setup', setup], ...pair]);
            if (choice.get(first) === a && !pairs.has(key) && accepted(choice)) pairs.set(key, choice);
          }
        }
      }
    }
  }
  return pairs;
}

/** A small generator of repeatable numbers, for breaking ties. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** Fills a choice up, each time with the value that covers most of what is left. The default is always accepted. */
function complete(start: Choice, left: ReadonlyMap<string, Choice>, random: () => number): Choice {
  const choice: Choice = new Map(start);
  for (const [factor, values] of factors) {
    if (choice.has(factor)) continue;
    const candidates = [...values.keys()]
      .map((index) => new Map([...choice, [factor, index] as const]))
      .filter(accepted)
      .map((candidate) => ({
        candidate,
        gain: pairsOf(candidate).filter((pair) => left.has(pair)).length,
        tie: random(),
      }))
      .sort((one, other) => other.gain - one.gain || one.tie - other.tie);
    choice.set(factor, candidates[0]?.candidate.get(factor) ?? 0);
  }
  return choice;
}

/**
 * Every accepted pair of values at least once, in as few rows as a seeded greedy search finds. Pairs that the rules
 * refuse are left out: that they are refused is tested where the rules are.
 */
export function pairwiseRows(seed = 7): { readonly rows: Row[]; readonly pairs: number } {
  const random = seeded(seed);
  const left = acceptedPairs();
  const pairs = left.size;
  const rows: Row[] = [];
  for (let next = left.values().next(); !next.done; next = left.values().next()) {
    const choice = complete(next.value, left, random);
    for (const pair of pairsOf(choice)) left.delete(pair);
    const setup = Object.keys(SETUPS)[choice.get('setup') ?? 0] ?? '';
    rows.push({ name: `row${String(rows.length + 1).padStart(2, '0')}-${setup}`, options: optionsOf(choice) });
  }
  return { rows, pairs };
}
