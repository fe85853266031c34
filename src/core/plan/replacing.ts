import type { Traits } from '../outputs/output';
import type { Rendered } from '../outputs/render';
import { firstNames } from '../text/first-names';
import type { Change, Conflict, ReconcileOptions } from './change';
import { toRegenerate, toReplace, toReplaceInWorkspace } from './door';

type Answering = Pick<ReconcileOptions, 'app' | 'door' | 'directory' | 'calls'>;

function isReplaced(change: Change): change is Conflict {
  return change.action === 'conflict' && change.overwritten === true;
}

/** Files that are left alone, or taken, together with another one. */
function partnersOf(path: string, rendered: readonly Rendered<Traits>[]): string[] {
  return rendered.flatMap(({ output, file }) => {
    const leader = output.neighbours?.goWith?.path;
    if (leader === undefined) return [];
    return file.path === path ? [leader] : leader === path ? [file.path] : [];
  });
}

/** What becomes of the other files, in words. */
function withOthers(others: readonly Conflict[]): string {
  const paths = (isWanted: boolean) =>
    others.filter(({ after }) => (after !== undefined) === isWanted).map(({ path }) => path);
  const [replaced, removed] = [paths(true), paths(false)];
  return [
    ...(replaced.length === 0 ? [] : [`replaces ${firstNames(replaced)}`]),
    ...(removed.length === 0 ? [] : [`removes ${firstNames(removed)}`]),
  ].join(' and ');
}

/**
 * Tells of each file that a person may have replaced how that is done. One command replaces all of them: whoever decides
 * about one is told which others go with it, and how they stay.
 *
 * @param changes the fate of each file, as all others decide about it too
 */
export function tellReplacing(
  changes: readonly Change[],
  rendered: readonly Rendered<Traits>[],
  { app, door, directory, calls }: Answering,
): Change[] {
  const replaced = changes.filter(isReplaced);
  if (replaced.length === 0) return [...changes];
  const [through, programs] = [door(), calls()];
  const command = app ? toReplace(through, directory, programs) : toReplaceInWorkspace(through, programs);
  const waysOf = ({ path, after }: Conflict): string[] => {
    // Its first way out is to delete it.
    if (after === undefined) return [];
    const others = replaced.filter((other) => other.path !== path);
    if (through === 'projen' || others.length === 0) return [`or replace it: ${command}`];
    const partners = partnersOf(path, rendered);
    const isAlone = others.every((other) => !partners.includes(other.path));
    const alone = `or replace it alone: delete it, and run ${toRegenerate(through, directory, programs)}`;
    return [...(isAlone ? [alone] : []), `or replace more than it: ${command}, which also ${withOthers(others)}`];
  };
  return changes.map((change) =>
    isReplaced(change) ? { ...change, waysOut: [...change.waysOut, ...waysOf(change)] } : change,
  );
}
