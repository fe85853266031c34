import { resolve } from '../resolve/resolve';

const problems = (options: object) => {
  const result = resolve({ database: 'postgres', ...options }, 'orders');
  return result.ok ? [] : result.problems;
};

test.each<[string, object]>([
  ['eight pods of the default pool', { kubernetes: { replicas: 8 } }],
  ['an autoscaler up to eight', { kubernetes: { autoscaling: { max: 8 } } }],
  [
    'nine pods that are not asked whether the database answers',
    { kubernetes: { replicas: 9 }, health: { requires: [] } },
  ],
  ['many pods behind a pooler', { kubernetes: { replicas: 50 }, sql: { pooler: 'transaction' } }],
  ['many pods of a server that takes more', { kubernetes: { replicas: 50 }, sql: { maxConnections: 560 } }],
  ['many pods with a database of one file each', { database: 'none', kubernetes: { replicas: 50 } }],
  ['workers without an orchestrator: nobody says how many there are', { workers: 20 }],
  ['a swarm of eight', { swarm: { replicas: 8 } }],
])('%s are enough', (_, options) => {
  expect(problems(options)).toEqual([]);
});

test.each<[string, object, string, string]>([
  ['nine pods', { kubernetes: { replicas: 9 } }, 'kubernetes.replicas', '9 containers x 1 worker x (5 + 5 + 1) = 99'],
  ['an autoscaler', { kubernetes: { autoscaling: {} } }, 'kubernetes.autoscaling.max', '10 containers x 1 worker x'],
  ['a swarm', { swarm: { replicas: 3 }, workers: 3 }, 'swarm.replicas', '3 containers x 3 workers x (5 + 5 + 1) = 99'],
  ['one container', { compose: {}, workers: 9 }, 'workers', '1 container x 9 workers x (5 + 5 + 1) = 99'],
  [
    'one over the edge',
    { kubernetes: { replicas: 2 }, sql: { pool: { size: 20, overflow: 25 } } },
    'kubernetes.replicas',
    '2 containers x 1 worker x (20 + 25 + 1) = 92',
  ],
])('%s would ask for more than the database takes', (_, options, option, sum) => {
  const [problem, ...others] = problems(options);
  expect([problem?.option, others]).toEqual([option, []]);
  expect(problem?.reason).toContain(sum);
  expect(problem?.reason).toContain('takes 90 of them: "sql.maxConnections" (100) without 10');
  expect(problem?.fix).toMatch(/"sql\.pool": \{"size": \d+, "overflow": 0\}.*"sql\.maxConnections".*"sql\.pooler"/);
});

test('the pool that the message names is one that is accepted, and the largest', () => {
  const many = { kubernetes: { replicas: 7 }, workers: 2 };
  const size = Number(/"size": (\d+)/.exec(problems(many)[0]?.fix ?? '')?.[1]);
  const pool = (more: number) => problems({ ...many, sql: { pool: { size: size + more, overflow: 0 } } }).length;
  expect([pool(0), pool(1)]).toEqual([0, 1]);
});
