import { join } from 'node:path';
import { succeed } from './shell';
import { read, tarball, workspace, write } from './workspace';

/** Version of the package below. */
export const EARLIER = '0.0.9';

/** A line of the Dockerfile that came later. */
export const CHANGED = '# A number, so that Kubernetes can tell that it is not root.';

/**
 * Packs the package as an earlier version of it, whose Dockerfile lacks a line: what an app looks like
 * that was made before today's output.
 *
 * @returns path of the tarball
 */
export function earlierTarball(): string {
  const directory = workspace('earlier');
  succeed(directory, 'tar', ['--extract', '--file', tarball()]);
  const root = join(directory, 'package');
  const change = (path: string, from: string | RegExp, to: string) => {
    const before = read(root, path);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${path} holds no ${String(from)}`);
    write(join(root, path), after);
  };
  change('package.json', /"version": "[^"]+"/, `"version": "${EARLIER}"`);
  change('dist/core/constants.js', /OUTPUT_VERSION = '[^']+'/, "OUTPUT_VERSION = '0.0'");
  change('files/Dockerfile.ejs', `${CHANGED}\n`, '');
  write(join(root, 'migrations.json'), '{ "generators": {} }');
  succeed(root, 'npm', ['pack', '--pack-destination', directory]);
  return join(directory, `fastapi-container-${EARLIER}.tgz`);
}
