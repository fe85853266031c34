import type { FastApiContainerOptions } from '../options';
import { debugPortBeside, portBeside, type Neighbour } from './neighbours';

/**
 * Options that are written into the options file of a new app, since they are right for nearly every service, and would
 * change what an app does that is there already: these keep the defaults.
 */
export const FOR_NEW_APPS = { docs: 'bundled', maxBodySize: 1 } as const satisfies FastApiContainerOptions;

/**
 * The options of a new app.
 *
 * @param typed what was asked for: nothing of it is changed
 * @param neighbours the other apps of the workspace, whose ports it does not take
 * @returns them, and the port where it is another than the default
 */
export function newAppOptions<T extends object>(typed: T, neighbours: readonly Neighbour[]) {
  const port = portBeside(typed, neighbours);
  const debugPort = debugPortBeside(typed, neighbours);
  const options = {
    ...(port === undefined ? {} : { port }),
    ...FOR_NEW_APPS,
    ...(debugPort === undefined ? {} : { debugPort }),
    ...typed,
  };
  return { options, port };
}
