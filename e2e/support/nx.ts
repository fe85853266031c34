import { join } from 'node:path';
import { run, succeed, type Ended } from './shell';
import { keepOnFailure, tarball, workspace, write } from './workspace';

/** The three major versions that are supported. Depth that does not depend on Nx is tested on the newest only. */
export const NX_VERSIONS = ['22.7.12', '23.3.2', '24.0.6'];

export const NEWEST_NX = NX_VERSIONS.at(-1) ?? '';

/** Whether a version is the newest. */
export function isNewest(version: string): boolean {
  return version === NEWEST_NX;
}

/** A test of what does not depend on Nx: there is none in an older version. */
export function testInNewest(version: string): (name: string, body: () => void | Promise<void>) => void {
  return (name, body) => {
    if (isNewest(version)) test(name, keepOnFailure(body));
  };
}

/** Plugins run in processes of their own, as they do for people: for tests of what the plugin itself tells Nx. */
export const ISOLATED = { NX_ISOLATE_PLUGINS: 'true' };

/** An empty Nx workspace, and its `nx`. */
export interface NxWorkspace {
  readonly root: string;
  readonly nx: (...args: string[]) => Ended;
  /** The same in another environment, such as one that is not CI. */
  readonly nxWith: (env: Record<string, string | undefined>, ...args: string[]) => Ended;
  /** Installs Nx, and what else is given to npm. */
  readonly install: (...packages: string[]) => void;
  /** `nx add` of the packed package. */
  readonly add: () => void;
}

/**
 * Makes the files of an empty workspace with one comment in its nx.json.
 *
 * @param always variables of each of its commands
 */
export function nxWorkspace(version: string, always: Readonly<Record<string, string>> = {}): NxWorkspace {
  const root = workspace(`nx${version.split('.')[0] ?? ''}`);
  const program = join(root, 'node_modules/.bin/nx');
  const nxWith: NxWorkspace['nxWith'] = (env, ...args) => run(root, program, args, { ...always, ...env });
  return {
    root,
    nx: (...args) => nxWith({}, ...args),
    nxWith,
    install: (...packages) => {
      const manifest = { name: 'ws', private: true, devDependencies: { nx: version } };
      write(join(root, 'package.json'), JSON.stringify(manifest));
      write(join(root, 'nx.json'), '{\n  // kept\n  "analytics": false\n}\n');
      write(join(root, '.gitignore'), 'node_modules\n.nx\n');
      succeed(root, 'git', ['init', '--quiet', '.']);
      succeed(root, 'npm', ['install', '--no-package-lock', '--save-dev', ...packages]);
    },
    add: () => {
      succeed(root, program, ['add', `fastapi-container@file:${tarball()}`], always);
    },
  };
}
