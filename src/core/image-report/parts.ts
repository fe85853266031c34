import type { LayerContents, VisibleFile } from './contents';
import { PLACES, placeOf, type Place } from './places';

/** Something that a layer holds. */
export interface LayerPart {
  /** A package with its version, a directory of the image, or what else it is in words. */
  readonly name: string;
  /** `hidden` is what a later layer replaces or removes: it is stored, and no process sees it. */
  readonly place: Place | 'hidden';
  readonly size: number;
}

/** Of files that no package has, the first directories tell enough: `/usr/lib`, `/app/orders`. */
function directoryOf(path: string): string {
  const [first = '', second, ...more] = path.split('/');
  return second === undefined || (more.length === 0 && first !== 'app') ? `/${first}` : `/${first}/${second}`;
}

function bySize(left: LayerPart, right: LayerPart): number {
  return right.size - left.size || (left.name < right.name ? -1 : 1);
}

/**
 * What each layer holds.
 *
 * @param files what is seen of all layers together
 * @param owned the package of a file
 */
export function layerParts(
  layers: readonly LayerContents[],
  files: readonly VisibleFile[],
  owned: ReadonlyMap<string, string>,
): readonly LayerPart[][] {
  const found = layers.map(() => new Map<string, LayerPart>());
  const add = (layer: number, { name, place, size }: LayerPart) => {
    const parts = found[layer];
    const key = `${place} ${name}`;
    parts?.set(key, { name, place, size: (parts.get(key)?.size ?? 0) + size });
  };
  for (const { path, size, layer } of files) {
    const owner = owned.get(path);
    const place = placeOf(path, owner !== undefined);
    add(layer, { name: owner ?? (place === 'python' ? PLACES.python : directoryOf(path)), place, size });
  }
  return layers.map(({ entries }, index) => {
    const parts = [...(found[index]?.values() ?? [])].filter(({ size }) => size > 0);
    const seen = parts.reduce((total, { size }) => total + size, 0);
    const hidden = entries.reduce((total, { size }) => total + size, 0) - seen;
    const name = 'replaced or removed by later layers';
    return [...parts, ...(hidden > 0 ? [{ name, place: 'hidden' as const, size: hidden }] : [])].sort(bySize);
  });
}
