import type { ResolvedApp } from '../core/app/resolved';
import { CONTRACT_FILE } from '../core/constants';
import { firstDifference } from '../core/contract/difference';
import { documentDamage } from '../core/contract/staleness';
import { roomProblem } from '../core/plan/change';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { lookBelow } from '../io/disk';
import { OTHER_SEED, openApiDocument } from '../io/openapi';
import { ProgramFailed } from '../io/programs';
import { ensureInstalled } from './commands/install';
import type { Target } from './targets';
import { sayAside } from './say';

/** Characters of an answer that are shown: enough to know it again. */
const SHOWN = 60;

function refuse({ shown }: Target, problem: Problem): InvalidInputError {
  return new InvalidInputError(`the application of ${shown}`, [problem]);
}

/** The text of the contract that is there; undefined where there is none. What cannot be read as one is a problem. */
export function presentDocument(target: Target): string | undefined {
  const existing = lookBelow(target.path)(CONTRACT_FILE);
  const obstacle = roomProblem(CONTRACT_FILE, existing);
  if (obstacle) throw refuse(target, obstacle);
  return existing.kind === 'file' ? existing.text : undefined;
}

/** What the application answers, whatever that is. */
async function answer(target: Target, app: ResolvedApp, seed?: string): Promise<string> {
  try {
    return await openApiDocument(target.path, app, seed);
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw refuse(target, {
      option: 'app',
      value: app.application.importString,
      reason: `cannot be asked for its contract: ${error.message}`,
      fix: 'its messages above, if any, say why: an import may neither fail nor wait for something. Values that it needs to be imported go into "openapi": {"env": {...}}: it sees no other variables of this machine',
    });
  }
}

/** Asks the application for its document. Anything else would be written over a good one. */
async function ask(target: Target, app: ResolvedApp, seed?: string): Promise<string> {
  const document = await answer(target, app, seed);
  const damage = documentDamage(document);
  if (damage === undefined) return document;
  const start = document.trim().replace(/\s+/g, ' ').slice(0, SHOWN);
  throw refuse(target, {
    option: 'app',
    value: app.application.importString,
    reason: `its openapi() gives something else than its contract: ${damage}, but ${start}`,
    allowed: 'an object with the members "openapi" and "paths", as that of FastAPI gives',
    fix: 'mend what the application has in the place of openapi()',
  });
}

/**
 * What the application says its contract is. Where that is not what is there, it is asked once more: of one that says
 * another thing each time, no file could ever be in step.
 *
 * @param present text that is there
 */
export async function currentDocument(target: Target, app: ResolvedApp, present: string | undefined): Promise<string> {
  ensureInstalled(target, sayAside);
  const document = await ask(target, app);
  if (present !== undefined && firstDifference(present, document) === undefined) return document;
  const unsteady = firstDifference(document, await ask(target, app, OTHER_SEED));
  if (unsteady === undefined) return document;
  throw refuse(target, {
    option: CONTRACT_FILE,
    reason: `would be another one each time: of two runs, in ${unsteady}`,
    allowed: 'an application that says the same of itself whenever it is imported',
    fix: 'let it depend on no clock, no random value and no order of a set: sort it, or take the value from a variable that "openapi": {"env": {...}} gives',
  });
}
