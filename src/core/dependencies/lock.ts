import { createHash } from 'node:crypto';
import { LOCK_FILE, REQUIREMENTS_FILE } from '../constants';
import { normalizeEol } from '../ownership/managed-file';
import { hasMergeConflict } from '../ownership/merge-conflict';
import { joinPath } from '../paths';
import type { Change, Existing } from '../change';
import type { ResolvedApp } from '../resolved';
import type { Workspace } from '../workspace';
import { readLibraries } from './libraries';
import { requirementLines, requirementTexts } from './requirement-files';

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
  const file = joinPath(workspace.directory, REQUIREMENTS_FILE);
  const texts = requirementTexts(file, (path) => (path === file ? requirements : workspace.read(path)));
  const { projects } = readLibraries(libraries, workspace);
  const inputs = [
    ...[python, requirementLines(texts), [...buildFromSource].sort()],
    projects.map(({ path, declaration }) => [path, declaration]),
  ];
  return { python, digest: createHash('sha256').update(JSON.stringify(inputs)).digest('hex') };
}

/** The lines that tell what a lock was made from. They hold no date: the same inputs give the same lock. */
const INPUTS = /^# Python (\S+), inputs sha256:([0-9a-f]{64})$/m;

/** Puts the header in front of what a resolver made of the requirements. */
export function lockText(app: ResolvedApp, requirements: string, workspace: Workspace, resolved: string): string {
  const { python, digest } = inputsOf(app, requirements, workspace);
  return [
    `# Made from ${REQUIREMENTS_FILE} by the \`lock\` task of fastapi-container: change that file and lock again.`,
    `# Python ${python}, inputs sha256:${digest}`,
    '',
    resolved,
  ].join('\n');
}

function staleness(present: Existing, inputs: LockInputs): string | undefined {
  if (present.kind === 'absent') return 'it is missing';
  if (present.kind === 'other') return present.what;
  if (hasMergeConflict(normalizeEol(present.text))) return 'an unfinished Git merge is in it';
  const [, python, digest] = INPUTS.exec(normalizeEol(present.text)) ?? [];
  if (digest === undefined) return 'the `lock` task did not make it';
  if (digest === inputs.digest) return undefined;
  return python === inputs.python
    ? `it is older than what it was made from: ${REQUIREMENTS_FILE}, the options or a library changed`
    : `it is for Python ${python ?? ''}, and the image has ${inputs.python}`;
}

/**
 * What is to be said about the lock of an app. It is never written with the other files: to resolve versions takes the
 * package index.
 *
 * @param requirements text of the requirements file, which may not be written yet
 * @param directory the app's directory as messages name it
 */
export function lockChange(
  app: ResolvedApp,
  requirements: string,
  present: Existing,
  workspace: Workspace,
  directory: string,
): Change {
  const reason = staleness(present, inputsOf(app, requirements, workspace));
  const base = { path: LOCK_FILE, ownership: 'lock' } as const;
  if (reason === undefined) return { ...base, action: 'unchanged' };
  const commands =
    app.managedBy === 'projen'
      ? '`npx projen lock`'
      : `\`nx lock ${app.name}\` or \`fastapi-container lock ${directory}\``;
  return { ...base, action: 'stale', reason, waysOut: [`run the \`lock\` task: ${commands}`] };
}
