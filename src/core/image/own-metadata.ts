import type { Notice, ResolvedApp } from '../app/resolved';
import { DOCKERFILE, PYPROJECT_FILE } from '../constants';
import { readPythonProject } from '../libraries/python-project';
import { normalName } from '../python/normal-name';
import { isAside } from '../python-source/applications';
import { isWithin, joinPath } from '../text/paths';
import { lineAt } from '../text/place';
import type { Workspace } from '../workspace';

/** What asks for the metadata of an installed distribution, with its name as text or as the module's own. */
const ASKED = /\b(?:version|metadata|distribution)\(\s*(?:(["'])([\w.-]+)\1|__package__|__name__)\s*\)/g;

/** Who catches that, or anything, has thought of an application that is not installed. */
const IS_CAUGHT = /PackageNotFoundError|except Exception|except ImportError/;

/** A pyproject.toml that says how a distribution is called: that of an app that is made here does not. */
const HAS_NAME = /^\s*name\s*=/m;

/**
 * Where the application asks for the metadata of its own distribution. The image has its source and not its metadata, so
 * that the question fails there, though it does not in an environment into which the project was installed.
 */
export function ownMetadataNotices({ application, own, source }: ResolvedApp, workspace: Workspace): Notice[] {
  const { directory, read, files } = workspace;
  const text = own.includes(DOCKERFILE) ? undefined : read(joinPath(directory, PYPROJECT_FILE));
  if (text === undefined || !HAS_NAME.test(text)) return [];
  const name = readPythonProject(directory, text)?.name;
  if (name === undefined) return [];
  const { copied } = application;
  for (const file of files?.() ?? []) {
    if (!file.endsWith('.py') || isAside(file) || !(copied === '.' || isWithin(file, copied))) continue;
    const code = read(joinPath(directory, file)) ?? '';
    if (!code.includes('importlib') || IS_CAUGHT.test(code)) continue;
    for (const { 2: asked, index } of code.matchAll(ASKED)) {
      const [top = ''] = (source === '.' ? file : file.slice(source.length + 1)).split('/');
      if (normalName(asked ?? top) !== name) continue;
      const message =
        `asks for the metadata of ${name}, which is the application itself: the image copies its source and does not ` +
        'install it, so that this raises PackageNotFoundError there. Catch that, and take the version from elsewhere, such as an environment variable';
      return [{ option: `${file}:${String(lineAt(code, index))}`, message }];
    }
  }
  return [];
}
