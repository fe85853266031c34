/** Numeric release of a version such as `0.115.4` or `1.0.0rc1`. */
function release(version: string): number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}

/** Orders two versions: negative where the left one is older. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [release(left), release(right)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
