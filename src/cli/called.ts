import { dirname, join, sep } from 'node:path';

/** Package managers by the beginning of the name that they give themselves, and how each calls a program. */
const CALLS: readonly (readonly [agent: string, call: string])[] = [
  ['pnpm/', 'pnpm fastapi-container'],
  ['yarn/', 'yarn fastapi-container'],
  ['bun/', 'bunx fastapi-container'],
];

/** Whether a package lies in a `node_modules` at or above a directory, where package managers find it. */
function isInstalledFor(cwd: string, home: string): boolean {
  for (let current = cwd; ; current = dirname(current)) {
    if (home.startsWith(join(current, 'node_modules') + sep)) return true;
    if (current === dirname(current)) return false;
  }
}

/**
 * How a person calls this command line, for commands that they are to type next.
 *
 * @param env the environment, in which package managers leave their name
 * @param cwd the current directory
 * @param home a directory of this package
 */
export function calledAs(env: NodeJS.ProcessEnv, cwd: string, home: string): string {
  const agent = env.npm_config_user_agent ?? '';
  const installed = isInstalledFor(cwd, home);
  if (agent !== '') {
    const call = CALLS.find(([name]) => agent.startsWith(name))?.[1];
    // One that was fetched for this call alone is fetched again by the same words.
    if (call !== undefined) return installed ? call : call.replace(/^(pnpm|yarn) /, '$1 dlx ');
    return 'npx fastapi-container';
  }
  return installed ? 'npx fastapi-container' : 'fastapi-container';
}

/** How this command line was called. */
export function ownCall(): string {
  return calledAs(process.env, process.cwd(), __dirname);
}
