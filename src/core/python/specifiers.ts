import { compare, explain } from '@renovatebot/pep440';
import { remember } from '../text/remember';

/** One clause of a specifier, such as `>=1.2`. */
interface Clause {
  readonly operator: string;
  readonly version: string;
  /** Whether it ends in `.*`. */
  readonly prefix: boolean;
}

/**
 * What a specifier says about versions below a floor.
 *
 * - `above`: what an installer takes is the floor or newer. A specifier without a lower bound leaves the choice to the
 *   installer, which takes the newest.
 * - `open`: it admits older versions, and newer ones too
 * - `below`: it admits nothing that is new enough
 */
export type FloorVerdict = 'above' | 'open' | 'below';

function clausesOf(specifier: string): Clause[] {
  return specifier.split(',').flatMap((part) => {
    const [, operator = '', version = ''] = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*(\S+)\s*$/.exec(part) ?? [];
    if (operator === '') return [];
    const prefix = operator !== '===' && version.endsWith('.*');
    return [{ operator, version: prefix ? version.slice(0, -2) : version, prefix }];
  });
}

/** The version that follows all versions with a prefix: `1.3` for `1.2`. */
function after(version: string, segments: number): string {
  const { epoch = 0, release = [] } = explain(version) ?? {};
  const kept = release.slice(0, segments);
  kept.push((kept.pop() ?? 0) + 1);
  return `${String(epoch)}!${kept.join('.')}`;
}

/** How many segments a version has, without those of a pre-release. */
function length(version: string): number {
  return explain(version)?.release.length ?? 0;
}

/** Whether a clause rules out all that is older than the floor; undefined where it sets no lower bound. */
function keepsAbove({ operator, version, prefix }: Clause, floor: string): boolean | undefined {
  switch (operator) {
    case '==':
    case '===':
    case '~=':
    case '>=':
      return compare(version, floor) >= 0;
    case '>':
      // Versions that follow 1.2 are not its local or post-releases, but those that follow 1.2rc1 may be older than 1.2.
      return compare(version, floor) >= 0 || (prefix && compare(after(version, length(version)), floor) >= 0);
    default:
      return undefined;
  }
}

/** Whether a clause admits something that is new enough. */
function admits({ operator, version, prefix }: Clause, floor: string): boolean {
  switch (operator) {
    case '==':
      return compare(prefix ? after(version, length(version)) : version, floor) >= (prefix ? 1 : 0);
    case '===':
    case '<=':
      return compare(version, floor) >= 0;
    case '~=':
      return compare(after(version, length(version) - 1), floor) > 0;
    case '<':
      return compare(version, floor) > 0;
    default:
      return true;
  }
}

/**
 * Compares a specifier with the oldest version that will do.
 *
 * @param specifier clauses with commas between them, empty for none
 * @param floor a version
 */
export function judge(specifier: string, floor: string): FloorVerdict {
  return verdicts(`${specifier}\n${floor}`);
}

const verdicts = remember((question): FloorVerdict => {
  const [specifier = '', floor = ''] = question.split('\n');
  const clauses = clausesOf(specifier);
  // What PEP 440 does not know as a version, no package has.
  if (clauses.some(({ version }) => explain(version) === null)) return 'below';
  if (!clauses.every((clause) => admits(clause, floor))) return 'below';
  const bounds = clauses.flatMap((clause) => keepsAbove(clause, floor) ?? []);
  return bounds.length === 0 || bounds.includes(true) ? 'above' : 'open';
});
