import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRETS_DIRECTORY } from '../core/constants';
import { secretFiles } from '../core/orchestrators/compose/secrets';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, type Problem } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';

/** Nobody else on this machine gets into the directory; the user of the container has to be able to read the files. */
const MODES = { directory: 0o700, file: 0o644 } as const;

/** What stands where the file of a secret belongs. */
function found(path: string): 'file' | 'nothing' | 'another' {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 'nothing';
  return stats.isFile() ? 'file' : 'another';
}

/** Opens a file or a directory to those who need it; somebody else's can be opened only by them. */
function open(path: string, shown: string, mode: number, wanted: number): Problem[] {
  if ((statSync(path).mode & wanted) === (mode & wanted)) return [];
  try {
    chmodSync(path, mode);
    return [];
  } catch {
    const reason = 'belongs to somebody else, and the user of the container cannot read it as it is';
    return [{ option: shown, reason, fix: `as its owner: chmod ${mode.toString(8)} ${shown}` }];
  }
}

/**
 * Makes sure that the secrets of a compose file are there and can be read in the container: passwords between its services
 * are made, others are for the user to give.
 *
 * @throws InvalidInputError naming all that are missing
 */
export function makeSecrets(app: ResolvedApp, path: string, shown: string): void {
  const secrets = secretFiles(app);
  if (secrets.length === 0) return;
  const directory = join(path, SECRETS_DIRECTORY);
  const shownDirectory = joinPath(shown, SECRETS_DIRECTORY);
  const fileOf = (name: string) => ({ file: join(directory, name), shownFile: joinPath(shownDirectory, name) });
  const wrong = secrets.flatMap(({ name, random }): Problem[] => {
    const { file, shownFile } = fileOf(name);
    const what = found(file);
    if (what === 'file' || (what === 'nothing' && random)) return [];
    const reason =
      what === 'nothing'
        ? 'is missing: it holds the value of a secret of "secrets"'
        : 'is no file, but a secret is one';
    const remove = what === 'nothing' ? '' : 'remove it; then ';
    const fix = `${remove}write its value there, without a line end: printf %s 'the value' > ${shownFile}`;
    return [{ option: shownFile, reason, fix }];
  });
  if (wrong.length > 0) throw new InvalidInputError('the secrets', wrong);
  mkdirSync(directory, { recursive: true });
  // First the directory: in an open one the files would be everybody's.
  const closed = open(directory, shownDirectory, MODES.directory, 0o777);
  const unreadable = secrets.flatMap(({ name }) => {
    const { file, shownFile } = fileOf(name);
    if (found(file) === 'nothing') writeFileSync(file, randomBytes(24).toString('base64url'), { flag: 'wx' });
    return open(file, shownFile, MODES.file, 0o004);
  });
  const problems = [...closed, ...unreadable];
  if (problems.length > 0) throw new InvalidInputError('the secrets', problems);
}
