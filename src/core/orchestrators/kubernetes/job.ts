import { ownMember } from '../../input/members';
import type { Manifest } from './rendering';

/** How a job has ended. */
export interface JobEnd {
  readonly type: 'Complete' | 'Failed';
  /** Why, in the words of the cluster. */
  readonly reason: string;
}

/** How a job has ended; undefined while it has not, and where there is none. */
export function jobEnd(job: Manifest | undefined): JobEnd | undefined {
  const conditions = ownMember(ownMember(job, 'status'), 'conditions');
  for (const each of Array.isArray(conditions) ? (conditions as unknown[]) : []) {
    const type = ownMember(each, 'type');
    if (ownMember(each, 'status') !== 'True' || (type !== 'Complete' && type !== 'Failed')) continue;
    const words = [ownMember(each, 'reason'), ownMember(each, 'message')];
    return { type, reason: words.filter((word) => typeof word === 'string' && word !== '').join(': ') };
  }
  return undefined;
}
