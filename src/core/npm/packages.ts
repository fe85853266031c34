/** The npm packages that generated files ask for: the one table of their versions. */
const NPM_PACKAGES = {
  // The newest that runs on Node 20. Exact: another version writes other code.
  '@hey-api/openapi-ts': '0.95.0',
  // npm takes 7 by itself on Node 20, without a word: it sends lists in a query that FastAPI does not read.
  orval: '8.38.0',
  // The newest that is tested. Exact: a minor version of Nx may infer other targets.
  nx: '24.0.6',
  vite: '~8.3.8',
  // The newest that all of them work with.
  typescript: '~5.9.3',
} as const;

/** Name of a package in the table, as on npm. */
export type NpmPackage = keyof typeof NPM_PACKAGES;

/** The versions of a package that are asked for, in the words of npm. */
export function npmVersion(name: NpmPackage): string {
  return NPM_PACKAGES[name];
}
