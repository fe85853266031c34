import type { ResolvedApp } from '../app/resolved';
import type { Rule } from '../app/rule';
import { requiredServices } from '../data/services';
import type { Problem } from '../text/problems';

/** Connections that are kept for whoever looks after the database, for migrations and backups. */
const RESERVED = 10;

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** Where processes of the app run at once, by the option that says how many containers there are. */
function places({ compose, swarm, kubernetes }: ResolvedApp): [option: string, containers: number][] {
  const pods: [string, number][] = kubernetes
    ? [
        kubernetes.autoscaling
          ? ['kubernetes.autoscaling.max', kubernetes.autoscaling.max]
          : ['kubernetes.replicas', kubernetes.replicas],
      ]
    : [];
  return [
    ...(compose ? [['workers', 1] as [string, number]] : []),
    ...(swarm ? [['swarm.replicas', swarm.replicas] as [string, number]] : []),
    ...pods,
  ];
}

/**
 * PostgreSQL refuses what is more than it takes, and the replica that comes last under load is the one that fails. A pooler
 * hands few connections on to many.
 */
export const connectionsSuffice: Rule = (app) => {
  const { database, sql, workers } = app;
  if (database !== 'postgres' || sql.pooler !== 'none') return undefined;
  const { size, overflow } = sql.pool;
  const probe = requiredServices(app).includes('database') ? 1 : 0;
  const most = sql.maxConnections - RESERVED;
  return places(app).flatMap(([option, containers]): Problem[] => {
    const sum = containers * workers * (size + overflow + probe);
    if (sum <= most) return [];
    const each = Math.floor(most / (containers * workers)) - probe;
    const smaller =
      each < 1 ? '' : `make the pool of each worker smaller, "sql.pool": {"size": ${String(each)}, "overflow": 0}; or `;
    const fewer = option === 'workers' ? 'lower "workers"' : `lower "${option}"${workers > 1 ? ' or "workers"' : ''}`;
    const parts = [size, overflow, ...(probe === 0 ? [] : [probe])].map(String).join(' + ');
    return [
      {
        option,
        value: option === 'workers' ? workers : containers,
        reason: `leads to ${counted(containers, 'container')} x ${counted(workers, 'worker')} x (${parts}) = ${String(sum)} connections, and the database takes ${String(most)} of them: "sql.maxConnections" (${String(sql.maxConnections)}) without ${String(RESERVED)} for those who look after it`,
        allowed: `at most ${String(most)} connections together`,
        fix: `${smaller}${fewer}; or raise "sql.maxConnections" to what the server takes; or put a pooler such as PgBouncer in between, "sql.pooler": "transaction"`,
      },
    ];
  });
};
