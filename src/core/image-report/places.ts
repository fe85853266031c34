import { IMAGE_LAYOUT } from '../constants';

/** Where in the image bytes lie. */
export type Place = 'application' | 'packages' | 'python' | 'system';

/** The places in words. */
export const PLACES: Readonly<Record<Place, string>> = {
  application: 'the application',
  packages: 'Python packages',
  python: 'Python and its standard library',
  system: 'the system',
};

/**
 * Where a file lies.
 *
 * @param path without a leading `/`
 * @param isOwned whether it belongs to a Python package
 */
export function placeOf(path: string, isOwned: boolean): Place {
  const below = (directory: string) => path.startsWith(`${directory.slice(1)}/`);
  if (isOwned || below(IMAGE_LAYOUT.venv)) return 'packages';
  if (below(IMAGE_LAYOUT.workdir)) return 'application';
  return /^usr\/(local\/)?(lib|include|bin|share)\/(lib)?python[\d.]*/.test(path) ? 'python' : 'system';
}
