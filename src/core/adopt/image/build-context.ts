import { normalizePath, baseName, isWithin } from '../../text/paths';
import type { Files } from '../evidence';
import type { Finding, Note } from '../finding';
import type { Copied } from './image-copies';
import { directoryShown } from '../../orchestrators/compose/theirs';
import { directoriesAbove } from '../../text/paths';
import { libraryFindings, localPackage } from '../dependencies/local-packages';
import { workspaceOf } from '../dependencies/needs';

/** What a Dockerfile copies, as seen from the directory of the application. */
export interface BuildContext {
  readonly copies: readonly Copied[];
  /** Libraries that come from elsewhere in the repository. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

/** A source of a copy as a path from the directory that is built. */
export function bare(source: string): string {
  return source.replace(/^(\.\/)+|^\/+/, '');
}

/**
 * The directory of the repository that paths of a Dockerfile start from: as compose has it, else the one from which they
 * lead to the application.
 */
function contextOf(copies: readonly Copied[], composed: string | undefined, { listing }: Files): string {
  const { directory, files } = listing;
  if (composed !== undefined || directory === '.') return composed ?? '.';
  const segments = directory.split('/');
  const isHere = (path: string) => files.some((file) => isWithin(file, path));
  const depth = segments.findIndex((_, index) => {
    const prefix = segments.slice(index).join('/');
    return copies.some(({ source }) => {
      const path = bare(source);
      return isWithin(path, prefix) && !isHere(path);
    });
  });
  return depth < 0 ? directory : segments.slice(0, depth).join('/') || '.';
}

/** A copy with its source as a path from the application's directory; undefined where it leads elsewhere. */
export function fromHere(copy: Copied, context: string, directory: string): Copied | undefined {
  const path = normalizePath(`${context}/${bare(copy.source)}`);
  if (path === undefined) return undefined;
  if (path === directory) return { ...copy, source: '.' };
  if (directory === '.') return { ...copy, source: path };
  if (path.startsWith(`${directory}/`)) return { ...copy, source: path.slice(directory.length + 1) };
  if (path !== '.' && !directory.startsWith(`${path}/`)) return undefined;
  // Of a directory further up the application is a part.
  const rest = path === '.' ? directory : directory.slice(path.length + 1);
  return { ...copy, source: '.', target: `${copy.target === '/' ? '' : copy.target}/${rest}` };
}

/** The library that a path belongs to: the nearest directory with a pyproject.toml, at or above it. */
function libraryOf(path: string, { listing }: Files): string | undefined {
  return directoriesAbove(`${path}/x`)
    .filter((directory) => directory !== '.')
    .find((directory) => listing.read(`${directory}/pyproject.toml`) !== undefined);
}

/** What comes from outside of the application's directory: a library becomes an option, anything else is told. */
function outsideOf(copies: readonly Copied[], context: string, files: Files): Omit<BuildContext, 'copies'> {
  const outside = copies.flatMap(({ source, place }) => {
    const path = normalizePath(`${context}/${bare(source)}`);
    return path === undefined ? [] : [{ path, place, library: libraryOf(path, files) }];
  });
  const workspace = workspaceOf(files);
  const local = outside.flatMap(({ library, place }) =>
    library === undefined ? [] : [localPackage(baseName(library), library, place, '.', workspace)],
  );
  const notes = outside
    .filter(
      ({ library, path }) => library === undefined && !/(^|\/)(poetry\.lock|uv\.lock|pyproject\.toml)$/.test(path),
    )
    .map(({ path, place }) => ({
      text: `${path} lies outside of the directory, and is not in the image: move it inside, or give it a pyproject.toml and name it in "libraries"`,
      place,
    }));
  const libraries = libraryFindings(local, workspace);
  return { findings: libraries.findings, notes: [...notes, ...libraries.notes] };
}

/**
 * Looks at what a Dockerfile copies from the directory of the application, whatever directory it is built from.
 *
 * @param composed the directory that compose builds it from, relative to the root of the repository
 */
export function buildContext(
  file: string,
  copies: readonly Copied[],
  composed: string | undefined,
  files: Files,
): BuildContext {
  const { directory } = files.listing;
  const context = contextOf(copies, composed, files);
  if (context === directory) {
    return { copies: copies.map((copy) => ({ ...copy, source: bare(copy.source) })), findings: [], notes: [] };
  }
  const seen = copies.map((copy) => ({ copy, here: fromHere(copy, context, directory) }));
  const outside = outsideOf(
    seen.flatMap(({ copy, here }) => (here ? [] : [copy])),
    context,
    files,
  );
  const text = `is built from ${directoryShown(context)}: its paths start there. The image from here is built from ${directory}`;
  return {
    copies: seen.flatMap(({ here }) => here ?? []),
    findings: outside.findings,
    notes: [{ text, place: { file } }, ...outside.notes],
  };
}
