import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { callsBy, packageManagerAt, type Calls } from '../core/npm/calls';
import { PACKAGE_MANAGERS, type PackageManager } from '../core/npm/package-managers';
import { workspaceRoot } from '../io/app';
import { tryReadText } from '../io/disk';

/** What is known of how this process was started. */
export interface Start {
  /** The environment, in which package managers leave their name, and Yarn what it puts into every Node. */
  readonly env: NodeJS.ProcessEnv;
  /** The current directory. */
  readonly cwd: string;
  /** A directory of this package. */
  readonly home: string;
  /** The package manager that the workspace around names, or has files of. */
  readonly workspace?: PackageManager | undefined;
}

/**
 * Whether a package is installed at or above a directory, where package managers find it: it lies in a `node_modules`, or
 * comes from the Plug'n'Play of a directory there. That of `yarn dlx` is elsewhere.
 */
function isInstalled({ env, cwd, home }: Start): boolean {
  // A path with blanks stands in quotes there.
  const loaded = (env.NODE_OPTIONS ?? '').match(/"[^"]*"|[^\s"=]+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
  for (let current = cwd; ; current = dirname(current)) {
    if (home.startsWith(join(current, 'node_modules') + sep)) return true;
    if (loaded.some((path) => path === join(current, '.pnp.cjs'))) return true;
    if (current === dirname(current)) return false;
  }
}

/**
 * How a person calls this command line, Nx and projen, for commands that they are to type next: with the package manager
 * of the workspace that has this package, else as they called it.
 */
export function calledAs(start: Start): Calls {
  const agent = start.env.npm_config_user_agent ?? '';
  const caller = PACKAGE_MANAGERS.find((name) => agent.startsWith(`${name}/`));
  const others = callsBy(start.workspace ?? caller ?? 'npm');
  if (isInstalled(start)) return others;
  if (caller === undefined) return { ...others, own: 'fastapi-container' };
  // One that was fetched for this call alone is fetched again by the same words.
  const own = callsBy(caller).own;
  return { ...others, own: own.replace(/^(pnpm|yarn) /, '$1 dlx ') };
}

let known: { readonly cwd: string; readonly calls: Calls } | undefined;

/** How this command line, Nx and projen are called here. */
export function ownCalls(): Calls {
  const cwd = process.cwd();
  if (known?.cwd === cwd) return known.calls;
  const root = workspaceRoot(cwd);
  const exists = (file: string) => existsSync(join(root, file));
  const workspace = packageManagerAt((file) => tryReadText(join(root, file)), exists);
  known = { cwd, calls: calledAs({ env: process.env, cwd, home: __dirname, workspace }) };
  return known.calls;
}

/** How this command line is called here. */
export function ownCall(): string {
  return ownCalls().own;
}
