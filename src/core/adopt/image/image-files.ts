import { isWithin } from '../../text/paths';
import type { Files } from '../evidence';
import type { ChosenApp } from '../application/find-app';
import type { Finding } from '../finding';
import type { PythonModule } from '../../python-source/module';

/** Packages and modules beside the application's own that its modules import from the same root. */
export function neighbours(app: ChosenApp, files: Files, modules: readonly PythonModule[]): Finding[] {
  if (app.root !== '.' || !app.file.includes('/')) return [];
  const [own = ''] = app.file.split('/');
  const place = { file: app.file };
  const names = modules
    .filter(({ path }) => path.startsWith(`${own}/`))
    .flatMap(({ imports }) => [...imports.values()].map(({ module }) => module.split('.')[0] ?? ''));
  const found = [...new Set(names)].sort().flatMap((name) => {
    if (name === own || name === '') return [];
    if (files.all.has(`${name}.py`)) return [`${name}.py`];
    return files.all.has(`${name}/__init__.py`) ? [name] : [];
  });
  return found.length === 0 ? [] : [{ option: 'image.files', value: found, place, confidence: 'likely' }];
}

/** Options whose value is a list that several places add to. */
const LISTS = ['image.files', 'libraries'];

/** Findings of one option become one: lists are put together, of anything else the first one counts. */
export function joined(findings: readonly Finding[]): Finding[] {
  return findings.flatMap((finding, index) => {
    const alike = findings.filter(({ option }) => option === finding.option);
    if (alike.length === 1) return [finding];
    if (findings.findIndex(({ option }) => option === finding.option) !== index) return [];
    if (!LISTS.includes(finding.option)) return [finding];
    return [{ ...finding, value: [...new Set(alike.flatMap(({ value }) => value as string[]))].sort() }];
  });
}

/** Whether a path is in the image with the source. */
export function coveredBy({ file, root }: ChosenApp): (path: string) => boolean {
  const [topLevel = ''] = file.split('/');
  const source = root === '.' ? topLevel : root;
  const isFlat = root === '.' && !file.includes('/');
  return (path) => isFlat || isWithin(path, source) || isWithin(source, path);
}
