export {
  FastApiContainerOptions,
  HealthOptions,
  ImageOptions,
  LimitOptions,
  ProxyOptions,
  TimeoutOptions,
} from './core/options';
export { FastApiContainer } from './projen/component';
export { FastApiContainerProject, FastApiContainerProjectOptions } from './projen/project';
