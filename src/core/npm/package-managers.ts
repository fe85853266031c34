import { ownMember } from '../input/members';

/** A package manager of JavaScript. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** The files by which each is known, and how it runs a script of one package of the workspace. */
const MANAGERS: Readonly<Record<PackageManager, { readonly files: readonly string[]; run(name: string): string }>> = {
  pnpm: { files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'], run: (name) => `pnpm --filter ${name} run` },
  yarn: { files: ['yarn.lock'], run: (name) => `yarn workspace ${name} run` },
  bun: { files: ['bun.lock', 'bun.lockb'], run: (name) => `bun run --filter ${name}` },
  npm: { files: ['package-lock.json'], run: (name) => `npm run --workspace ${name}` },
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

/** How a person runs a script of one package of the workspace. */
export function toRunScript(manager: PackageManager, name: string, script: string): string {
  return `${MANAGERS[manager].run(name)} ${script}`;
}
