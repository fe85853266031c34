import type { InstalledPackage } from './packages';
import type { Place } from './places';
import type { ImageReport } from './report';

/** A package that differs between two images. */
export interface PackageChange {
  readonly name: string;
  /** Version in the earlier image; left out where it was not there. */
  readonly before?: string;
  /** Version in the later image; left out where it is gone. */
  readonly after?: string;
  /** Bytes by which it grew. */
  readonly size: number;
}

/** What changed from one image to a later one. */
export interface ImageChanges {
  /** Id of the earlier image. */
  readonly since: string;
  /** Bytes by which the image grew. */
  readonly size: number;
  /** Layers that both have, which a registry has already, and bytes of those that are new. */
  readonly layers: { readonly same: number; readonly added: number; readonly addedSize: number };
  /** Bytes by which each place grew. */
  readonly places: Readonly<Record<Place, number>>;
  readonly packages: readonly PackageChange[];
}

function byName(report: ImageReport): Map<string, InstalledPackage> {
  return new Map(report.packages.filter(({ base }) => !base).map((installed) => [installed.name, installed]));
}

function packageChanges(before: ImageReport, after: ImageReport): PackageChange[] {
  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const size = (is?.size ?? 0) - (was?.size ?? 0);
    if (was?.version === is?.version && size === 0) return [];
    return [{ name, ...(was && { before: was.version }), ...(is && { after: is.version }), size }];
  });
}

/** Compares two images of the same app. */
export function compareImages(before: ImageReport, after: ImageReport): ImageChanges {
  const known = new Set(before.layers.map(({ digest }) => digest));
  const added = after.layers.filter(({ digest }) => !known.has(digest));
  const grown = (place: Place) => after.places[place] - before.places[place];
  return {
    since: before.id,
    size: after.size - before.size,
    layers: {
      same: after.layers.length - added.length,
      added: added.length,
      addedSize: added.reduce((total, { size }) => total + size, 0),
    },
    places: {
      application: grown('application'),
      packages: grown('packages'),
      python: grown('python'),
      system: grown('system'),
    },
    packages: packageChanges(before, after),
  };
}
