import { DOCKERFILE, IGNORE_FILE, LOCAL_VENV } from '../constants';
import type { Notice, ResolvedApp } from '../app/resolved';
import { managedState } from '../text/managed-file';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';

/** An instruction that copies all there is. */
const COPIES_ALL = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(?:\[\s*)?["']?\.\/?["']?[\s,]/i;

/** Lines of an ignore file that keep the environment out. */
const KEEPS_OUT = /^(?:\/|\*\*\/)?(?:\*|\.\*|\.v\*|\.?venv\*|\.venv)(?:\/\*{0,2})?$/;

/**
 * What is said of a Dockerfile of the person's own: the tasks make an environment in the directory that it copies, and it
 * would be in the image, with programs that start the Python of this machine.
 */
export function ownDockerfileNotices({ own }: ResolvedApp, { directory, read }: Workspace): Notice[] {
  const text = read(joinPath(directory, DOCKERFILE));
  if (text === undefined || (managedState(text) !== undefined && !own.includes(DOCKERFILE))) return [];
  const line = text.split('\n').findIndex((each) => COPIES_ALL.test(each));
  if (line < 0) return [];
  const ignoreFile = [`${DOCKERFILE}${IGNORE_FILE}`, IGNORE_FILE].find(
    (path) => read(joinPath(directory, path)) !== undefined,
  );
  const patterns = read(joinPath(directory, ignoreFile ?? IGNORE_FILE)) ?? '';
  if (patterns.split('\n').some((pattern) => KEEPS_OUT.test(pattern.trim()))) return [];
  const add = ignoreFile === undefined ? `create ${IGNORE_FILE} with` : `add to ${ignoreFile}`;
  const message =
    `${DOCKERFILE}:${String(line + 1)} of yours copies all there is, and with it ${LOCAL_VENV}, which \`install\` makes for ` +
    `this machine: ${add} the line ${LOCAL_VENV}`;
  return [{ option: IGNORE_FILE, message }];
}
