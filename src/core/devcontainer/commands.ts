import { toRunProgram } from '../npm/package-managers';
import { UV_REQUIREMENT } from '../python/packages';
import { shellWord } from '../text/shell-word';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { apart } from './places';
import { otherVersions } from './python';

/**
 * On the machine around the container, before that is made: the places that volumes are mounted at. The engine would make
 * them as root, and nobody but root could put anything into them afterwards.
 */
export function initializeCommand(facts: WorkspaceFacts): string[] {
  return ['mkdir', '-p', ...apart(facts).map(({ path }) => path)];
}

/** Once, in a new container: new volumes are those of root. */
export function onCreateCommand(workspace: ResolvedWorkspace, facts: WorkspaceFacts): string {
  const others = otherVersions(workspace, facts);
  const { packageManager, packageManagerVersion: version } = facts;
  return [
    `sudo chown "$(id -u):$(id -g)" ${apart(facts)
      .map(({ path }) => shellWord(path))
      .join(' ')}`,
    // Node brings all other package managers.
    ...(packageManager === 'bun' ? [`npm install --global bun${version === undefined ? '' : `@${version}`}`] : []),
    ...(others.length === 0
      ? []
      : [`pip install --user --quiet ${UV_REQUIREMENT}`, `python -m uv python install ${others.join(' ')}`]),
  ].join(' && ');
}

/** In a new container, and again whenever it is prepared ahead for a newer commit. */
export function updateContentCommand({ packageManager, apps }: WorkspaceFacts): string {
  const install = [toRunProgram(packageManager, 'fastapi-container'), 'install'];
  const environments = [...install, ...apps.map(({ directory }) => shellWord(directory))].join(' ');
  return [`${packageManager} install`, ...(apps.length === 0 ? [] : [environments])].join(' && ');
}
