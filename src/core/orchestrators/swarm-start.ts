/** Containers that may fail before the first version of a service counts as one that cannot start. */
const MOST_FAILED = 3;

/** What is known of the containers of a service that was just created. */
export interface Start {
  readonly tasks: readonly { readonly state: string; readonly error: string }[];
  /** Containers that there should be. */
  readonly replicas: number;
  /** Seconds for which nothing has changed. */
  readonly still: number;
}

/** Seconds in which a container without a place may find one. */
const LONGEST_WITHOUT_PLACE = 30;

/** The state of a container that has ended, whatever it says of why. */
export const ENDED = /^(Failed|Rejected|Complete|Shutdown|Orphaned)/;

/** Whether a service that was just created runs, cannot, or is still on its way. Swarm itself tries for ever. */
export function startState({ tasks, replicas, still }: Start): 'runs' | 'cannot' | 'starts' {
  const count = (state: RegExp) => tasks.filter((task) => state.test(task.state)).length;
  if (count(/^Running/) >= replicas) return 'runs';
  // One that does not get healthy is told to stop, and does so without a failure.
  if (count(ENDED) >= MOST_FAILED) return 'cannot';
  const isStuck = tasks.some(({ state, error }) => state.startsWith('Pending') && error !== '');
  return isStuck && still > LONGEST_WITHOUT_PLACE ? 'cannot' : 'starts';
}
