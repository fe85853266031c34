/**
 * Paths in the core are values with `/` between the segments, relative to the root of a workspace or app, so that the
 * same options give the same bytes on every platform.
 */

/**
 * Resolves `.` and `..` in a relative path.
 *
 * @returns the path, `.` for the root itself, undefined when it leads outside
 */
export function normalizePath(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? '.' : segments.join('/');
}

/** Joins a directory and a path below it. */
export function joinPath(directory: string, path: string): string {
  return directory === '.' || directory === '' ? path : `${directory}/${path}`;
}

/** The path that leads from a directory to a file, both relative to the same root. */
export function relativePath(fromDirectory: string, toFile: string): string {
  const depth = fromDirectory === '.' || fromDirectory === '' ? 0 : fromDirectory.split('/').length;
  return `${depth === 0 ? './' : '../'.repeat(depth)}${toFile}`;
}

/** The path from one directory to another, both relative to the same root. */
export function relativeDirectory(from: string, to: string): string {
  const segments = (path: string) => (path === '.' || path === '' ? [] : path.split('/'));
  const [start, end] = [segments(from), segments(to)];
  const differs = start.findIndex((segment, index) => segment !== end[index]);
  const shared = differs < 0 ? start.length : differs;
  const way = [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
  return way === '' ? '.' : way;
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path is that of a directory, or lies in it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** The directory of a path, `.` where it has none. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** The directories above a path, nearest first, `.` last. */
export function directoriesAbove(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), '.'];
}
