import { isWithin } from '../text/paths';
import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Rule } from '../app/rule';
import { remember } from '../text/remember';

/**
 * Files that do not get into an image by themselves, as patterns of an ignore file: bytecode of another Python, hidden
 * files (`.env` and caches among them), environment files, keys and certificates.
 */
export const NEVER_COPIED = [
  '__pycache__',
  '*.py[cod]',
  '.*',
  '*.env',
  '*.jks',
  '*.key',
  '*.p12',
  '*.pem',
  '*.pfx',
  'id_ecdsa*',
  'id_ed25519*',
  'id_rsa*',
] as const;

/** Of these, what not even its name brings in: what holds secrets by its kind, and what is of no use. */
const REFUSED = [
  '__pycache__',
  '*.py[cod]',
  '.env',
  '.env.*',
  '.git',
  '.ssh',
  '.venv',
  '*.jks',
  '*.key',
  '*.p12',
  '*.pfx',
  'id_ecdsa*',
  'id_ed25519*',
  'id_rsa*',
] as const;

/** Tells the first of some patterns that keeps out a name. Most names are those of files in every app. */
function firstMatch(patterns: readonly string[]): (name: string) => string | undefined {
  const expressions = patterns.map((pattern) => {
    const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
    return { pattern, expression: new RegExp(`^${expression}$`, 'i') };
  });
  return remember((name) => expressions.find(({ expression }) => expression.test(name))?.pattern);
}

const keptOutByName = firstMatch(NEVER_COPIED);
const refusedByName = firstMatch(REFUSED);

/** The first part of a path that patterns keep out, with the path up to it; undefined where none does. */
function keptOutBy(patternFor: typeof refusedByName, path: string): { pattern: string; upTo: string } | undefined {
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const pattern = patternFor(segment);
    if (pattern !== undefined) return { pattern, upTo: segments.slice(0, index + 1).join('/') };
  }
  return undefined;
}

/** The path, or the directory above it, that the ignore file keeps out by its name; undefined where it lets it through. */
export function keptOut(path: string): string | undefined {
  return keptOutBy(keptOutByName, path)?.upTo;
}

/** Whether `image.files` may not name a path, whatever is in it. */
export function isRefused(path: string): boolean {
  return keptOutBy(refusedByName, path) !== undefined;
}

/** The paths of `image.files` that the ignore file would keep out, those above others first. */
export function letThrough({ image }: Pick<ResolvedApp, 'image'>): string[] {
  return image.files.filter((path) => keptOut(path) !== undefined).sort();
}

/** The paths of `image.files` that are copied by themselves: others come with the source, or with what they are in. */
export function copiedFiles({ image, application }: Pick<ResolvedApp, 'image' | 'application'>): string[] {
  const { copied } = application;
  return image.files.filter(
    (path) => !isWithin(path, copied) && !image.files.some((other) => other !== path && isWithin(path, other)),
  );
}

/** Whether a file of a directory would get into the image with it, wherever in or beside the app it is. */
export function isCopied({ application, image, libraries }: ResolvedApp, path: string): boolean {
  const sources = [application.copied, ...image.files, ...libraries.map((library) => library.path)];
  return sources.some((source) => {
    if (source === '.') return path.split('/')[0] !== '..' && keptOut(path) === undefined;
    return isWithin(path, source) && !isMissingIn(source, path);
  });
}

/** Whether the ignore file keeps a path out of a directory that gets into the image. */
function isMissingIn(directory: string, path: string): boolean {
  return path !== directory && keptOut(path.slice(directory.length + 1)) !== undefined;
}

/** Paths that the ignore file keeps out anyway, and paths that are copied already. */
export const filesRule: Rule = ({ image, application }) =>
  image.files.flatMap((path, index): Problem[] => {
    const problem = (reason: string, fix: string): Problem[] => [
      {
        option: `image.files[${String(index)}]`,
        value: path,
        reason,
        allowed: 'files and directories that are not in the image by themselves, and hold no secrets',
        fix,
      },
    ];
    const refused = keptOutBy(refusedByName, path);
    if (refused !== undefined) {
      const fix = 'mount it when the container runs; if it is not a secret, give it another name';
      return problem(`no file called ${refused.pattern} gets into an image: it may hold a secret`, fix);
    }
    const source = application.copied;
    if (source !== '.' && (isWithin(source, path) || (isWithin(path, source) && !isMissingIn(source, path)))) {
      return problem(`${source} is copied already`, 'remove it');
    }
    const other = image.files.find((file, position) => position !== index && isWithin(path, file));
    if (other !== undefined && (other === path ? image.files.indexOf(path) < index : !isMissingIn(other, path))) {
      return problem(`${other} is copied already`, 'remove it');
    }
    return [];
  });
