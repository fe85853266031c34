import { layerName, type ImageReport, type LayerPart } from '../../image-report';
import { counted } from '../markup';

/** One rectangle of the picture. */
export interface Tile {
  readonly name: string;
  readonly size: number;
  readonly place: LayerPart['place'];
  /** Instruction of the layer that it is in. */
  readonly layer: string;
  /** Id of its row in the table beside the picture. */
  readonly row: string;
}

/** A layer in the picture. */
export interface Group {
  readonly title: string;
  readonly size: number;
  readonly tiles: readonly Tile[];
}

/** Shares of the image below which a rectangle would be too small to be pointed at: a layer, and a part of one. */
const LEAST_LAYER = 0.006;
const LEAST_PART = 0.0012;

/** The id of the row that tells of a part of a layer. */
export function rowId(prefix: string, layer: number, part: number): string {
  return `${prefix}-layer-${String(layer + 1)}-part-${String(part + 1)}`;
}

function sizeOf(tiles: readonly { readonly size: number }[]): number {
  return tiles.reduce((total, { size }) => total + size, 0);
}

/** Puts together what would be too small on its own, as long as that is more than one. */
function folded(tiles: readonly Tile[], least: number): Tile[] {
  const small = tiles.filter(({ size }) => size < least);
  const [first] = small;
  if (first === undefined || small.length === 1) return [...tiles];
  const rest: Tile = { ...first, name: counted(small.length, 'smaller part'), size: sizeOf(small) };
  return [...tiles.filter(({ size }) => size >= least), rest];
}

function bySize(left: { readonly size: number }, right: { readonly size: number }): number {
  return right.size - left.size;
}

/** What the picture shows of an image. */
export interface Picture {
  /** Bytes of the image. */
  readonly size: number;
  /** The largest first. */
  readonly groups: readonly Group[];
  /** Layers that are too small to be drawn, even together. */
  readonly left: readonly Group[];
}

/**
 * What the picture shows of an image: its layers with their parts.
 *
 * @param prefix by which ids of this image are told from those of others on the page
 */
export function pictureOf({ layers, size }: ImageReport, prefix: string): Picture {
  const all = layers
    .map((report, layer): Group => {
      const title = layerName(report);
      const tiles = report.parts.map((part, index): Tile => ({
        ...part,
        layer: title,
        row: rowId(prefix, layer, index),
      }));
      return { title, size: sizeOf(tiles), tiles: tiles.filter((tile) => tile.size > 0) };
    })
    .filter(({ tiles }) => tiles.length > 0);
  const small = all.filter((group) => group.size < size * LEAST_LAYER);
  const rest = sizeOf(small) < size * LEAST_LAYER ? [] : small.flatMap(({ tiles }) => tiles).sort(bySize);
  const groups = [
    ...all.filter((group) => !small.includes(group)),
    ...(rest.length === 0 ? [] : [{ title: counted(small.length, 'smaller layer'), size: sizeOf(rest), tiles: rest }]),
  ];
  return {
    size,
    groups: groups
      .map((group) => ({ ...group, tiles: folded(group.tiles, size * LEAST_PART).sort(bySize) }))
      .sort(bySize),
    left: rest.length === 0 ? small : [],
  };
}
