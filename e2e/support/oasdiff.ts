import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './shell';

const VERSION = 'v1.37.0';

/** It stays from one run to the next: to build it takes a minute. */
const HOME = join(__dirname, `../../node_modules/.cache/oasdiff-${VERSION}`);

function starts(program: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  try {
    return run(__dirname, program, args, env).status === 0;
  } catch {
    return false;
  }
}

/** The directory of oasdiff, as Go builds it, or '' where it is on the PATH; undefined where it cannot be had. */
export function oasdiffDirectory(): string | undefined {
  if (existsSync(join(HOME, 'oasdiff'))) return HOME;
  if (starts('go', ['install', `github.com/oasdiff/oasdiff@${VERSION}`], { GOBIN: HOME })) return HOME;
  if (starts('oasdiff', ['--version'])) return '';
  console.error(
    `${'!'.repeat(90)}\nNOT TESTED: WHAT BREAKS CLIENTS. There is neither oasdiff nor Go here.\n${'!'.repeat(90)}`,
  );
  return undefined;
}
