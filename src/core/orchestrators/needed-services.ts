import type { ResolvedApp } from '../app/resolved';
import type { RuntimeContract } from '../app/runtime-contract';
import { REDIS_VARIABLE, hasCache } from '../cache/cache';
import { DATABASE_VARIABLE } from '../data/database';
import { ADDRESSES } from './compose/services';

/** A service that an option has the application ask, wherever it runs. */
export interface NeededService {
  /** Name of it, and of its group of options, where it is beside the app. */
  readonly name: 'postgres' | 'redis';
  /** The option that asks for it. */
  readonly option: 'database' | 'cache';
  /** Variable with its address. The secret with the address is called the same in lower case. */
  readonly variable: string;
  /** Its address where it is beside the app. */
  readonly address: string;
}

type Asking = Pick<ResolvedApp, 'cache' | 'database'>;

/** The services that the options have the application ask. */
export function neededServices(app: Asking): NeededService[] {
  const database = { name: 'postgres', option: 'database', variable: DATABASE_VARIABLE } as const;
  const cache = { name: 'redis', option: 'cache', variable: REDIS_VARIABLE } as const;
  const needed = [...(app.database === 'postgres' ? [database] : []), ...(hasCache(app) ? [cache] : [])];
  return needed.map((service) => ({ ...service, address: ADDRESSES[service.name] }));
}

/** The secret that holds an address. */
export function secretOf({ variable }: NeededService): string {
  return variable.toLowerCase();
}

/** By what the options say that the service is elsewhere; undefined where they do not. */
export function addressOption(
  service: NeededService,
  { run, secrets }: Pick<ResolvedApp, 'secrets'> & { readonly run: Pick<ResolvedApp['run'], 'env'> },
): string | undefined {
  if (Object.hasOwn(run.env, service.variable)) return `run.env.${service.variable}`;
  return secrets.includes(secretOf(service)) ? 'secrets' : undefined;
}

/** Names of the secrets of an app in a place: an address that no variable of the place has is one. */
export function secretsWithAddresses(app: Asking & Pick<ResolvedApp, 'secrets'>, env: object): string[] {
  const addresses = neededServices(app).filter(({ variable }) => !Object.hasOwn(env, variable));
  return [...new Set([...app.secrets, ...addresses.map(secretOf)])];
}

/** The contract as it is in such a place. */
export function withAddresses(contract: RuntimeContract, app: ResolvedApp, env: object): RuntimeContract {
  return { ...contract, secrets: { ...contract.secrets, names: secretsWithAddresses(app, env) } };
}

/** What of these services is beside the app in its compose file, as variables. */
export function addressesBeside({ compose, ...app }: ResolvedApp): Record<string, string> {
  const beside = neededServices(app).filter((service) => compose?.[service.name] && !addressOption(service, app));
  return Object.fromEntries(beside.map(({ variable, address }) => [variable, address]));
}
