import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexSecrets } from '../core/dependencies/package-index';
import { InvalidInputError } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';

/** Whether Compose finds a value for a variable: in the environment, or in the `.env` beside its file. */
function isSet(name: string, path: string): boolean {
  if ((process.env[name] ?? '') !== '') return true;
  const file = join(path, '.env');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.some((line) => line.startsWith(`${name}=`) && line.trim() !== `${name}=`);
}

/**
 * Tells which package index a build by Compose will not have. Compose gives a build an empty secret where the variable is
 * not set, which the build itself cannot tell from one that is there.
 *
 * @throws InvalidInputError where the app asks for the index in any case
 */
export function tellMissingIndexes(app: ResolvedApp, path: string): void {
  const missing = indexSecrets(app, app.installer).filter(({ secret }) => !isSet(secret, path));
  if (missing.length === 0) return;
  if (app.packageIndex.required) {
    const reason = 'is not set, and "packageIndex.required" says that no image is built without it';
    const fix = 'set the variable to the address of the index where you call this';
    throw new InvalidInputError(
      'the environment',
      missing.map(({ secret }) => ({ option: secret, reason, fix })),
    );
  }
  for (const { secret } of missing) {
    console.error(`${secret} is not set: the build takes packages from everywhere but the index that it names`);
  }
}
