import { IMAGE_LAYOUT } from '../constants';
import { visibleFiles, type ImageContents, type LayerContents } from './contents';
import { installedPackages, type InstalledPackage } from './packages';

/** One layer, summed up. */
export interface LayerReport {
  readonly digest: string;
  /** The instruction that made it. */
  readonly createdBy: string;
  /** Bytes of its files. */
  readonly size: number;
  /** Whether it belongs to the base image. */
  readonly base: boolean;
}

/** Where in the image bytes lie. */
export type Place = 'application' | 'packages' | 'python' | 'system';

/** What is in an image, summed up. Sizes are bytes of unpacked files. */
export interface ImageReport {
  readonly reference: string;
  readonly id: string;
  readonly platform: string;
  /** Bytes of all layers. */
  readonly size: number;
  readonly layers: readonly LayerReport[];
  readonly places: Readonly<Record<Place, number>>;
  readonly packages: readonly InstalledPackage[];
}

/**
 * The runtime stage begins by putting the virtual environment on the path. What comes before is the base image; of a
 * Dockerfile that somebody else wrote nothing is known to be.
 */
function countBaseLayers(layers: readonly LayerContents[]): number {
  const ours = (instruction: string) => instruction.includes(IMAGE_LAYOUT.venv);
  const first = layers.findIndex(({ createdBy, before }) => [...before, createdBy].some(ours));
  return Math.max(first, 0);
}

function placeOf(path: string, packages: ReadonlySet<string>): Place {
  const below = (directory: string) => path.startsWith(`${directory.slice(1)}/`);
  if (packages.has(path) || below(IMAGE_LAYOUT.venv)) return 'packages';
  if (below(IMAGE_LAYOUT.workdir)) return 'application';
  return /^usr\/(local\/)?(lib|include|bin|share)\/(lib)?python[\d.]*/.test(path) ? 'python' : 'system';
}

function sum(values: readonly { readonly size: number }[]): number {
  return values.reduce((total, { size }) => total + size, 0);
}

/** Sums up what is in an image. */
export function reportImage(reference: string, image: ImageContents): ImageReport {
  const baseLayers = countBaseLayers(image.layers);
  const files = visibleFiles(image);
  const { packages, owned } = installedPackages(image, files, baseLayers);
  const places: Record<Place, number> = { application: 0, packages: 0, python: 0, system: 0 };
  for (const { path, size } of files) places[placeOf(path, owned)] += size;
  const layers = image.layers.map(({ digest, createdBy, entries }, index): LayerReport => {
    return { digest, createdBy, size: sum(entries), base: index < baseLayers };
  });
  return { reference, id: image.id, platform: image.platform, size: sum(layers), layers, places, packages };
}
