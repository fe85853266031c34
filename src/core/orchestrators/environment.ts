import type { RuntimeContract } from '../app/runtime-contract';

/** Tells a library of settings where the secrets are. */
const SECRETS_VARIABLE = 'APP_SECRETS_DIR';

/** Tells the launcher for how long to go on answering: not in the image, since `docker stop` gives it no time for that. */
export const DRAIN_VARIABLE = 'DRAIN_SECONDS';

/** Options that say what a variable of ours says: two values of one could not both hold. */
export const PLACE_OPTIONS: Readonly<Record<string, string>> = {
  [SECRETS_VARIABLE]: 'secrets',
  [DRAIN_VARIABLE]: 'timeouts.drain',
};

/** What the container has to know of where it runs. */
export function placeEnvironment(
  { secrets, drain }: RuntimeContract,
  given: 'drains' | 'stops',
): Record<string, string> {
  const drains = given === 'drains' && drain.by === 'server' && drain.seconds > 0;
  return {
    ...(secrets.names.length === 0 ? {} : { [SECRETS_VARIABLE]: secrets.directory }),
    ...(drains ? { [DRAIN_VARIABLE]: String(drain.seconds) } : {}),
  };
}
