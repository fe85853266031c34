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

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
