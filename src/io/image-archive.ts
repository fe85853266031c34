import { closeSync, openSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isRecord, type ImageContents, type LayerContents, type LayerEntry } from '../core/image-report';
import { tarEntries, type ReadBytes, type TarEntry } from './tar';

/** What is read of the configuration of an image. */
interface Configuration {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly rootfs: { readonly diff_ids: readonly string[] };
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[];
}

function readerOf(file: number): ReadBytes {
  return (offset, length) => {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, offset));
  };
}

function within(buffer: Buffer): ReadBytes {
  return (offset, length) => buffer.subarray(offset, offset + length);
}

/** A layer may be compressed, by engines whose image store keeps what registries send. */
function layerReader(read: ReadBytes, { offset, size }: TarEntry): ReadBytes {
  const magic = read(offset, 4);
  if (magic.readUInt16BE() === 0x1f8b) return within(gunzipSync(read(offset, size)));
  if (magic.readUInt32BE() === 0x28b52ffd) throw new Error('the image has layers in zstd, which cannot be read here');
  return (begin, length) => read(offset + begin, Math.min(length, size - begin));
}

function layerContents(read: ReadBytes): Pick<LayerContents, 'entries' | 'records'> {
  const entries: LayerEntry[] = [];
  const records = new Map<string, string>();
  for (const { path, size, offset } of tarEntries(read)) {
    entries.push({ path, size });
    if (isRecord(path)) records.set(path, read(offset, size).toString('utf8'));
  }
  return { entries, records };
}

/** The instruction of each layer, and those before it that made none. */
function instructions({ history = [] }: Configuration): { createdBy: string; before: string[] }[] {
  const made: { createdBy: string; before: string[] }[] = [];
  let before: string[] = [];
  for (const { created_by: createdBy = '', empty_layer: empty = false } of history) {
    if (empty) {
      before.push(createdBy);
    } else {
      made.push({ createdBy, before });
      before = [];
    }
  }
  return made;
}

/** Reads an archive with one image, as `docker save` and `podman save` write it. */
export function readImageArchive(path: string): Omit<ImageContents, 'id'> {
  const file = openSync(path, 'r');
  try {
    const read = readerOf(file);
    const members = new Map([...tarEntries(read)].map((entry) => [entry.path, entry]));
    const member = (name: string): TarEntry => {
      const entry = members.get(name);
      if (!entry) throw new Error(`the archive of the image has no ${name}`);
      return entry;
    };
    const json = (name: string): unknown => {
      const { offset, size } = member(name);
      return JSON.parse(read(offset, size).toString('utf8'));
    };
    const [manifest] = json('manifest.json') as [{ Config: string; Layers: string[] }];
    const configuration = json(manifest.Config) as Configuration;
    const { os, architecture, variant } = configuration;
    const made = instructions(configuration);
    return {
      platform: [os, architecture, ...(variant === undefined ? [] : [variant])].join('/'),
      layers: manifest.Layers.map((name, index) => ({
        digest: configuration.rootfs.diff_ids[index] ?? name,
        ...(made[index] ?? { createdBy: '', before: [] }),
        ...layerContents(layerReader(read, member(name))),
      })),
    };
  } finally {
    closeSync(file);
  }
}
