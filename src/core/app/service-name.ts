import type { ResolvedApp } from './resolved';

/**
 * The name of the app as the DNS takes it: letters in lower case, digits and hyphens. It names services, and what belongs
 * to them.
 */
export function serviceName({ name }: Pick<ResolvedApp, 'name'>): string {
  return name
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
