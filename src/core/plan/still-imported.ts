import { moduleFiles } from '../python-source/applications';
import { directoryOf } from '../text/paths';
import { readModule } from '../python-source/module';
import type { ResolvedApp } from '../app/resolved';
import { CONTAINER_PACKAGE, FORMER_MODULES } from '../constants';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { toOwn } from './door';
import type { Change, Remove } from './change';

/** Modules that are named: enough to know where to look. */
const MOST = 3;

const PACKAGE = `${CONTAINER_PACKAGE}/__init__.py`;

/** The directory of the package that a file was the way into the options of; undefined for another file. */
function packageOf(path: string): string | undefined {
  const name = [PACKAGE, FORMER_MODULES.container].find((end) => path === end || path.endsWith(`/${end}`));
  if (name === undefined) return undefined;
  return path === name ? '.' : path.slice(0, -name.length - 1);
}

/** Whether a module imports one of some files, by a statement or by its dotted name in a text. */
function imports(path: string, text: string, targets: readonly string[], root: string): boolean {
  if (!text.includes(CONTAINER_PACKAGE)) return false;
  const found = [...readModule(path, text).imports.values()].flatMap(({ module, name }) => {
    const names = name === undefined ? [module] : [module, `${module}${module.endsWith('.') ? '' : '.'}${name}`];
    // An absolute import starts from the source root, wherever the module is that has it.
    return names.flatMap((dotted) => [...moduleFiles(path, dotted), ...moduleFiles(joinPath(root, 'any.py'), dotted)]);
  });
  return targets.some((target) => found.includes(target));
}

function left(
  { path, ownership, before }: Remove,
  importers: readonly string[],
  current: string,
  own: readonly string[],
): Change {
  const more = importers.length > MOST ? ` and ${String(importers.length - MOST)} more` : '';
  const shown = importers.slice(0, MOST).join(', ');
  return {
    path,
    ownership,
    action: 'conflict',
    before,
    reason: `no option leads to it any more, but your modules import it: ${shown}${more}`,
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
  { directory, read, files }: Workspace,
): Change[] {
  const inPlace = application.sourceDir;
  const current = application.package === undefined ? CONTAINER_PACKAGE : `${application.package}.${CONTAINER_PACKAGE}`;
  return changes.map((change) => {
    const home = change.action === 'remove' ? packageOf(change.path) : undefined;
    // In the package of the application the one takes the place of the other under the same name.
    if (change.action !== 'remove' || home === undefined || home === inPlace) return change;
    const targets = [PACKAGE, FORMER_MODULES.container].map((name) => joinPath(home, name));
    const importers = (files?.() ?? []).filter(
      (path) =>
        path.endsWith('.py') &&
        !directoryOf(path).split('/').includes(CONTAINER_PACKAGE) &&
        imports(path, read(joinPath(directory, path)) ?? '', targets, application.root),
    );
    return importers.length === 0 ? change : left(change, importers, current, own);
  });
}
