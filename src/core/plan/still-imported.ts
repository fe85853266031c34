import { importersOf } from '../python-source/importers';
import type { ResolvedApp } from '../app/resolved';
import { CONTAINER_PACKAGE, FORMER_MODULES } from '../constants';
import { firstNames } from '../text/first-names';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { toOwn } from './door';
import type { Change, Remove } from './change';

const PACKAGE = `${CONTAINER_PACKAGE}/__init__.py`;

/** The directory of the package that a file was the way into the options of; undefined for another file. */
function packageOf(path: string): string | undefined {
  const name = [PACKAGE, FORMER_MODULES.container].find((end) => path === end || path.endsWith(`/${end}`));
  if (name === undefined) return undefined;
  return path === name ? '.' : path.slice(0, -name.length - 1);
}

function left(
  { path, ownership, before }: Remove,
  importers: readonly string[],
  current: string,
  own: readonly string[],
): Change {
  return {
    path,
    ownership,
    action: 'conflict',
    before,
    reason: `no option leads to it any more, but your modules import it: ${firstNames(importers)}`,
    waysOut: [
      `let them import ${current} instead, or delete them if they are left over`,
      `or take it over: ${toOwn(own, path)}`,
    ],
  };
}

/**
 * What a person's modules import is not taken away from them. It is left over where an application has another package
 * than before, and modules of the former one are still there.
 *
 * @param changes the fate of each file by itself
 */
export function keepImported(
  changes: readonly Change[],
  { application, own }: ResolvedApp,
  workspace: Workspace,
): Change[] {
  const inPlace = application.sourceDir;
  const current = application.package === undefined ? CONTAINER_PACKAGE : `${application.package}.${CONTAINER_PACKAGE}`;
  return changes.map((change) => {
    const home = change.action === 'remove' ? packageOf(change.path) : undefined;
    // In the package of the application the one takes the place of the other under the same name.
    if (change.action !== 'remove' || home === undefined || home === inPlace) return change;
    const targets = [PACKAGE, FORMER_MODULES.container].map((name) => joinPath(home, name));
    const importers = importersOf(targets, application.root, workspace);
    return importers.length === 0 ? change : left(change, importers, current, own);
  });
}
