import { hasPassword } from '../../image/secrets';
import { broughtBy } from '../../python/extras';
import { normalName } from '../../python/normal-name';
import { readRequirements, valuesOf, type RequirementLine } from '../../python/requirement-lines';
import { baseName, directoryOf, normalizePath } from '../../text/paths';
import { requirementLines } from '../dependencies/dependencies';
import type { Files } from '../evidence';
import { absolute, repositoryPath } from './image-copies';
import type { Installation } from './image-installs';
import type { Dependencies } from '../dependencies/needs';

/** Tools that install and build: the image has its own, and an application imports none of them. */
const TOOLS = new Set(
  'build flit flit-core hatch hatchling pdm pdm-backend pip pip-tools pipenv pipx poetry poetry-core rye setuptools setuptools-scm twine uv virtualenv wheel'.split(
    ' ',
  ),
);
const ARCHIVE = /\.(?:whl|zip|tar\.\w+|tgz)$/i;

function isTool(name: string): boolean {
  return TOOLS.has(name) || /^(poetry|pdm|hatch)-/.test(name);
}

function fromDirectory(path: string, directory: string): string[] {
  return path.startsWith(`${directory}/`) ? [path.slice(directory.length + 1)] : [];
}

/** A path that a command of a Dockerfile names, as one of the repository; undefined where nothing is there. */
export function inRepository(path: string, { workdir, copies }: Installation, files: Files): string | undefined {
  const { directory } = files.listing;
  const copied = repositoryPath(absolute(workdir, path), copies);
  const written = normalizePath(path.replace(/^\/\w+\//, ''));
  return [copied, written]
    .flatMap((found) => (found === undefined ? [] : [found, ...fromDirectory(found, directory)]))
    .find((found) => files.all.has(found) || files.listing.files.some((file) => file.startsWith(`${found}/`)));
}

/** Requirements files that the Dockerfile installs, as paths of the repository. */
export function installedFiles(installs: readonly Installation[], files: Files): string[] {
  return installs.flatMap((install) => install.files.flatMap((path) => inRepository(path, install, files) ?? []));
}

/** The name of a package by what asks for it: its own, or that of an archive. */
function nameOf(line: RequirementLine): string | undefined {
  if (line.kind === 'package') return line.name;
  if (line.kind !== 'location') return undefined;
  const path = line.location.replace(/[?#].*$/, '');
  const ofFile = ARCHIVE.test(path) ? /^(\w[\w.]*?(?:-[A-Za-z][\w.]*)*)-\d/.exec(baseName(path))?.[1] : undefined;
  return line.name ?? (ofFile === undefined ? undefined : normalName(ofFile));
}

/** Whether what is installed is among the requirements: with its extras, and its versions where they name none. */
function isNamed(line: RequirementLine, lines: Dependencies['lines']): boolean {
  const name = nameOf(line);
  if (line.kind === 'location' && lines.some(({ text }) => text.includes(line.location))) return true;
  const all = lines.flatMap(({ text }) => readRequirements(text));
  const same = all.filter((other) => name !== undefined && nameOf(other) === name);
  if (line.kind !== 'package') return same.length > 0;
  const isPlain = line.specifier === '' && line.extras.length === 0 && line.url === undefined;
  const brings = (other: RequirementLine) =>
    other.kind === 'package' && broughtBy(other.name, other.extras).includes(line.name);
  if (isPlain && all.some(brings)) return true;
  return same.some(
    (other) =>
      other.kind !== 'package' ||
      (line.extras.every((extra) => other.extras.includes(extra)) &&
        (line.specifier === '' || other.specifier !== '' || other.url !== undefined)),
  );
}

/** What becomes of one thing that is installed: a line to add, or a word about why it is none. */
export interface Missing {
  /** The line that the requirements lack. */
  readonly line?: string;
  readonly told?: string;
}

/** A path is a directory of the repository or an archive in it; what only the build has comes from elsewhere. */
function ofPath(location: string, install: Installation, files: Files): Missing[] {
  const path = location.replace(/\[[^[\]]*\]$/, '').replace(/^file:(\/\/)?/, '');
  const isMany = path.includes('*');
  const found = inRepository(isMany ? directoryOf(path) : path, install, files);
  if (found === undefined || found === '.') return [];
  const archives = files.listing.files.filter((file) => ARCHIVE.test(file) && directoryOf(file) === found);
  if (isMany ? archives.length > 0 : ARCHIVE.test(found)) {
    return [
      { told: `${path} is installed from a file: put it on a package index ("packageIndex"), and ask for it by name` },
    ];
  }
  const isProject = ['pyproject.toml', 'setup.py'].some((name) => files.all.has(`${found}/${name}`));
  if (isMany || !isProject) return [];
  return [{ told: `${path} is installed from its directory: name it in "libraries", with "lock": true` }];
}

/** What the requirements lack of one thing that a command installs. */
export function missingOf(
  written: string,
  install: Installation,
  files: Files,
  lines: Dependencies['lines'],
): Missing[] {
  const shown = written.replace(/\/\/[^/@\s]*@/, '//***@');
  const [computed = ''] = /^[\w.-]*(?=\W*\$)/.exec(written) ?? [];
  // Of a version that is computed the name is known; of what the build makes itself nothing is missing.
  const isKnown = isTool(normalName(computed)) || readRequirements(computed).some((line) => isNamed(line, lines));
  if (written.includes('$') && (isKnown || written.includes('.whl'))) return [];
  if (written.includes('$'))
    return [{ told: `${shown} is installed, and comes from a variable: name what it stands for` }];
  const parts = readRequirements(written).some(({ kind }) => kind === 'unreadable') ? written.split(/\s+/) : [written];
  return parts
    .flatMap((part) => readRequirements(part))
    .flatMap((line): Missing[] => {
      if (line.kind !== 'package' && line.kind !== 'location') return [];
      const name = nameOf(line);
      if ((name !== undefined && isTool(name)) || isNamed(line, lines)) return [];
      const address = line.kind === 'location' ? line.location : line.url;
      if (line.kind === 'location' && !/^(?!file:)[a-z][a-z+]*:/i.test(line.location)) {
        return ofPath(line.location, install, files);
      }
      const isPlain =
        address === undefined || (/^https:\/\//.test(address) && !hasPassword(address) && shown === written);
      return isPlain ? [{ line: line.text }] : [{ told: `${shown} is installed: name it there` }];
    });
}

/** Lines of the requirements for the files that are installed or limit versions, and that they do not include. */
export function missingFiles(install: Installation, files: Files, lines: Dependencies['lines']): Missing[] {
  const isRead = (path: string) =>
    lines.some(
      ({ text, place }) =>
        place.file === path ||
        readRequirements(text).some((line) =>
          valuesOf(line, '--constraint').some((value) => normalizePath(`${place.file}/../${value}`) === path),
        ),
    );
  const further = install.files.flatMap((written) => {
    const path = inRepository(written, install, files);
    if (path === undefined || /\.(toml|cfg|py)$/.test(path) || isRead(path)) return [];
    const own = requirementLines(files, path).flatMap(({ text }) => readRequirements(text));
    return own.every((line) => line.kind === 'options' || isNamed(line, lines)) ? [] : [`-r ${path}`];
  });
  const limits = install.constraints.flatMap((written) => {
    const path = inRepository(written, install, files);
    return path === undefined || isRead(path) ? [] : [`-c ${path}`];
  });
  return [...further, ...limits].map((line) => ({ line }));
}
