import { IMAGE_LAYOUT } from '../constants';
import { visibleFiles, type ImageContents, type LayerContents } from './contents';
import { installedPackages, type InstalledPackage } from './packages';
import { layerParts, type LayerPart } from './parts';
import { placeOf, type Place } from './places';

/** One layer, summed up. */
export interface LayerReport {
  readonly digest: string;
  /** The instruction that made it. */
  readonly createdBy: string;
  /** Bytes of its files. */
  readonly size: number;
  /** Whether it belongs to the base image. */
  readonly base: boolean;
  /** What it holds, the largest first. Together they are its size. */
  readonly parts: readonly LayerPart[];
}

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

function sum(values: readonly { readonly size: number }[]): number {
  return values.reduce((total, { size }) => total + size, 0);
}

/** Sums up what is in an image. */
export function reportImage(reference: string, image: ImageContents): ImageReport {
  const baseLayers = countBaseLayers(image.layers);
  const files = visibleFiles(image);
  const { packages, owned } = installedPackages(image, files, baseLayers);
  const places: Record<Place, number> = { application: 0, packages: 0, python: 0, system: 0 };
  for (const { path, size } of files) places[placeOf(path, owned.has(path))] += size;
  const parts = layerParts(image.layers, files, owned);
  const layers = image.layers.map(({ digest, createdBy, entries }, index): LayerReport => {
    return { digest, createdBy, size: sum(entries), base: index < baseLayers, parts: parts[index] ?? [] };
  });
  return { reference, id: image.id, platform: image.platform, size: sum(layers), layers, places, packages };
}
