import { CONTAINER_PACKAGE } from '../constants';
import { directoryOf, joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { moduleFiles } from './applications';
import { readModule } from './module';

/** Whether a module imports one of some files of the managed package. */
function imports(path: string, text: string, targets: readonly string[], root: string): boolean {
  if (!text.includes(CONTAINER_PACKAGE)) return false;
  const found = [...readModule(path, text).imports.values()].flatMap(({ module, name }) => {
    const names = name === undefined ? [module] : [module, `${module}${module.endsWith('.') ? '' : '.'}${name}`];
    // An absolute import starts from the source root, wherever the module is that has it.
    return names.flatMap((dotted) => [...moduleFiles(path, dotted), ...moduleFiles(joinPath(root, 'any.py'), dotted)]);
  });
  return targets.some((target) => found.includes(target));
}

/** The modules of a person that import one of some files of the managed package, relative to the app. */
export function importersOf(
  targets: readonly string[],
  root: string,
  { directory, read, files }: Pick<Workspace, 'directory' | 'read' | 'files'>,
): string[] {
  return (files?.() ?? []).filter(
    (path) =>
      path.endsWith('.py') &&
      !directoryOf(path).split('/').includes(CONTAINER_PACKAGE) &&
      imports(path, read(joinPath(directory, path)) ?? '', targets, root),
  );
}
