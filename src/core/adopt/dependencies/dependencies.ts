import { LOCK_FILE, PYPROJECT_FILE, REQUIREMENTS_FILE, UV_LOCK_FILE } from '../../constants';
import { readUvProject, uvLibraries } from '../../dependencies/uv-project';
import { readRequirements, valuesOf } from '../../python/requirement-lines';
import { normalizePath } from '../../text/paths';
import { failure, success, type Result } from '../../text/problems';
import { nothingToConvert } from './conversion';
import type { Files } from '../evidence';
import type { Question } from '../finding';
import { workspaceOf, type Dependencies, type Installed, type Wish } from './needs';
import { declaresDependencies, fromProjectFile } from './project-dependencies';
import { extrasNote } from './project-extras';
import { requirementsFile, type ChosenFile } from './requirement-files';

/** Lines of a requirements file and of what it includes. */
export function requirementLines(files: Files, path: string, seen: readonly string[] = []): Dependencies['lines'] {
  const text = seen.includes(path) ? undefined : files.text(path);
  return readRequirements(text ?? '').flatMap((line) => {
    const included = valuesOf(line, '-r', '--requirement').map((other) => normalizePath(`${path}/../${other}`));
    const below = included.flatMap((other) =>
      other === undefined ? [] : requirementLines(files, other, [...seen, path]),
    );
    const own =
      line.kind === 'blank' || included.length > 0
        ? []
        : [{ text: line.text, place: { file: path, line: line.number } }];
    return [...own, ...below];
  });
}

/**
 * What uv has locked of an application, where a `uv.lock` knows it: that goes on being what the image installs. A
 * Dockerfile that installs from elsewhere, or with extras of the project, knows better.
 */
function fromUv(files: Files, installed: Installed): Dependencies | undefined {
  const workspace = workspaceOf(files);
  const project = readUvProject(files.text(PYPROJECT_FILE), workspace);
  if (!project.ok || !project.value.locked || installed.files.length > 0 || installed.extras.length > 0)
    return undefined;
  const { lockFile, declared } = project.value;
  const place = { file: lockFile?.shown ?? UV_LOCK_FILE };
  const libraries = uvLibraries(project.value, workspace).map(({ path }) => path);
  return {
    kind: 'uv',
    lines: declared.map(({ line }) => ({ text: line.text, place: { file: PYPROJECT_FILE } })),
    requirements: undefined,
    findings: [
      { option: 'dependencies', value: 'uv', place, confidence: 'certain' },
      ...(libraries.length === 0
        ? []
        : [{ option: 'libraries', value: libraries, place, confidence: 'certain' } as const]),
    ],
    notes: [
      { text: `the image installs from ${LOCK_FILE}: the \`lock\` task makes it from ${UV_LOCK_FILE}`, place },
      ...extrasNote(files),
    ],
  };
}

/** How it is known that the image installs from a file of another name. */
const BECAUSE = {
  installed: 'which the Dockerfile installs',
  decided: 'as you decided',
  only: 'the only one that it can be: no Dockerfile says what is installed',
};

/** What the file of the usual name says. */
function fromUsualFile(files: Files): Dependencies {
  const lines = requirementLines(files, REQUIREMENTS_FILE);
  const utf16 = files.source(REQUIREMENTS_FILE)?.encoding === 'UTF-16';
  const text = 'is in UTF-16: save it in UTF-8, so that lines can be added and compared';
  const notes = utf16 ? [{ text, place: { file: REQUIREMENTS_FILE } }] : [];
  return { kind: 'requirements', lines, requirements: undefined, findings: [], notes };
}

/** What a file of another name says: one of the usual name includes it. */
function fromOtherFile(files: Files, { file, because }: ChosenFile): Dependencies {
  const text = `requirements.txt includes ${file}, ${BECAUSE[because]}`;
  return {
    kind: 'requirements',
    lines: requirementLines(files, file),
    requirements: `-r ${file}\n`,
    findings: [],
    notes: [{ text, place: { file } }],
  };
}

/**
 * Reads how the dependencies are declared.
 *
 * @param installed requirements files and extras that a Dockerfile installs
 */
export function findDependencies(
  files: Files,
  installed: Installed,
  wish: Wish,
): Result<Dependencies> | { readonly question: Question } {
  const locked = wish.convert || wish.isRequirements ? undefined : fromUv(files, installed);
  if (locked) return success(locked);
  const found = files.all.has(REQUIREMENTS_FILE)
    ? undefined
    : requirementsFile(files, installed, wish.requirements, declaresDependencies(files));
  if (found && 'question' in found) return found;
  if (found && 'problem' in found) return failure(found.problem);
  if (!found && !files.all.has(REQUIREMENTS_FILE)) return fromProjectFile(files, installed, wish);
  if (wish.convert) return nothingToConvert(files, 'requirements');
  return success(found ? fromOtherFile(files, found) : fromUsualFile(files));
}
