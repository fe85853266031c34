import type { ResolvedApp } from '../../app/resolved';
import { servicesOf, type Service } from './services';

/** A secret of which the compose file mounts a file. */
export interface SecretFile {
  readonly name: string;
  /** Any value will do, as long as all services have the same: nobody has to think of one. */
  readonly random: boolean;
}

function secretsMade(services: readonly Service[]): string[] {
  return services.flatMap(({ secrets }) => Object.values(secrets));
}

/**
 * The secrets of the app and of the services beside it, each once.
 *
 * @param own names of the app's own
 */
export function secretNames(own: readonly string[], services: readonly Service[]): string[] {
  return [...new Set([...own, ...secretsMade(services)])];
}

/** The secrets that the app's compose file needs files for. */
export function secretFiles(app: ResolvedApp): SecretFile[] {
  if (!app.compose) return [];
  const services = servicesOf(app.compose);
  const made = secretsMade(services);
  return secretNames(app.secrets, services).map((name) => ({ name, random: made.includes(name) }));
}
