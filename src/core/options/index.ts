/**
 * The typed options: the one source of the JSON Schema, the flags of `nx g` and of the command line, the projen
 * option struct and the tables in the README. `npm run derive` rewrites all of them from the files in this folder.
 *
 * Tags read by the derivation: `@default` (a JSON literal is the default itself, a text after `- ` explains a
 * computed one), `@minimum`, `@maximum`, `@maxLength`, `@pattern`, `@allowed` (the pattern in words) and `@fix` (the
 * way out that an error names). On a list or a map they are about its items; `@keyPattern` and `@keyMaxLength` are about the keys of a map.
 * `@asType` tells integers from numbers, `@see` names the source of the advice, `@often true` puts an option first in
 * help. `@group true` marks a group that is off unless it is given. `@repeat` says that items may hold commas, so that a flag holds one item and is repeated for more.
 */

export { FastApiContainerOptions } from './app';
export { BuilderOptions } from './builder';
export {
  ComposeDevelopment,
  ComposeOptions,
  ComposeServiceOptions,
  KnownServiceOptions,
  RedisServiceOptions,
} from './compose';
export { CorsOptions } from './cors';
export { HealthOptions } from './health';
export { ImageAptPackages, ImageExtraLines, ImageOptions } from './image';
export {
  AutoscalingOptions,
  KubernetesOptions,
  KubernetesUser,
  NetworkPolicyKind,
  RouteKind,
  RouteOptions,
} from './kubernetes';
export { LimitOptions } from './limits';
export { MigrationOptions } from './migration';
export { OpenApiOptions } from './openapi';
export { PackageIndexOptions } from './package-index';
export { ProxyOptions } from './proxy';
export { PushOptions } from './push';
export { ResourceOptions } from './resources';
export { RunOptions } from './run';
export { ScanOptions } from './scan';
export { SqlOptions, SqlPoolOptions } from './sql';
export { SwarmEndpoint, SwarmOptions } from './swarm';
export { TimeoutOptions } from './timeouts';
export * from './values';
export {
  DevelopmentOptions,
  FastApiContainerWorkspaceOptions,
  PipelineOptions,
  WorkspaceComposeOptions,
} from './workspace';
