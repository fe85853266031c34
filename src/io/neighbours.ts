import { basename, join, relative, sep } from 'node:path';
import { loadOptions, optionsFileOf } from '../core/input/options-file';
import { neighbourOf, type Neighbour } from '../core/resolve/neighbours';
import { workspaceRoot, workspacesOnce } from './app';
import { directoriesOnce } from './directories';
import { findApps } from './find-apps';

/**
 * The other apps of the repository around a directory. Those whose options cannot be read are passed over: they are told
 * of by their own checks. Without a repository there are none: nobody could tell where a walk would end.
 */
export function neighboursOf(directory: string): Neighbour[] {
  const root = workspaceRoot(directory);
  const directories = directoriesOnce();
  const workspaceAround = workspacesOnce(directories);
  return findApps(root, directories).flatMap((path) => {
    const absolute = join(root, path);
    if (absolute === directory) return [];
    const shown = relative(process.cwd(), absolute).split(sep).join('/') || '.';
    const workspace = workspaceAround(absolute);
    const loaded = loadOptions(optionsFileOf(workspace.directory), workspace.read);
    return loaded.ok ? [neighbourOf(loaded.value, basename(absolute), shown)] : [];
  });
}
