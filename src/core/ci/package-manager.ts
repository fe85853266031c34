import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { TOOLS } from './tools';

type Facts = Pick<WorkspaceFacts, 'packageManager' | 'packageManagerVersion'>;

/** From version 2 on, whose programs are found by itself alone where packages stay in zip files. */
function isModernYarn({ packageManager, packageManagerVersion = '1' }: Facts): boolean {
  return packageManager === 'yarn' && !packageManagerVersion.startsWith('1');
}

/** Corepack gets the version that package.json names. Node has it up to version 24. */
function corepack({ node }: Pick<ResolvedWorkspace, 'node'>): string {
  return Number.parseInt(node, 10) < 25 ? 'corepack enable' : `npx --yes corepack@${TOOLS.corepack} enable`;
}

/** The lines that install what package.json asks for, exactly as it is locked. */
export function installLines(workspace: Pick<ResolvedWorkspace, 'node'>, facts: Facts): string[] {
  const { packageManager, packageManagerVersion = TOOLS.bun } = facts;
  if (packageManager === 'npm') return ['npm ci'];
  if (packageManager === 'bun') return [`npx --yes bun@${packageManagerVersion} install --frozen-lockfile`];
  return [
    corepack(workspace),
    `${packageManager} install ${isModernYarn(facts) ? '--immutable' : '--frozen-lockfile'}`,
  ];
}

/** How a program of an installed package is called. */
export function programCall(facts: Facts): string {
  if (facts.packageManager === 'pnpm') return 'pnpm exec';
  return isModernYarn(facts) ? 'yarn' : 'npx';
}
