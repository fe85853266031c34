import { createHash } from 'node:crypto';
import { LOCK_FILE, PYPROJECT_FILE, UV_LOCK_FILE } from '../constants';
import { normalizeEol } from '../text/eol';
import { hasMergeConflict } from '../text/merge-conflict';
import type { PackageLine } from '../python/requirement-lines';
import { damage } from './lock';
import { isLocal, type UvProject } from './uv-project';

/** The line that tells what an export was made from. It holds no date: the same inputs give the same file. */
const INPUTS = /^# inputs sha256:([0-9a-f]{64})$/m;

function digestOf({ inputs, lockFile }: UvProject): string {
  const text = normalizeEol(lockFile?.text ?? '');
  return createHash('sha256')
    .update(JSON.stringify([inputs, text]))
    .digest('hex');
}

/** What uv exports of what the project asks for: all but local packages, which are libraries of the app. */
function exported({ declared, lockFile }: UvProject): PackageLine[] {
  const local = new Set((lockFile?.lock?.packages ?? []).filter(isLocal).map(({ name }) => name));
  return declared.map(({ line }) => line).filter(({ name }) => !local.has(name));
}

/** Puts the header in front of what uv exports. */
export function exportText(project: UvProject, exported: string): string {
  return [
    `# Made from ${UV_LOCK_FILE} by the \`lock\` task of fastapi-container: change ${PYPROJECT_FILE} and lock again.`,
    `# inputs sha256:${digestOf(project)}`,
    '',
    exported,
  ].join('\n');
}

/**
 * Why an export is not what uv would export now; undefined where it is.
 *
 * @param text text of the export, undefined where there is none
 * @param python version of Python in the image
 */
export function exportStaleness(text: string | undefined, project: UvProject, python: string): string | undefined {
  const { lockFile, locked, name } = project;
  if (lockFile === undefined) return `it is made from ${UV_LOCK_FILE}, and there is none yet`;
  if (hasMergeConflict(normalizeEol(lockFile.text))) return `an unfinished Git merge is in ${lockFile.shown}`;
  if (locked === undefined) return `it is made from ${lockFile.shown}, which does not know ${name} yet`;
  if (text === undefined) return 'it is missing';
  if (hasMergeConflict(normalizeEol(text))) return 'an unfinished Git merge is in it';
  const digest = INPUTS.exec(normalizeEol(text))?.[1];
  if (digest === undefined) return `${LOCK_FILE} was not made from ${lockFile.shown}`;
  return digest === digestOf(project)
    ? damage(text, exported(project), python)
    : `it is older than what it was made from: ${lockFile.shown} or ${PYPROJECT_FILE} changed`;
}
