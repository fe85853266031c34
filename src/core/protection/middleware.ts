import type { ResolvedApp } from '../app/resolved';

/** Names by which a request from the machine itself asks for the app: from its tasks, its tests and a developer. */
const OF_THE_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const MIB = 1024 * 1024;

/** What the managed package puts around the application; each part only where an option asks for it. */
export interface Protection {
  /** Bytes of a request body at most. */
  readonly bodyLimit: number | undefined;
  readonly securityHeaders: boolean;
  readonly cors: ResolvedApp['cors'] | undefined;
  /** Host names that are answered; empty where all are. */
  readonly hosts: readonly string[];
}

/** What the options put around the application. */
export function protectionOf({ maxBodySize, securityHeaders, cors, trustedHosts }: ResolvedApp): Protection {
  return {
    bodyLimit: maxBodySize === undefined ? undefined : maxBodySize * MIB,
    securityHeaders,
    cors: cors.origins.length > 0 ? cors : undefined,
    hosts: trustedHosts.length > 0 ? [...new Set([...trustedHosts, ...OF_THE_MACHINE])] : [],
  };
}
