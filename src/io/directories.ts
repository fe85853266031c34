import { readdirSync, type Dirent } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ignoredAround, type Ignored, type KnownIgnored } from './git-ignore';

/** Directories of the disk. Paths are absolute. */
export interface Directories {
  /** What is in a directory; nothing in one that this user may not look into, such as the data of a database. */
  readonly entries: (path: string) => readonly Dirent[];
  /** What Git leaves out in a directory, by the files above it. */
  readonly ignored: (path: string) => Ignored;
  /**
   * What is at a path, as far as a listing that was made anyway tells it; undefined where only the disk does: the
   * directory was not listed, or the disk may take names for the same that are not.
   */
  readonly seen: (path: string) => Dirent | 'absent' | undefined;
}

/** What a listing tells about names. */
interface Listed {
  readonly entries: readonly Dirent[];
  /** By name in lower case; undefined where several names come to that. Made when it is first asked. */
  names?: ReadonlyMap<string, Dirent | undefined>;
}

function namesIn(entries: readonly Dirent[]): Map<string, Dirent | undefined> {
  const names = new Map<string, Dirent | undefined>();
  for (const entry of entries) {
    const key = entry.name.toLowerCase();
    names.set(key, names.has(key) ? undefined : entry);
  }
  return names;
}

/** Names of other letters may be written in more than one way. */
const IS_ASCII = /^[ -~]+$/;

function seenIn(listed: Listed, name: string): Dirent | 'absent' | undefined {
  if (!IS_ASCII.test(name)) return undefined;
  listed.names ??= namesIn(listed.entries);
  const key = name.toLowerCase();
  const entry = listed.names.get(key);
  if (entry === undefined) return listed.names.has(key) ? undefined : 'absent';
  return entry.name === name ? entry : undefined;
}

function listingOf(path: string): Listed | undefined {
  try {
    return { entries: readdirSync(path, { withFileTypes: true }) };
  } catch {
    return undefined;
  }
}

/**
 * Directories that are each looked at once, whoever asks. For one run, and for as long as nothing is written: who writes
 * has to look again.
 */
export function directoriesOnce(): Directories {
  const listings = new Map<string, Listed | undefined>();
  const patterns: KnownIgnored = new Map();
  return {
    entries: (path) => {
      if (!listings.has(path)) listings.set(path, listingOf(path));
      return listings.get(path)?.entries ?? [];
    },
    ignored: (path) => ignoredAround(path, patterns),
    seen: (path) => {
      const listed = listings.get(dirname(path));
      return listed && seenIn(listed, basename(path));
    },
  };
}
