import { ownMember } from '../input/members';

/** A package manager of JavaScript. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What is known of each. */
interface Known {
  /** The files by which it is known. */
  readonly files: readonly string[];
  /** How it runs a program of an installed package. */
  readonly program: string;
  /** How it runs a script of one package of the workspace. */
  run(name: string): string;
}

const MANAGERS: Readonly<Record<PackageManager, Known>> = {
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    program: 'pnpm exec',
    run: (name) => `pnpm --filter ${name} run`,
  },
  yarn: { files: ['yarn.lock'], program: 'yarn', run: (name) => `yarn workspace ${name} run` },
  bun: { files: ['bun.lock', 'bun.lockb'], program: 'bunx', run: (name) => `bun run --filter ${name}` },
  npm: { files: ['package-lock.json'], program: 'npx', run: (name) => `npm run --workspace ${name}` },
};

/**
 * The package manager of a workspace: the one that its manifest names, else the one whose files are there, else npm.
 *
 * @param manifest what is in the package.json at the root
 * @param exists whether there is a file at the root
 */
export function packageManagerOf(manifest: unknown, exists: (file: string) => boolean): PackageManager {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(ownMember(manifest, 'packageManager')))?.[1];
  const names = Object.keys(MANAGERS) as PackageManager[];
  return names.find((name) => name === named) ?? names.find((name) => MANAGERS[name].files.some(exists)) ?? 'npm';
}

/** How a program of an installed package is run. */
export function toRunProgram(manager: PackageManager, program: string): string {
  return `${MANAGERS[manager].program} ${program}`;
}

/** How a person runs a script of one package of the workspace. */
export function toRunScript(manager: PackageManager, name: string, script: string): string {
  return `${MANAGERS[manager].run(name)} ${script}`;
}

/** Names of the files in which it locks what it installs. */
export function lockFilesOf(manager: PackageManager): readonly string[] {
  return MANAGERS[manager].files.filter((file) => file !== 'pnpm-workspace.yaml');
}
