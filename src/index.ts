export { FastApiContainerOptions, HealthOptions, ImageOptions } from './core/options';
export { FastApiContainer } from './projen/component';
export { FastApiContainerProject, FastApiContainerProjectOptions } from './projen/project';
