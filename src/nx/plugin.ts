import { basename, dirname, join } from 'node:path';
import { OPTIONS_FILE } from '../core/constants';
import { memberLoosely } from '../core/jsonc';
import { loadOptions } from '../core/options-file';
import { resolve } from '../core/resolve';
import { tryReadText } from '../io/disk';
import { brokenTargets, targetGroups, targetsOf, type Target } from './targets';

interface Project {
  readonly name: string;
  readonly projectType: 'application';
  readonly sourceRoot: string;
  readonly targets: Record<string, Target>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

type Inferred = readonly [file: string, result: { readonly projects?: Record<string, Project> }];

/** An environment or a package may carry an options file that is none of the workspace's. */
function isForeign(file: string): boolean {
  return /(^|\/)(node_modules|site-packages|\.venv|venv)\//.test(file);
}

/** The name that even a broken file can still be asked for. */
function nameIn(text: string, fallback: string): string {
  const name = memberLoosely(text, 'name');
  return typeof name === 'string' && name !== '' ? name : fallback;
}

/**
 * Never throws: an error in here would fail every Nx command of the workspace. Wrong options leave the app with one
 * target, which reports them.
 */
function infer(file: string, workspaceRoot: string): Inferred {
  const directory = dirname(file);
  const fallback = basename(directory === '.' ? workspaceRoot : directory);
  const read = (path: string) => tryReadText(join(workspaceRoot, path));
  const loaded = loadOptions(file, read);
  const resolved = loaded.ok ? resolve(loaded.value, fallback) : loaded;
  const app = resolved.ok ? resolved.value : undefined;
  const project: Project = {
    name: app?.name ?? nameIn(read(file) ?? '', fallback),
    projectType: 'application',
    sourceRoot: app?.application.package === undefined ? directory : `${directory}/${app.application.package}`,
    targets: app ? targetsOf(app, directory) : brokenTargets(),
    metadata: {
      technologies: ['python', 'fastapi'],
      description: app ? `FastAPI app, served by ${app.server}` : `FastAPI app with errors in ${OPTIONS_FILE}`,
      targetGroups: app ? targetGroups(app) : {},
    },
  };
  return [file, { projects: { [directory]: project } }];
}

/** Name under which Nx shows the plugin. */
export const name = 'fastapi-container';

/** Infers a project from each options file. One tuple under both names that Nx 22 to 24 look for. */
export const createNodes = [
  `**/${OPTIONS_FILE}`,
  (files: readonly string[], _options: unknown, context: { readonly workspaceRoot: string }): readonly Inferred[] =>
    files.filter((file) => !isForeign(file)).map((file) => infer(file, context.workspaceRoot)),
] as const;

export const createNodesV2 = createNodes;
