import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { INSTALLED_SCHEMA } from '../core/constants';

/** What Yarn Plug'n'Play writes instead of `node_modules`. Packages stay in zip files, which no editor looks into. */
const PLUG_AND_PLAY = '.pnp.cjs';

/**
 * An app's directory as seen from where the package is installed, which is what its `$schema` is reckoned from.
 *
 * @param directory absolute path of the app
 * @param otherwise where the package is going to be installed, if it is nowhere above the app yet
 * @returns relative to the place of installation with `/`; undefined with Yarn Plug'n'Play, where the schema is no file
 */
export function directoryFromSchema(directory: string, otherwise: string): string | undefined {
  const place = installedAbove(directory);
  if (place === 'zipped') return undefined;
  return relative(place ?? otherwise, directory)
    .split(sep)
    .join('/');
}

/** The nearest directory at or above an app, in its repository, that holds the schema. */
function installedAbove(directory: string): string | undefined {
  if (existsSync(join(directory, PLUG_AND_PLAY))) return 'zipped';
  if (existsSync(join(directory, INSTALLED_SCHEMA))) return directory;
  const above = dirname(directory);
  return above === directory || existsSync(join(directory, '.git')) ? undefined : installedAbove(above);
}
