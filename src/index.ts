export {
  BuilderOptions,
  FastApiContainerOptions,
  HealthOptions,
  ImageAptPackages,
  ImageExtraLines,
  ImageOptions,
  LimitOptions,
  PackageIndexOptions,
  ProxyOptions,
  PushOptions,
  RunOptions,
  ScanOptions,
  TimeoutOptions,
} from './core/options';
export { FastApiContainer } from './projen/component';
export { FastApiContainerComponentOptions, FastApiContainerProjectOptions } from './projen/options';
export { OptionsFile } from './projen/options-file';
export { ApplicationSource, Dockerfile, RequirementsBlock } from './projen/parts';
export { FastApiContainerProject } from './projen/project';
export { RunTasks } from './projen/tasks';
