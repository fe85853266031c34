import type { Notice, ResolvedApp } from '../app/resolved';
import { PYPROJECT_FILE } from '../constants';
import { joinPath } from '../text/paths';
import { firstNames } from '../text/first-names';
import type { Workspace } from '../workspace';
import { lockedPackages, readUvProject, usesUv } from './uv-project';

const PYPI = 'pypi.org';

/** The host of an address: the rest of it may hold a password. */
function hostOf(address: string): string | undefined {
  return /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(address)?.[1];
}

/** Packages that uv has locked from an index of its own, which the image does not ask unless the options name it. */
export function uvIndexNotice(app: ResolvedApp, workspace: Workspace): Notice | undefined {
  const { secret, extraSecret } = app.packageIndex;
  if (!usesUv(app) || secret !== undefined || extraSecret !== undefined) return undefined;
  const project = readUvProject(workspace.read(joinPath(workspace.directory, PYPROJECT_FILE)), workspace);
  const locked = (project.ok ? lockedPackages(project.value, app.python) : undefined) ?? [];
  const elsewhere = locked.flatMap(({ name, source, from }) => {
    const host = source === 'registry' ? hostOf(from) : undefined;
    return host === undefined || host === PYPI ? [] : [{ name, host }];
  });
  const [first] = elsewhere;
  if (!first || !project.ok) return undefined;
  const names = firstNames(elsewhere.map(({ name }) => name));
  return {
    option: 'packageIndex',
    message: `${project.value.lockFile?.shown ?? ''} has ${names} from ${first.host}, and the image asks PyPI alone. Name the variable with the address of that index in "packageIndex": "secret" where it takes the place of PyPI, "extraSecret" beside it`,
  };
}
