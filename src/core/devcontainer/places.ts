import { relativeToApp } from '../app/library';
import { LOCAL_VENV } from '../constants';
import { joinPath, normalizePath } from '../text/paths';
import type { WorkspaceApp, WorkspaceFacts } from '../workspace/resolved';

/** Service that people develop in. */
export const SERVICE = 'workspace';

/** User who does, of whom the specification has an image for every language. */
export const USER = 'vscode';

/** Directory that holds what packages of JavaScript there are. */
export const NODE_MODULES = 'node_modules';

/** Where the repository is in the container. Fixed, since paths in the compose file have to name it. */
export function workspaceFolder({ name }: Pick<WorkspaceFacts, 'name'>): string {
  return `/workspaces/${name}`;
}

/** Directories with an environment of their own: of the apps, and of the libraries that they use. */
function withEnvironment({ apps }: Pick<WorkspaceFacts, 'apps'>): string[] {
  const below = ({ directory, app }: WorkspaceApp) =>
    app.libraries.flatMap((library) => normalizePath(joinPath(directory, relativeToApp(library))) ?? []);
  return [...new Set([...apps.map(({ directory }) => directory), ...apps.flatMap(below).sort()])];
}

/** A directory of the repository that is another one in the container than on the machine around it. */
export interface Apart {
  readonly path: string;
  /** Name of the volume that holds it. */
  readonly volume: string;
}

/**
 * What holds programs, or what was built, for one machine: another system, another Python, another path to them. The
 * container has it in volumes, so that neither breaks that of the other.
 */
export function apart(facts: Pick<WorkspaceFacts, 'apps'>): Apart[] {
  const environments = withEnvironment(facts).map((directory): Apart => {
    const name = directory === '.' ? [] : [directory.replace(/[^A-Za-z0-9_-]+/g, '.').replace(/^[.]+/, '')];
    return { path: joinPath(directory, LOCAL_VENV), volume: ['venv', ...name].join('.') };
  });
  return [{ path: NODE_MODULES, volume: NODE_MODULES }, ...environments];
}
