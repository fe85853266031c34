// Packs what would be published, once for all end-to-end tests.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot, root } from '../../scripts/lib/paths.mjs';

/** Packs the built package. @returns the absolute path of the tarball */
export function pack() {
  const directory = fromRoot('.e2e');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const answer = execFileSync('npm', ['pack', '--json', '--pack-destination', directory], {
    cwd: root,
    encoding: 'utf8',
  });
  const packed = JSON.parse(answer);
  const [{ filename }] = Array.isArray(packed) ? packed : Object.values(packed);
  const tarball = join(directory, 'fastapi-container.tgz');
  renameSync(join(directory, filename), tarball);
  return tarball;
}

export default function setup() {
  process.env.E2E_TARBALL = pack();
}
