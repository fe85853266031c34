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
export { FastApiContainerProject, FastApiContainerProjectOptions } from './projen/project';
