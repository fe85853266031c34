import { normalName } from '../python/normal-name';
import type { ImageContents, VisibleFile } from './contents';

/** A Python package that is installed in an image. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of its files, bytecode included. */
  readonly size: number;
  /** Whether it came with the base image. */
  readonly base: boolean;
}

interface Distribution {
  readonly name: string;
  readonly version: string;
  /** Directory that its files are relative to, such as `opt/venv/lib/python3.13/site-packages`. */
  readonly site: string;
  /** Index of the layer that brought it. */
  readonly layer: number;
}

/** The lists by which installers remember what belongs to a package. */
export function isRecord(path: string): boolean {
  return /\.dist-info\/RECORD$/.test(path);
}

const METADATA = /^(.*)\/([^/]+)-([^/-]+)\.dist-info\/METADATA$/;

function distributions(files: readonly VisibleFile[]): Distribution[] {
  return files.flatMap(({ path, layer }) => {
    const [, site = '', name = '', version = ''] = METADATA.exec(path) ?? [];
    return name === '' ? [] : [{ name: normalName(name), version, site, layer }];
  });
}

/** Resolves `..`, by which a list names the programs of a package. */
function join(site: string, relative: string): string {
  const segments = site.split('/');
  for (const segment of relative.split('/')) {
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return segments.join('/');
}

/** The first field of a line of comma-separated values, in quotes where it holds a comma itself. */
function firstField(line: string): string {
  return line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : (line.split(',')[0] ?? '');
}

/** `pkg/__pycache__/mod.cpython-313.pyc` belongs to whom `pkg/mod.py` belongs to. */
function sourceOf(path: string): string {
  return path.replace(/__pycache__\/([^/.]+)\.[^/]*\.pyc$/, '$1.py');
}

/** Who owns a file: the package whose list names it, or else the one after which its directory is called. */
function owners(image: ImageContents, found: readonly Distribution[]): (path: string) => Distribution | undefined {
  const byFile = new Map<string, Distribution>();
  const byDirectory = new Map<string, Distribution>();
  const byInfo = new Map(found.map((distribution) => [`${distribution.site}/${distribution.name}`, distribution]));
  const records = new Map(image.layers.flatMap((layer) => [...layer.records]));
  for (const distribution of found) {
    byDirectory.set(`${distribution.site}/${distribution.name.replaceAll('-', '_')}`, distribution);
  }
  for (const [path, text] of records) {
    const [, site = '', name = ''] = /^(.*)\/([^/]+)-[^/-]+\.dist-info\/RECORD$/.exec(path) ?? [];
    const distribution = byInfo.get(`${site}/${normalName(name)}`);
    if (!distribution) continue;
    for (const line of text.split(/\r?\n/)) if (line !== '') byFile.set(join(site, firstField(line)), distribution);
  }
  return (path) => {
    const listed = byFile.get(path) ?? byFile.get(sourceOf(path));
    if (listed) return listed;
    const [, site = '', top = ''] = /^(.*\/(?:site|dist)-packages)\/([^/]+)/.exec(path) ?? [];
    const info = /^(.+)-[^-]+\.dist-info$/.exec(top)?.[1];
    return byDirectory.get(`${site}/${(info ?? top).toLowerCase().replace(/[.-]+/g, '_')}`);
  };
}

/**
 * The Python packages in an image, the largest first.
 *
 * @param baseLayers how many layers the base image has
 * @returns them, and to which of them a file belongs, as `name version`
 */
export function installedPackages(
  image: ImageContents,
  files: readonly VisibleFile[],
  baseLayers: number,
): { readonly packages: InstalledPackage[]; readonly owned: ReadonlyMap<string, string> } {
  const found = distributions(files);
  const ownerOf = owners(image, found);
  const sizes = new Map<Distribution, number>(found.map((distribution) => [distribution, 0]));
  const owned = new Map<string, string>();
  for (const { path, size } of files) {
    const owner = ownerOf(path);
    if (!owner) continue;
    owned.set(path, `${owner.name} ${owner.version}`);
    sizes.set(owner, (sizes.get(owner) ?? 0) + size);
  }
  const packages = [...sizes].map(([{ name, version, layer }, size]): InstalledPackage => {
    return { name, version, size, base: layer < baseLayers };
  });
  return {
    packages: packages.sort((left, right) => right.size - left.size || (left.name < right.name ? -1 : 1)),
    owned,
  };
}
