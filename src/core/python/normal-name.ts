/** The normal form of a Python package's name: names are alike whatever their case, dots, hyphens and underscores. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
