import { setTimeout } from 'node:timers/promises';
import { jobEnd } from '../core/orchestrators/kubernetes/job';
import { tellingLines } from '../core/orchestrators/kubernetes/log-lines';
import { called, type Manifest } from '../core/orchestrators/kubernetes/rendering';
import { podTroubles, type Trouble } from '../core/orchestrators/kubernetes/troubles';
import { ownMember } from '../core/input/members';
import { scopeOf, type Kubectl } from '../io/kubectl';
import { tellProgress } from '../io/programs';
import { sayAside } from './say';

/** Seconds between two looks at a job. */
const LOOK = 1;

/** Seconds that a job may take which does not say so itself, and what the cluster needs to say that it is over. */
const [LONGEST, MARGIN] = [600, 30] as const;

function secondsOf({ spec }: Manifest): number {
  const seconds = ownMember(spec, 'activeDeadlineSeconds');
  return (typeof seconds === 'number' ? seconds : LONGEST) + MARGIN;
}

/**
 * Runs a job to its end, unless it has been done already. `kubectl wait` waits for one end only, and for the other in vain.
 *
 * @returns whether it is done
 */
export async function runJob(kubectl: Kubectl, job: Manifest): Promise<boolean> {
  const [{ name }, scope] = [job.metadata, scopeOf(job)];
  const before = jobEnd(kubectl.get(job));
  if (before?.type === 'Complete') return true;
  // What failed then may work now, and a job of the same name would not be run again.
  if (before) kubectl.remove(job);
  tellProgress(`Running ${called(job)}`);
  const applied = kubectl.apply([job]);
  if (applied.failure !== undefined) {
    console.error(applied.stderr.trim());
    return false;
  }
  let troubles: readonly Trouble[] = [];
  let end = jobEnd(undefined);
  for (let waited = 0; waited <= secondsOf(job); waited += LOOK) {
    end = jobEnd(kubectl.get(job));
    if (end?.type === 'Complete') return true;
    if (end) break;
    const pods = kubectl.run(['get', 'pods', `--selector=batch.kubernetes.io/job-name=${name}`, ...scope, '-o=json']);
    const found = pods.failure === undefined ? podTroubles(JSON.parse(pods.stdout)) : [];
    // The pods of a job that took too long are gone when it ends.
    if (found.length > 0) troubles = found;
    await setTimeout(1000 * LOOK);
  }
  sayAside(`${called(job)} has failed, and the app is left as it was: ${end?.reason ?? 'it has not ended'}`);
  for (const { pod, reason } of troubles) sayAside(`  ${pod}: ${reason}`);
  const { stdout } = kubectl.run(['logs', `job/${name}`, '--tail=300', ...scope]);
  if (stdout.trim() !== '') console.error(`Its last lines:\n${tellingLines(stdout).join('\n')}`);
  return false;
}
