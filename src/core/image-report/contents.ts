import { baseName, isWithin } from '../text/paths';
/** A file, a directory or a link of a layer, or the mark that removes one of an earlier layer. */
export interface LayerEntry {
  /** Path without a leading `/`. */
  readonly path: string;
  readonly size: number;
}

/** One layer of an image, as it is stored. */
export interface LayerContents {
  /** Digest of the unpacked layer, which tells layers apart. */
  readonly digest: string;
  /** The instruction that made it, as the image's history tells it. */
  readonly createdBy: string;
  /** Instructions before it that made no layer of their own. */
  readonly before: readonly string[];
  readonly entries: readonly LayerEntry[];
  /** Texts of the lists that installers leave beside Python packages, by path. */
  readonly records: ReadonlyMap<string, string>;
}

/** What is in an image. */
export interface ImageContents {
  /** Digest of its configuration, the id that engines show. */
  readonly id: string;
  /** Such as `linux/amd64`. */
  readonly platform: string;
  readonly layers: readonly LayerContents[];
}

/** A file that a process in the image would see. */
export interface VisibleFile {
  readonly path: string;
  readonly size: number;
  /** Index of the layer that it comes from. */
  readonly layer: number;
}

const REMOVED = '.wh.';
const EMPTIED = '.wh..wh..opq';

function remove(files: Map<string, VisibleFile>, directory: string): void {
  for (const path of files.keys()) if (isWithin(path, directory)) files.delete(path);
}

/** The files of all layers on top of each other. Marks take away what earlier layers had. */
export function visibleFiles({ layers }: ImageContents): VisibleFile[] {
  const files = new Map<string, VisibleFile>();
  for (const [layer, { entries }] of layers.entries()) {
    for (const { path } of entries) {
      const slash = path.lastIndexOf('/');
      const name = path.slice(slash + 1);
      const directory = path.slice(0, Math.max(slash, 0));
      if (name === EMPTIED) remove(files, directory);
      else if (name.startsWith(REMOVED)) remove(files, path.slice(0, slash + 1) + name.slice(REMOVED.length));
    }
    for (const { path, size } of entries) {
      if (!baseName(path).startsWith(REMOVED)) files.set(path, { path, size, layer });
    }
  }
  return [...files.values()];
}
