import { execWords } from '../image/dockerfile';
import type { Finding, Note } from '../finding';
import type { Said } from '../said';
import type { PythonModule } from '../../python-source/module';
import { findRoutes, type FoundRoute } from './routes';

/** Names of routes that tell that a process lives, from the plainest to the vaguest. */
const LIVE = [
  /\/(livez|live|liveness|alive)\/?$/,
  /\/_?health([_-]?check|z)?\/?$/,
  /\/health\/\w*live\w*\/?$/,
  /\/(ping|heartbeat|up)\/?$/,
  /\/status\/?$/,
];
/** Names of routes that tell that a process can work. */
const READY = [/\/(readyz|ready|readiness)\/?$/];

/** What the option accepts. */
const PATH = /^(\/[A-Za-z0-9._~-]+)+\/?$/;

function isHealth(path: string): boolean {
  return [...LIVE, ...READY].some((pattern) => pattern.test(path)) || path === '/' || path === '';
}

function best(routes: readonly FoundRoute[], patterns: readonly RegExp[]): FoundRoute | undefined {
  for (const pattern of patterns) {
    const fitting = routes.filter(
      ({ path }) => path !== undefined && pattern.test(path) && PATH.test(path) && path.length <= 60,
    );
    const [found] = [...fitting].sort((left, right) => (left.path ?? '').length - (right.path ?? '').length);
    if (found) return found;
  }
  return undefined;
}

/** Whether the name of a route tells of health. */
function isNamedSo({ path, written }: FoundRoute): boolean {
  return [...LIVE, ...READY].some((pattern) => pattern.test(path ?? written));
}

function otherStatus({ path, written, status, place }: FoundRoute): Note {
  const text = `the route ${path ?? written} answers ${String(status)}, and the health check wants 200: let it answer 200, or name another one with --health.live`;
  return { text, place };
}

function guardNote({ path, written, place }: FoundRoute): Note {
  const text = `dependencies decide about the route ${path ?? written}, and the health check comes without a login: where they refuse it, name another one with --health.live`;
  return { text, place };
}

/** What is known about the health of an application. */
export interface Health {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  /** Whether there is a route that the image's health check can ask. */
  readonly found: boolean;
}

/** The path that a health check in a Dockerfile asks. */
function checkedPath(words: string): string | undefined {
  const url = (execWords(words.replace(/^.*?CMD\s+/s, '')) ?? [words]).join(' ');
  return /https?:\/\/[^/\s'"]+((?:\/[A-Za-z0-9._~-]+)+\/?)/.exec(url)?.[1];
}

/** Looks for health routes: the one that the present health check asks first, then by name. */
export function findHealth(
  modules: readonly PythonModule[],
  files: ReadonlySet<string>,
  healthCheck: Said<string> | undefined,
): Health {
  const routes = findRoutes(modules, files, isHealth);
  const checked = healthCheck && checkedPath(healthCheck.value);
  const fitting = routes.filter(({ status }) => status === undefined);
  const open = fitting.filter(({ guarded }) => !guarded);
  const live = best(open, LIVE) ?? best(fitting, LIVE);
  const ready = best(open, READY) ?? best(fitting, READY);
  const isRefused =
    checked !== undefined && routes.some(({ path, status }) => path === checked && status !== undefined);
  const notes: Note[] = routes
    .filter((route) => route.path === undefined && isNamedSo(route))
    .map(({ written, place }) => ({
      text: `a route ${written} has a prefix that is computed: give the whole path with --health.live`,
      place,
    }));
  const findings: Finding[] = [];
  if (healthCheck && checked !== undefined && PATH.test(checked) && !isRefused) {
    findings.push({ option: 'health.live', value: checked, place: healthCheck.place, confidence: 'certain' });
  } else {
    const found = live ?? ready;
    if (found?.path !== undefined) {
      findings.push({ option: 'health.live', value: found.path, place: found.place, confidence: found.confidence });
    }
  }
  const taken = findings[0];
  if (taken) {
    const other = ready?.path === undefined ? undefined : ready;
    const { place, confidence } = other ?? taken;
    findings.push({ option: 'health.ready', value: other?.path ?? taken.value, place, confidence });
  }
  const values = findings.filter(({ confidence }) => confidence !== 'certain').map(({ value }) => value);
  notes.push(
    ...routes.filter((route) => route.status !== undefined && isNamedSo(route)).map(otherStatus),
    ...fitting.filter(({ guarded, path }) => guarded && values.includes(path)).map(guardNote),
  );
  return { findings, notes, found: findings.length > 0 };
}
