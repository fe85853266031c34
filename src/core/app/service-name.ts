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

/** What the names of variables begin with that are about one service alone: `ORDERS_`. None begins with a digit. */
export function variablePrefix(service: string): string {
  return `${service
    .replace(/^(?=\d)/, '_')
    .toUpperCase()
    .replaceAll('-', '_')}_`;
}

/** The names under which an app finds what a variable says: its own, and that with its name before it, for it alone. */
export function variableNames(app: Pick<ResolvedApp, 'name'>, variable: string): [plain: string, own: string] {
  return [variable, `${variablePrefix(serviceName(app))}${variable}`];
}
