import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_FILE } from '../core/constants';
import { documentDamage } from '../core/contract/staleness';
import { toRun } from '../core/plan/door';
import { joinPath } from '../core/text/paths';
import { InvalidInputError } from '../core/text/problems';
import { doorOnDisk, readApp } from '../io/app';
import { commonCommit, textInCommit } from '../io/git';
import { runProgram } from '../io/programs';
import { ownCalls } from './called';
import { presentDocument } from './openapi-document';
import type { Target } from './targets';
import { say, sayAside } from './say';

/** The revision that a contract is compared with where nobody names another. */
export const DEFAULT_BASE = 'origin/main';

/** What breaks clients that are generated, besides what breaks every client: a name, and a member that their code reads. */
const SEVERITIES = ['api-operation-id-removed', 'response-optional-property-removed']
  .map((check) => `${check} err\n`)
  .join('');

/** oasdiff ends with this where it has found something. */
const FOUND = 1;

/** Nothing is downloaded: the package of that name on npm is nobody's. */
function notInstalled(): InvalidInputError {
  return new InvalidInputError('the comparison', [
    {
      option: 'oasdiff',
      reason: 'is not installed here',
      fix: 'install it from https://github.com/oasdiff/oasdiff, for example with `go install github.com/oasdiff/oasdiff@latest`; never with npx',
    },
  ]);
}

/** Runs oasdiff with its output on the terminal. */
function compare(base: string, head: string, words: readonly string[]): 0 | 1 | 2 {
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-base-'));
  try {
    const [before, severities] = [join(directory, CONTRACT_FILE), join(directory, 'severities.txt')];
    writeFileSync(before, base);
    writeFileSync(severities, SEVERITIES);
    const flags = ['--fail-on', 'ERR', '--severity-levels', severities, ...words];
    const ended = runProgram(['oasdiff', 'breaking', ...flags, '--', before, head], { output: 'shown' });
    if (ended.missing) throw notInstalled();
    if (ended.failure === undefined) return 0;
    if (ended.status === FOUND) return 1;
    sayAside(`${ended.failure}: its own messages above say why`);
    return 2;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Tells what in the contract of an app breaks its clients, compared with that of a revision.
 *
 * @param words more flags of oasdiff
 * @returns 0 nothing does, 1 something does, 2 there was no comparison
 */
export function tellBreaking(target: Target, revision: string, words: readonly string[]): 0 | 1 | 2 {
  const { path, shown } = target;
  const base = textInCommit(path, commonCommit(path, revision), CONTRACT_FILE);
  if (base === undefined) {
    say(`${shown}: ${revision} has no ${CONTRACT_FILE}, so that nothing can break`);
    return 0;
  }
  const app = readApp(path, shown);
  const head = presentDocument(target);
  const damage = head === undefined ? 'it is missing' : documentDamage(head);
  if (damage !== undefined) {
    const way = toRun(doorOnDisk(path, app), 'openapi', app.name, shown, ownCalls());
    const reason = `cannot be compared with that of ${revision}: ${damage}`;
    throw new InvalidInputError(shown, [{ option: CONTRACT_FILE, reason, fix: `${way} writes it` }]);
  }
  const code = compare(base, joinPath(shown, CONTRACT_FILE), words);
  if (code === 0) say(`${shown}: nothing in ${CONTRACT_FILE} breaks clients of ${revision}`);
  if (code === 1) say(`${shown}: ${CONTRACT_FILE} breaks clients of ${revision}`);
  return code;
}
