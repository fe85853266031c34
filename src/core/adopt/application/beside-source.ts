import { isAside } from '../../python-source/applications';
import type { Files } from '../evidence';
import type { Finding, Note } from '../finding';
import { READ_AT_RUN_TIME } from '../image/image-findings';
import { lineAt } from '../../text/place';
import type { PythonModule } from '../../python-source/module';

/** Directories that serve the work on an application, and that it does not read when it runs. */
const OF_THE_WORK =
  /^(_?build|bin|ci|charts?|coverage|deploy(ment)?|dist|docker|env|frontend|helm|htmlcov|infra(structure)?|k8s|kubernetes|node_modules|notebooks|ops|requirements|site|terraform|venv|web|wheels)$/;

/** Directories and files beside the source that an application may read when it runs. */
function beside(files: Files, isCovered: (path: string) => boolean, modules: readonly PythonModule[]): string[] {
  const tops = new Map<string, boolean>();
  for (const path of files.listing.files) {
    const [top = ''] = path.split('/');
    if (path.includes('/') || READ_AT_RUN_TIME.includes(path)) tops.set(top, path.includes('/'));
  }
  const withModules = new Set(modules.map(({ path }) => path.split('/')[0] ?? ''));
  return [...tops.keys()].filter(
    (top) =>
      /^[A-Za-z0-9_][A-Za-z0-9_+@.-]*$/.test(top) &&
      !isCovered(top) &&
      (READ_AT_RUN_TIME.includes(top) || (!withModules.has(top) && !OF_THE_WORK.test(top) && !isAside(`${top}/x`))),
  );
}

/** Calls that need a directory: without it the application does not start, or answers none of its pages. */
const NEEDS_DIRECTORY =
  /\b(?:StaticFiles|Jinja2Templates|FileSystemLoader)\(\s*(?:directory\s*=\s*)?["'](?:\.\/)?([A-Za-z0-9_][\w+@.-]*)(?:\/[^"'\n]*)?["']/g;

/** Directories beside the source from which the application serves files or reads pages: they belong into the image. */
export function servedDirectories(
  files: Files,
  modules: readonly PythonModule[],
  isCovered: (path: string) => boolean,
): Finding[] {
  const beneath = new Set(files.listing.files.map((path) => path.split('/')[0] ?? ''));
  return modules
    .filter(({ path }) => isCovered(path) && !isAside(path))
    .flatMap(({ path }) => {
      const text = files.text(path) ?? '';
      return [...text.matchAll(NEEDS_DIRECTORY)].flatMap(({ 1: name = '', index }): Finding[] => {
        if (!beneath.has(name) || files.all.has(name) || isCovered(name)) return [];
        const place = { file: path, line: lineAt(text, index) };
        return [{ option: 'image.files', value: [name], place, confidence: 'likely' }];
      });
    });
}

/**
 * What lies beside the source and is not in the image, where no Dockerfile says what belongs into it: what the Python
 * files name comes first, else everything that the application may read.
 *
 * @param isCovered whether a path is in the image with the source
 * @param findings what becomes an option, `image.files` among it
 */
export function besideSource(
  files: Files,
  modules: readonly PythonModule[],
  isCovered: (path: string) => boolean,
  findings: readonly Finding[],
): Note[] {
  const taken = findings.filter(({ option }) => option === 'image.files').flatMap(({ value }) => value as string[]);
  const names = beside(files, isCovered, modules).filter((name) => !taken.includes(name));
  if (names.length === 0) return [];
  const escaped = names.map((name) => name.replace(/[.+]/g, '\\$&'));
  const quoted = new RegExp(`["'](?:\\.{1,2}/){0,5}(${escaped.join('|')})(?=[/"'])`, 'g');
  const used = modules
    .filter(({ path }) => isCovered(path) && !isAside(path))
    .flatMap(({ path }) => {
      const text = files.text(path) ?? '';
      return [...text.matchAll(quoted)].map(({ 1: name = '', index }) => ({ name, file: path, text, index }));
    });
  const [first] = used;
  const known = names.filter((name) => READ_AT_RUN_TIME.includes(name) || used.some((use) => use.name === name));
  if (known.length > 0) {
    const place = first && { file: first.file, line: lineAt(first.text, first.index) };
    return [{ text: `not in the image: ${known.join(', ')}; name them in "image.files"`, ...(place ? { place } : {}) }];
  }
  const text = `not in the image, since it lies beside the source: ${names.join(', ')}; name in "image.files" what the application reads`;
  return [{ text }];
}
