import { normalizeEol } from '../text/eol';
import { createHash } from 'node:crypto';
import { LOCK_FILE, REQUIREMENTS_FILE } from '../constants';
import { appliesInImage } from '../python/markers';
import { normalName } from '../python/normal-name';
import { readRequirements, type PackageLine } from '../python/requirement-lines';
import { asJson, type Problem } from '../text/problems';
import { hasMergeConflict } from '../text/merge-conflict';
import type { ResolvedApp } from '../app/resolved';
import type { Workspace } from '../workspace';
import { readLibraries } from './libraries';
import { requirementFiles, requirementInputs } from './requirement-files';

/** What decides about the contents of a lock. */
interface LockInputs {
  readonly python: string;
  readonly digest: string;
}

/**
 * What a lock of the app is to be made from.
 *
 * @param requirements text of the requirements file, which may not be written yet
 */
function inputsOf(app: ResolvedApp, requirements: string, workspace: Workspace): LockInputs {
  const { python, buildFromSource, libraries } = app;
  const { projects } = readLibraries(libraries, workspace);
  const inputs = [
    ...[python, requirementInputs(requirements, workspace), [...buildFromSource].sort()],
    projects.map(({ path, declaration }) => [path, declaration]),
  ];
  return { python, digest: createHash('sha256').update(JSON.stringify(inputs)).digest('hex') };
}

/** The lines that tell what a lock was made from. They hold no date: the same inputs give the same lock. */
const INPUTS = /^# Python (\S+), inputs sha256:([0-9a-f]{64})$/m;

/** Options by which a line tells where packages are looked for. */
const INDEX_OPTIONS = ['--index-url', '--extra-index-url', '--find-links', '--no-index', '--trusted-host'];

/**
 * The lines of the requirements that tell where packages are looked for, each once: what was found through them is
 * found through them again.
 */
function indexLines(requirements: string, workspace: Workspace): string[] {
  const { files } = requirementFiles(REQUIREMENTS_FILE, requirements, workspace);
  const options = files.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === 'options' ? line.options : [])));
  const lines = options
    .filter(({ name }) => INDEX_OPTIONS.includes(name))
    .map(({ name, value }) => (value === undefined ? name : `${name} ${value}`));
  return [...new Set(lines)];
}

/**
 * What is wrong with what a resolver wrote: a line that the image could not install from a lock.
 *
 * @param resolved contents of the lock to be, without a header
 * @param asked where a person asks for packages
 */
export function lockProblems(resolved: string, asked = 'requirements.txt or what that includes'): Problem[] {
  const fix = `replace the requirement that it comes from, in ${asked}; nothing was locked`;
  return readRequirements(resolved).flatMap((line): Problem[] => {
    const found = { option: LOCK_FILE, value: line.text, allowed: 'exact versions with hashes', fix };
    if (line.kind === 'unreadable') return [{ ...found, reason: 'is a line that pip cannot read' }];
    if (line.kind === 'location') {
      return [{ ...found, reason: `is ${line.editable ? 'editable' : 'a place'}, for which a lock can hold no hash` }];
    }
    if (line.kind !== 'package') return [];
    if (line.url === undefined && !/^===?[^*,]+$/.test(line.specifier)) {
      return [{ ...found, reason: 'is not an exact version' }];
    }
    return line.hashes.length > 0 ? [] : [{ ...found, reason: 'came out without a hash' }];
  });
}

/** What the image installs by itself: what the requirements ask for, without the local libraries, which no lock holds. */
function directRequirements(app: ResolvedApp, requirements: string, workspace: Workspace): PackageLine[] {
  const { files } = requirementFiles(REQUIREMENTS_FILE, requirements, workspace);
  const local = new Set(readLibraries(app.libraries, workspace).projects.map(({ name }) => normalName(name)));
  const lines = files.filter(({ constraint }) => !constraint).flatMap((file) => file.lines);
  return lines.filter((line): line is PackageLine => line.kind === 'package' && !local.has(line.name));
}

/**
 * What became of a lock after it was made: entries that are gone, or that the image could not install. Only a person's
 * hand or a merge does that.
 *
 * @param asked what is asked for directly
 * @param python version of Python in the image: what a marker leaves out needs no entry
 */
export function damage(text: string, asked: readonly PackageLine[], python: string): string | undefined {
  const [problem] = lockProblems(normalizeEol(text));
  if (problem) return `${asJson(problem.value) ?? 'a line'} ${problem.reason}: it was changed after it was made`;
  const entries = readRequirements(text).filter((line): line is PackageLine => line.kind === 'package');
  const counts = asked.filter(({ marker }) => appliesInImage(marker, python) !== false);
  const missing = counts.filter(({ name }) => !entries.some((entry) => entry.name === name)).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  return `it has no entry for ${[...new Set(missing)].join(', ')}: it was changed after it was made`;
}

/** Puts the header, and the lines that tell of indexes, in front of what a resolver made of the requirements. */
export function lockText(app: ResolvedApp, requirements: string, workspace: Workspace, resolved: string): string {
  const { python, digest } = inputsOf(app, requirements, workspace);
  return [
    `# Made from ${REQUIREMENTS_FILE} by the \`lock\` task of fastapi-container: change that file and lock again.`,
    `# Python ${python}, inputs sha256:${digest}`,
    '',
    ...indexLines(requirements, workspace),
    resolved,
  ].join('\n');
}

/**
 * Why a lock is not what it would be made from now; undefined where it is.
 *
 * @param text text of the lock, undefined where there is none
 * @param requirements text of the requirements file, which may not be written yet
 */
export function lockStaleness(
  app: ResolvedApp,
  text: string | undefined,
  requirements: string,
  workspace: Workspace,
): string | undefined {
  if (text === undefined) return 'it is missing';
  if (hasMergeConflict(normalizeEol(text))) return 'an unfinished Git merge is in it';
  const [, python, digest] = INPUTS.exec(normalizeEol(text)) ?? [];
  if (digest === undefined) return 'the `lock` task did not make it';
  if (digest === inputsOf(app, requirements, workspace).digest) {
    return damage(text, directRequirements(app, requirements, workspace), app.python);
  }
  return python === app.python
    ? `it is older than what it was made from: ${REQUIREMENTS_FILE}, the options or a library changed`
    : `it is for Python ${python ?? ''}, and the image has ${app.python}`;
}
