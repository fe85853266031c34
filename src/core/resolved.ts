import type { Application } from './application';
import type { FastApiContainerOptions, HealthOptions, ImageOptions } from './options';
import type { Manager } from './options-file';

/** Options after defaults and rules: every value is there and usable as it is. */
export interface ResolvedApp extends Required<
  Omit<FastApiContainerOptions, 'app' | 'rootPath' | 'health' | 'image' | 'own'>
> {
  /** Name of the app, such as `orders-api`. */
  readonly name: string;
  readonly application: Application;
  readonly rootPath: string | undefined;
  readonly health: Required<HealthOptions>;
  readonly image: Required<ImageOptions>;
  readonly own: readonly string[];
  /** The tool that writes the options file, where it is not a person. */
  readonly managedBy: Manager | undefined;
}
