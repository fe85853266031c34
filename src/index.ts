export {
  AutoscalingOptions,
  BuilderOptions,
  ComposeOptions,
  ComposeServiceOptions,
  FastApiContainerOptions,
  CorsOptions,
  DevelopmentOptions,
  FastApiContainerWorkspaceOptions,
  HealthOptions,
  ImageAptPackages,
  ImageExtraLines,
  ImageOptions,
  KnownServiceOptions,
  RedisServiceOptions,
  KubernetesOptions,
  LimitOptions,
  MigrationOptions,
  OpenApiOptions,
  PackageIndexOptions,
  PipelineOptions,
  ProxyOptions,
  PushOptions,
  ResourceOptions,
  RouteOptions,
  RunOptions,
  ScanOptions,
  SqlOptions,
  SqlPoolOptions,
  SwarmOptions,
  TimeoutOptions,
  WorkspaceComposeOptions,
} from './core/options';
export { ApiClient, ApiClientOptions } from './projen/api-client';
export { FastApiContainer } from './projen/component';
export { FastApiContainerLibrary } from './projen/library';
export {
  FastApiContainerComponentOptions,
  FastApiContainerLibraryOptions,
  FastApiContainerProjectOptions,
} from './projen/options';
export { OptionsFile } from './projen/options-file';
export { ApplicationSource, Dockerfile, Orchestration, RequirementsBlock } from './projen/parts';
export { FastApiContainerProject } from './projen/project';
export { RunTasks } from './projen/tasks';
export { FastApiContainerWorkspace } from './projen/workspace';
