import { findApplications, isAside } from '../python-source/applications';
import { importString } from '../python-source/source-root';
import { readModule } from '../python-source/module';
import { sourceRootOf } from '../python-source/source-root';
import type { ResolvedApp } from '../app/resolved';
import { OPTIONS_FILE } from '../constants';
import { joinPath } from '../text/paths';
import type { Problem } from '../text/problems';
import type { Workspace } from '../workspace';
import type { Look } from './change';

/** Applications that are named: enough to know which one is meant. */
const MOST = 3;

/** The paths of which one holds the module of the application. */
function modulePaths({ entryFile }: ResolvedApp['application']): [string, string] {
  return [entryFile, entryFile.replace(/\.py$/, '/__init__.py')];
}

/** The options by which an application that is there is named. */
interface Named {
  readonly app: string;
  readonly source: string;
}

/** The applications in the directory of an app, the likeliest first. */
function applicationsThere({ application }: ResolvedApp, { directory, read, files }: Workspace): Named[] {
  const all = files?.() ?? [];
  const python = all.filter((path) => path.endsWith('.py') && !isAside(path));
  const modules = python.map((path) => readModule(path, read(joinPath(directory, path)) ?? ''));
  const known = new Set(all);
  const found = findApplications(modules).map(({ file, attribute, factory }) => {
    const root = sourceRootOf(file, known, modules);
    return { app: importString({ file, root, attribute, factory }), source: root };
  });
  const likeness = ({ app }: Named) => {
    const [module = '', attribute = ''] = app.replace(/\(\)$/, '').split(':');
    const [last, wanted] = [module, application.module].map((dotted) => dotted.split('.').at(-1));
    return (last === wanted ? 2 : 0) + (attribute === application.attribute ? 1 : 0);
  };
  return found.sort((left, right) => likeness(right) - likeness(left));
}

function asOptions({ app, source }: Named, root: string): string {
  return source === root ? `"app": "${app}"` : `"app": "${app}" with "source": "${source}"`;
}

/**
 * Why an app whose application was written once, or was there before, cannot be generated: the module that its options
 * name is not there. What is generated would belong to nothing, and what the modules that are there import would go.
 *
 * @returns undefined where the module is there, whatever is in it
 */
export function applicationProblem(app: ResolvedApp, look: Look, workspace: Workspace): Problem | undefined {
  const { application, appFollowsName, born, name, source } = app;
  const paths = modulePaths(application);
  if (paths.some((path) => look(path).kind !== 'absent')) return undefined;
  const found = applicationsThere(app, workspace);
  const written = `${application.importString}${application.factory ? '()' : ''}`;
  const moved = found.find((there) => there.app === written && there.source !== source);
  const absent = `there is no module ${application.module}: neither ${paths[0]} nor ${paths[1]}`;
  const option = moved ? 'source' : appFollowsName ? 'name' : 'app';
  const value = moved ? source : appFollowsName ? name : written;
  const reason = appFollowsName && !moved ? `${absent}, and without "app" the application follows "name"` : absent;
  const allowed =
    'what names a module that is there: an application is yours once it is written, and never moved for you';
  const shown = found.slice(0, MOST).map((there) => asOptions(there, source));
  const fix = moved
    ? `name the source root of what is there: "source": "${moved.source}"; or move it first`
    : found.length > 0
      ? `keep the application that is there: ${shown.join(', or ')}; or move it to ${paths[0]} first`
      : `bring ${paths[0]} back, or name your module in "app". To have a new application written, ` +
        (born === undefined ? `put "born": [] into ${OPTIONS_FILE}` : `take "app" out of "born" in ${OPTIONS_FILE}`);
  return { option, value, reason, allowed, fix };
}
