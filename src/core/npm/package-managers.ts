import { ownMember } from '../input/members';

/** A package manager of JavaScript. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What is known of each. */
interface Known {
  /** The files by which it is known. */
  readonly files: readonly string[];
  /** How it runs a program of an installed package: the words of a script. */
  readonly program: string;
  /** The same as people type it, where that is shorter. */
  readonly typed?: string;
  /** How it runs a script of one package of the workspace. */
  run(name: string): string;
}

const MANAGERS: Readonly<Record<PackageManager, Known>> = {
  pnpm: {
    files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    program: 'pnpm exec',
    typed: 'pnpm',
    run: (name) => `pnpm --filter ${name} run`,
  },
  yarn: { files: ['yarn.lock'], program: 'yarn', run: (name) => `yarn workspace ${name} run` },
  bun: { files: ['bun.lock', 'bun.lockb'], program: 'bunx', run: (name) => `bun run --filter ${name}` },
  npm: { files: ['package-lock.json'], program: 'npx', run: (name) => `npm run --workspace ${name}` },
};

/** Their names. */
export const PACKAGE_MANAGERS = Object.keys(MANAGERS) as readonly PackageManager[];

/**
 * The package manager of a workspace: the one that its manifest names, else the one whose files are there.
 *
 * @param manifest what is in the package.json at the root
 * @param exists whether there is a file at the root
 * @returns undefined where nothing tells
 */
export function packageManagerSeen(manifest: unknown, exists: (file: string) => boolean): PackageManager | undefined {
  const named = /^(npm|pnpm|yarn|bun)@/.exec(String(ownMember(manifest, 'packageManager')))?.[1];
  return (
    PACKAGE_MANAGERS.find((name) => name === named) ??
    PACKAGE_MANAGERS.find((name) => MANAGERS[name].files.some(exists))
  );
}

/** The same, npm where nothing tells. */
export function packageManagerOf(manifest: unknown, exists: (file: string) => boolean): PackageManager {
  return packageManagerSeen(manifest, exists) ?? 'npm';
}

/** How a program of an installed package is run. */
export function toRunProgram(manager: PackageManager, program: string): string {
  return `${MANAGERS[manager].program} ${program}`;
}

/** What a person types to run a program of an installed package. */
export function toType(manager: PackageManager, program: string): string {
  const { typed, program: script } = MANAGERS[manager];
  return `${typed ?? script} ${program}`;
}

/** How a person runs a script of one package of the workspace. */
export function toRunScript(manager: PackageManager, name: string, script: string): string {
  return `${MANAGERS[manager].run(name)} ${script}`;
}

/** Names of the files in which it locks what it installs. */
export function lockFilesOf(manager: PackageManager): readonly string[] {
  return MANAGERS[manager].files.filter((file) => file !== 'pnpm-workspace.yaml');
}
