import type { ImageReport } from './report';

/** One build that was reported. */
export interface Build {
  readonly id: string;
  /** Bytes of all layers. */
  readonly size: number;
  /** When it was first reported, as ISO 8601; undefined for one that an earlier version of this package remembered. */
  readonly reported?: string;
  /** Milliseconds from its start to its first answer; undefined where it was not started. */
  readonly start?: number;
}

/** What is known of the builds of an app. */
export interface Memory {
  readonly format: 2;
  /** The last image that was reported, whole. */
  readonly last: ImageReport;
  /** The last one before it that was another one. */
  readonly before?: ImageReport;
  /** All of them in a few words, the oldest first. */
  readonly builds: readonly Build[];
}

/** More builds are not remembered: the oldest is forgotten. */
export const MOST_BUILDS = 60;

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBuild(value: unknown): value is Build {
  const { id, size, reported, start } = (value ?? {}) as Record<string, unknown>;
  const isTime =
    reported === undefined || (typeof reported === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(reported));
  return typeof id === 'string' && isNumber(size) && isTime && (start === undefined || isNumber(start));
}

function isReport(value: unknown): value is ImageReport {
  const { id, size, layers, places, packages } = (value ?? {}) as Record<string, unknown>;
  const isObject = typeof places === 'object' && places !== null;
  return typeof id === 'string' && isNumber(size) && Array.isArray(layers) && isObject && Array.isArray(packages);
}

function buildOf({ id, size }: ImageReport): Build {
  return { id, size };
}

/**
 * Reads what was remembered. The file is a cache: what cannot be read is forgotten, and told to nobody.
 *
 * @param text of the file, also of one that an earlier version wrote, which remembers two reports and no more
 */
export function readMemory(text: string): Memory | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, last, before, builds } = (value ?? {}) as Record<string, unknown>;
  if ((format !== 1 && format !== 2) || !isReport(last)) return undefined;
  const earlier = isReport(before) ? before : undefined;
  const known = Array.isArray(builds) ? builds.filter(isBuild) : [...(earlier ? [earlier] : []), last].map(buildOf);
  return { format: 2, last, ...(earlier && { before: earlier }), builds: known };
}

/**
 * Remembers one more report. The same image, reported again, is the same build: of it only what is new is noted.
 *
 * @param now when it is reported, as ISO 8601
 * @param start milliseconds until it answered, where it was started
 */
export function remember(memory: Memory | undefined, report: ImageReport, now: string, start?: number): Memory {
  const { builds = [], last, before } = memory ?? {};
  const isSame = last?.id === report.id;
  const known = builds.at(-1)?.id === report.id ? builds.at(-1) : undefined;
  const noted = { ...(known ?? { ...buildOf(report), reported: now }), ...(start !== undefined && { start }) };
  const earlier = isSame ? before : last;
  return {
    format: 2,
    last: report,
    ...(earlier && { before: earlier }),
    builds: [...(known ? builds.slice(0, -1) : builds), noted].slice(-MOST_BUILDS),
  };
}
