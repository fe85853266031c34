import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Listing, Source } from '../core/adopt/listing';
import { normalizeEol } from '../core/text/eol';
import { workspaceRoot } from './app';
import { filesBelow } from './files-below';
import { placesBelow } from './places';
import { utf16Of } from './utf-16';

/** Bytes as a text in the encoding that they are in. Without a mark, what is no UTF-8 is read byte by byte. */
export function decode(bytes: Buffer): Source {
  const order = utf16Of(bytes);
  if (order === 'le') return { text: normalizeEol(bytes.toString('utf16le')), encoding: 'UTF-16' };
  if (order === 'be') {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
    return { text: normalizeEol(swapped.toString('utf16le')), encoding: 'UTF-16' };
  }
  if (isUtf8(bytes)) return { text: normalizeEol(bytes.toString('utf8')), encoding: 'UTF-8' };
  return { text: normalizeEol(bytes.toString('latin1')), encoding: 'Latin-1' };
}

/** Text of a file in whatever encoding it is; undefined where it cannot be read. */
export function tryReadSource(path: string): string | undefined {
  try {
    return decode(readFileSync(path)).text;
  } catch {
    return undefined;
  }
}

/**
 * The files of a directory on the disk, and a reader of the repository around it. Links are not followed.
 *
 * @param directory absolute path
 */
export function listingOf(directory: string): Listing {
  const root = workspaceRoot(directory);
  const here = relative(root, directory).split(sep).join('/');
  const placeOf = placesBelow(root);
  return {
    directory: here === '' ? '.' : here,
    files: filesBelow(directory),
    read: (path) => (placeOf(path) === 'file' ? decode(readFileSync(join(root, path))) : undefined),
  };
}
