/**
 * The typed options: the one source of the JSON Schema, the flags of `nx g` and of the command line, the projen
 * option struct and the tables in the README. `npm run derive` rewrites all of them from the files in this folder.
 *
 * Tags read by the derivation: `@default` (a JSON literal is the default itself, a text after `- ` explains a
 * computed one), `@minimum`, `@maximum`, `@maxLength`, `@pattern`, `@allowed` (the pattern in words) and `@fix` (the
 * way out that an error names). On a list or a map they are about its items; `@keyPattern` is about the keys of a map.
 * `@repeat` says that items may hold commas, so that a flag holds one item and is repeated for more.
 */

export { FastApiContainerOptions } from './app';
export { BuilderOptions } from './builder';
export { HealthOptions } from './health';
export { ImageAptPackages, ImageExtraLines, ImageOptions } from './image';
export { LimitOptions } from './limits';
export { PackageIndexOptions } from './package-index';
export { ProxyOptions } from './proxy';
export { PushOptions } from './push';
export { RunOptions } from './run';
export { ScanOptions } from './scan';
export { TimeoutOptions } from './timeouts';
export * from './values';
