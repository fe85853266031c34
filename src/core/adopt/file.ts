import type { ResolvedApp } from '../app/resolved';
import { REQUIREMENTS_FILE } from '../constants';
import { newOptionsFile, type OptionsFile } from '../input/options-file';
import { neededRequirements } from '../outputs/requirements';
import { missingRequirements } from '../plan/owned-requirements';
import { requirementLine } from '../python/packages';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import type { Adoption } from './infer';

/**
 * The options file of an adopted app. It is born without seeds: its application is there.
 *
 * @param directory the app's directory as seen from where the package is installed, undefined where that is no directory
 */
export function adoptedOptionsFile(directory: string | undefined, name: string, { options }: Adoption): string {
  // Their file is theirs: what is missing in it is told, and no line is written into it.
  const own = options.dependencies === 'uv' ? {} : { own: [REQUIREMENTS_FILE] };
  const facts = { ...own, born: ['app' as const] };
  return newOptionsFile(directory, { name, ...(options as OptionsFile), ...facts });
}

/** What a requirements file that is not there yet begins with: what is declared elsewhere, and what the image needs besides. */
export function startingTexts(adoption: Adoption, app: ResolvedApp): Readonly<Record<string, string>> {
  const { requirements, declared } = adoption;
  if (requirements === undefined) return {};
  const missing = missingRequirements(declared.join('\n'), neededRequirements(app));
  return { [REQUIREMENTS_FILE]: requirements + missing.map((line) => `${requirementLine(line)}\n`).join('') };
}

/** The repository as it is once files that are not there yet begin with their texts. */
export function withStarting(workspace: Workspace, starting: Readonly<Record<string, string>>): Workspace {
  const texts = new Map(Object.entries(starting).map(([path, text]) => [joinPath(workspace.directory, path), text]));
  return { ...workspace, read: (path) => workspace.read(path) ?? texts.get(path) };
}
