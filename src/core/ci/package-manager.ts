import type { WorkspaceFacts } from '../workspace/resolved';

type Facts = Pick<WorkspaceFacts, 'packageManager' | 'packageManagerVersion'>;

/** Versions where package.json names none. */
const USUAL = { pnpm: '10', yarn: '1.22.22', bun: '1.3' } as const;

/** From version 2 on, whose programs are found by itself alone where packages stay in zip files. */
function isModernYarn({ packageManager, packageManagerVersion = USUAL.yarn }: Facts): boolean {
  return packageManager === 'yarn' && !packageManagerVersion.startsWith('1.');
}

/** The lines that install what package.json asks for, exactly as it is locked. */
export function installLines(facts: Facts): string[] {
  const { packageManager, packageManagerVersion } = facts;
  if (packageManager === 'npm') return ['npm ci'];
  const version = packageManagerVersion ?? USUAL[packageManager];
  const modern = isModernYarn(facts);
  const frozen = modern ? '--immutable' : '--frozen-lockfile';
  return [
    `npm install --global ${modern ? '@yarnpkg/cli-dist' : packageManager}@${version}`,
    `${packageManager} install ${frozen}`,
  ];
}

/** How a program of an installed package is called. */
export function programCall(facts: Facts): string {
  const { packageManager } = facts;
  if (packageManager === 'pnpm') return 'pnpm exec';
  if (packageManager === 'bun') return 'bunx';
  return isModernYarn(facts) ? 'yarn' : 'npx';
}
