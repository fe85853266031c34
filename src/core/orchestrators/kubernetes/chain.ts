import type { RuntimeContract } from '../../app/runtime-contract';

/** Name of the port of the container, by which everything else calls it. */
export const HTTP = 'http';

/** Name of the port of the metrics. */
export const METRICS = 'metrics';

/** Seconds between the last answer and the end, for the shutdown of what runs the container. */
const MARGIN = 5;

/**
 * Seconds between the order to stop and SIGKILL: in them the app first goes on answering, then ends what it has begun. It
 * is computed, since too little of it cuts requests, and nothing would say so.
 */
export function graceSeconds({ drain, stopTimeout }: RuntimeContract): number {
  return drain.seconds + stopTimeout + MARGIN;
}

/** Seconds after which a rollout that makes no progress counts as failed: a pod had time to start, and one to leave. */
export function progressSeconds(contract: RuntimeContract): number {
  return Math.max(120, contract.probes.startPeriod + graceSeconds(contract) + 30);
}
