import { nearest } from '../core/text/nearest';
import { InvalidInputError } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';
import { isApp, readApp } from '../io/app';
import { targetsOrHere, type Target } from './targets';

/** What is to be done, and for which app. */
export interface Deed {
  readonly name: string;
  readonly target: Target;
  readonly app: ResolvedApp;
  /** The words behind both. */
  readonly words: readonly string[];
}

/**
 * Reads `[directory] <deed> [words]`: the directory stands first, since targets of Nx call this at the root of the
 * workspace, and may be left out in that of the app.
 */
export function deedOf(operands: readonly string[], deeds: readonly string[]): Deed {
  const [first = '', second = ''] = operands;
  const named = deeds.includes(second) && (!deeds.includes(first) || isApp(first));
  const [directory, name, words] = named ? [[first], second, operands.slice(2)] : [[], first, operands.slice(1)];
  if (!deeds.includes(name)) {
    const typed = second === '' ? first : second;
    const meant = nearest(typed, deeds);
    throw new InvalidInputError('the command line', [
      {
        option: typed === '' ? 'what to do' : typed,
        reason: typed === '' ? 'is missing' : 'is nothing that can be done',
        allowed: deeds.join(', '),
        fix: meant === undefined ? 'name one of them behind the directory of the app' : `did you mean "${meant}"?`,
      },
    ]);
  }
  const [target] = targetsOrHere(process.cwd(), directory);
  if (!target) throw new Error('no target');
  return { name, target, app: readApp(target.path, target.shown), words };
}

/** Of an app that has no such group of options. */
export function groupMissing(option: 'compose' | 'swarm' | 'kubernetes', { shown }: Target): InvalidInputError {
  return new InvalidInputError(`the options of ${shown}`, [
    {
      option,
      reason: 'is not given, so that there are no files for it',
      allowed: 'a group of options, which may be empty',
      fix: `write "${option}": {} into the options, and regenerate`,
    },
  ]);
}
