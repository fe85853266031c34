// Packs what would be published, both packages, once for all end-to-end tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, root } from '../../scripts/lib/paths.mjs';

/** Packs a package of this repository. @returns the absolute path of the tarball */
function packOne(from, directory) {
  const answer = execFileSync('npm', ['pack', '--json', '--pack-destination', directory], {
    cwd: from,
    encoding: 'utf8',
  });
  const packed = JSON.parse(answer);
  const [{ filename, name }] = Array.isArray(packed) ? packed : Object.values(packed);
  const tarball = join(directory, `${name}.tgz`);
  renameSync(join(directory, filename), tarball);
  return tarball;
}

/** Packs both packages. @returns the absolute paths of the tarballs */
export function packAll() {
  const directory = fromRoot('.e2e');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return { product: packOne(root, directory), create: packOne(fromRoot('create'), directory) };
}

/** Packs the built package. @returns the absolute path of the tarball */
export function pack() {
  return packAll().product;
}

export default function setup() {
  const { product, create } = packAll();
  process.env.E2E_TARBALL = product;
  process.env.E2E_CREATE_TARBALL = create;
}
