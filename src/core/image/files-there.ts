import type { Notice, ResolvedApp } from '../app/resolved';
import { DOCKERFILE, IGNORE_FILE } from '../constants';
import { joinPath, baseName, isWithin } from '../text/paths';
import { firstNames, MOST_NAMES } from '../text/first-names';
import { nearest } from '../text/nearest';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';
import { isRefused, keptOut } from './files';

/** Files of tools, that no application reads. */
const OF_TOOLS =
  /^\.(?:git(?:ignore|keep|attributes|modules)|keep|DS_Store|dockerignore|editorconfig|coverage.*|.*rc|.*_cache)$/;

/** Documents at the top of a directory, that no application reads. */
const DOCUMENT =
  /^(?:README|CHANGELOG|CONTRIBUTING|LICEN[CS]E|SECURITY|CODE_OF_CONDUCT|HISTORY|AUTHORS|NOTICE|TODO|AGENTS|CLAUDE)\b/i;

function isBelow(path: string, directory: string): boolean {
  return directory === '.' || isWithin(path, directory);
}

/** Whether it is ours to say what gets into the image. */
function isOurs({ own }: ResolvedApp): boolean {
  return !own.includes(DOCKERFILE) && !own.includes(IGNORE_FILE);
}

/** What the ignore file keeps out of a directory, by what is above in the same directory or in the path itself. */
function keptOutIn(directory: string, file: string): boolean {
  return keptOut(directory === '.' ? file : file.slice(directory.length + 1)) !== undefined;
}

const PRIVATE = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

/** Names of `image.files` that nothing in the app's directory has. */
function missing(app: ResolvedApp, isThere: (path: string) => boolean, { files }: Workspace): string[] {
  if (app.image.files.length === 0) return [];
  const all = files?.() ?? [];
  return app.image.files.filter((path) => !isThere(path) && !all.some((file) => isBelow(file, path)));
}

/**
 * Why what `image.files` names cannot get into the image. A path that Git ignores may be made by a build later on: that
 * is none.
 *
 * @param isThere whether there is anything at a path relative to the app's directory
 */
export function fileProblems(app: ResolvedApp, isThere: (path: string) => boolean, workspace: Workspace): Problem[] {
  // The files are listed only where some are named.
  if (!isOurs(app) || app.image.files.length === 0) return [];
  const { directory, read, files, ignores } = workspace;
  const all = files?.() ?? [];
  const absent = missing(app, isThere, workspace).filter((path) => ignores?.(path) !== true);
  return app.image.files.flatMap((path, index): Problem[] => {
    const found = { option: `image.files[${String(index)}]`, value: path };
    if (absent.includes(path)) {
      const names = [...new Set(all.flatMap((file) => [file, ...parents(file)]))];
      const meant = nearest(path, names);
      return [
        {
          ...found,
          reason: "names nothing in the app's directory, so that the image cannot be built",
          allowed: 'a file or directory that is there, or one that Git ignores and a build makes later',
          fix:
            meant === undefined ? 'make it, correct the path, or remove it' : `did you mean "${meant}"? Or remove it`,
        },
      ];
    }
    if (/\.pem$/i.test(path) && PRIVATE.test(read(joinPath(directory, path)) ?? '')) {
      const reason = 'holds a private key, and what is in an image is open to whoever has it';
      const allowed = 'public keys and certificates';
      return [{ ...found, reason, allowed, fix: 'mount it when the container runs' }];
    }
    const below = all.filter((file) => file.startsWith(`${path}/`));
    if (below.length === 0 || !below.every((file) => keptOutIn(path, file))) return [];
    const others = app.image.files.filter((other) => other !== path && isBelow(other, path));
    if (others.length > 0) return [];
    const nameable = below.filter((file) => !isRefused(file));
    return [
      {
        ...found,
        reason: `the directory would be empty in the image: the ignore file keeps out ${firstNames(below)}`,
        allowed: 'a directory with files that get into an image',
        fix:
          nameable.length === 0
            ? 'mount it when the container runs, and remove it here'
            : `if they are no secrets, name them too: ${firstNames(nameable.map((file) => `"${file}"`))}`,
      },
    ];
  });
}

function parents(file: string): string[] {
  const segments = file.split('/').slice(0, -1);
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

/** What a build is yet to make. */
function toCome(app: ResolvedApp, workspace: Workspace): Notice[] {
  const { exists, ignores } = workspace;
  if (!exists || !ignores) return [];
  const paths = missing(app, exists, workspace).filter(ignores);
  if (paths.length === 0) return [];
  const message = `${firstNames(paths)} is not there yet: make it before you build the image, which fails without`;
  return [{ option: 'image.files', message }];
}

/** Whether a file of the source is one that an application may read, and does not get into the image. */
function isLeftOut({ application, image }: ResolvedApp, file: string): boolean {
  const inSource = application.copied === '.' ? file : file.slice(application.copied.length + 1);
  const name = baseName(file);
  if (isRefused(file) || file.split('/').some((segment) => OF_TOOLS.test(segment))) return false;
  // A directory that is source as a whole has files of tools and documents at its top.
  const isOnTop = application.copied === '.' && !file.includes('/');
  const out = isOnTop
    ? /\.(?:md|pem|env|db|sqlite3)$/i.test(name) && !name.startsWith('.') && !DOCUMENT.test(name)
    : keptOut(inSource) !== undefined && !(application.copied === '.' && file.startsWith('.'));
  return (
    out && !image.files.some((path) => isBelow(file, path) && !keptOutIn(path, file) && path !== application.copied)
  );
}

/** Files of the application that stay out of the image. */
function leftOut(app: ResolvedApp, { files }: Workspace): Notice[] {
  const { copied } = app.application;
  const found = (files?.() ?? []).filter((file) => isBelow(file, copied) && isLeftOut(app, file));
  if (found.length === 0) return [];
  const whole = found.map((file) =>
    copied === '.' ? file : joinPath(copied, keptOut(file.slice(copied.length + 1)) ?? ''),
  );
  const names = [...new Set(whole)].map((path) => JSON.stringify(path));
  const message =
    `the image is built without ${firstNames(found)}, since such names often hold secrets or serve tools. If the application ` +
    `reads them: "image": { "files": [${names.slice(0, MOST_NAMES).join(', ')}] }`;
  return [{ option: 'image.files', message }];
}

/** What the app's directory tells about the files in its image, and is no reason to fail. */
export function fileNotices(app: ResolvedApp, workspace: Workspace): Notice[] {
  return isOurs(app) ? [...toCome(app, workspace), ...leftOut(app, workspace)] : [];
}
