import { join } from 'node:path';
import { run, succeed } from './shell';
import { tarball, workspace, write } from './workspace';

/** A way to install packages that people use, in a release that is current. */
export interface PackageManager {
  readonly name: string;
  /** Package of the npm registry that holds the program. */
  readonly package: string;
  /** The program, below `node_modules`. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it wants to find in a directory before anything is installed. */
  readonly files: Readonly<Record<string, string>>;
  /** Adds a development dependency. */
  readonly add: readonly string[];
  /** Runs a program of an installed package. */
  readonly exec: readonly string[];
  /** Runs a program of a package that is not installed; undefined where the package manager cannot. */
  readonly download?: readonly string[];
  /** What a person types in front of the name of a program. */
  readonly typed: string;
  /** Whether packages are files that an editor can read. */
  readonly onDisk: boolean;
}

const berry = {
  package: '@yarnpkg/cli-dist@4.18.1',
  program: '@yarnpkg/cli-dist/bin/yarn.js',
  // An empty one tells that the directory is a project of its own.
  files: { 'yarn.lock': '' },
  add: ['add', '--dev'],
  exec: [],
  typed: 'yarn',
  download: ['dlx'],
};

export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    name: 'npm',
    package: 'npm@10.9.3',
    program: 'npm/bin/npm-cli.js',
    env: {},
    files: {},
    add: ['install', '--save-dev'],
    exec: ['exec', '--no', '--'],
    typed: 'npx',
    download: ['exec', '--yes', '--'],
    onDisk: true,
  },
  {
    name: 'pnpm',
    package: 'pnpm@10.34.9',
    program: 'pnpm/bin/pnpm.cjs',
    env: {},
    files: { 'pnpm-workspace.yaml': 'ignoredBuiltDependencies: [nx]\n' },
    add: ['add', '--save-dev'],
    exec: ['exec'],
    typed: 'pnpm',
    download: ['dlx'],
    onDisk: true,
  },
  {
    name: 'Yarn 1',
    package: 'yarn@1.22.22',
    program: 'yarn/bin/yarn.js',
    env: {},
    files: {},
    add: ['--silent', 'add', '--dev'],
    exec: ['--silent'],
    typed: 'yarn',
    onDisk: true,
  },
  { name: 'Yarn 4 with node_modules', ...berry, env: { YARN_NODE_LINKER: 'node-modules' }, onDisk: true },
  { name: "Yarn 4 with Plug'n'Play", ...berry, env: { YARN_NODE_LINKER: 'pnp' }, onDisk: false },
];

/** A setting of npm, undefined where it is not set. */
function npmSetting(name: string): string | undefined {
  const value = succeed('.', 'npm', ['config', 'get', name]).stdout.trim();
  return value === 'null' || value === 'undefined' || value === '' ? undefined : value;
}

/** All take their packages from where npm takes them on this machine, and keep them apart from other runs. */
function settings(cache: string): Record<string, string> {
  const registry = npmSetting('registry') ?? '';
  const certificates = npmSetting('cafile');
  return {
    npm_config_registry: registry,
    YARN_REGISTRY: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    ...(registry.startsWith('http:') ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname } : {}),
    ...(certificates === undefined ? {} : { npm_config_cafile: certificates, YARN_HTTPS_CA_FILE_PATH: certificates }),
    YARN_CACHE_FOLDER: cache,
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
  };
}

/** A repository in which a package manager works. */
export interface Repository {
  readonly root: string;
  /** A directory beside it, in which nothing is installed. */
  readonly fresh: string;
  /** Installs the package manager, and with it the packed package and others. */
  readonly install: (...packages: string[]) => void;
  /** Runs a program of an installed package. @returns what it printed */
  readonly exec: (args: readonly string[]) => string;
  /** Runs a program of a package that is not installed, in the fresh directory. @returns what it printed */
  readonly download: (args: readonly string[]) => string;
}

/** The repository of a package manager, still empty. */
export function repositoryWith(manager: PackageManager): Repository {
  const home = workspace('package-manager');
  const root = join(home, 'repository');
  const fresh = join(home, 'fresh');
  const program = join(home, 'node_modules', manager.program);
  const env = { ...settings(join(home, 'cache')), ...manager.env };
  const call = (cwd: string, args: readonly string[]) => {
    const { status, output } = run(cwd, process.execPath, [program, ...args], env);
    if (status === 0) return output;
    throw new Error(`${manager.name}: ${args.join(' ')} ended with ${String(status)}:\n${output}`);
  };
  return {
    root,
    fresh,
    install: (...packages) => {
      write(join(home, 'package.json'), '{ "private": true }');
      succeed(home, 'npm', ['install', '--no-package-lock', manager.package]);
      write(join(root, 'package.json'), '{ "private": true, "license": "UNLICENSED" }\n');
      for (const [path, text] of Object.entries(manager.files)) {
        write(join(root, path), text);
        write(join(fresh, path), text);
      }
      write(join(fresh, '.keep'), '');
      succeed(root, 'git', ['init', '--quiet', '.']);
      call(root, [...manager.add, `fastapi-container@file:${tarball()}`, ...packages]);
    },
    exec: (args) => call(root, [...manager.exec, ...args]),
    download: (args) => call(fresh, [...(manager.download ?? []), ...args]),
  };
}
