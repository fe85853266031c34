import { basename } from 'node:path';
import { callsBy } from '../core/npm/calls';
import type { PackageManager as Name } from '../core/npm/package-managers';

/** A program that installs npm packages, as it is used in a new workspace. */
export interface Installer {
  readonly name: Name;
  /** Installs what `package.json` asks for. */
  readonly install: readonly string[];
  /** What a person types to run a script of `package.json`. */
  readonly script: (name: string) => string;
  /** What a person types in front of the words for Nx. */
  readonly nx: string;
  /** Its own settings in the workspace, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Variables for the installation. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where packages are files: so every tool finds them, Vite and TypeScript among them. */
const BERRY = { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' };

/** Nx does without the script that it brings, and none of the others has one. */
const PNPM = { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - libs/*\nignoredBuiltDependencies:\n  - nx\n' };

/** How a package manager that called this process is called again: its own program, where it tells that. */
function programOf(name: string, execPath: string | undefined): string[] {
  const file = execPath === undefined ? '' : basename(execPath);
  if (execPath === undefined || !/^(?:npm-cli|pnpm|yarn)(?:-[\d.]+)?\.c?js$/.test(file) || !file.startsWith(name)) {
    return [name];
  }
  return [process.execPath, execPath];
}

/**
 * The package manager that started this process, by what it says of itself; npm where none did.
 *
 * @param env the environment, in which package managers leave their name
 */
export function installerOf(env: NodeJS.ProcessEnv): Installer {
  const [, agent = 'npm', major = ''] = /^(npm|pnpm|yarn|bun)\/(\d+)/.exec(env.npm_config_user_agent ?? '') ?? [];
  const name = agent as Name;
  const program = programOf(name, env.npm_execpath);
  const isBerry = name === 'yarn' && Number(major) >= 2;
  return {
    name,
    install: [...program, 'install', ...(name === 'npm' ? ['--no-audit', '--no-fund'] : [])],
    script: (script) => (name === 'npm' || name === 'pnpm' ? `${name} ${script}` : `${name} run ${script}`),
    nx: callsBy(name).nx,
    files: isBerry ? BERRY : name === 'pnpm' ? PNPM : {},
    // Otherwise, in CI, an empty lock would have to stay empty.
    env: isBerry ? { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' } : {},
  };
}

/** The environment without what a package manager has set for the package that it runs: this is about another one. */
export function ownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOfCaller = (name: string) =>
    /^(?:npm_(?:package|lifecycle)_.*|npm_config_local_prefix|PROJECT_CWD|INIT_CWD|BERRY_BIN_FOLDER)$/i.test(name);
  const kept = Object.entries(env).filter(([name]) => !isOfCaller(name));
  // How Yarn puts its own loader into every process of Node.
  return Object.fromEntries(
    kept.filter(([name, value]) => name !== 'NODE_OPTIONS' || value?.includes('.pnp.') !== true),
  );
}
