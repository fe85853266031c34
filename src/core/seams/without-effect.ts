import { containerFile } from '../app/container-package';
import type { Notice, ResolvedApp } from '../app/resolved';
import { callsSeams, seamAdvice } from './advice';
import { directoryOf, isWithin, joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { optionsThatAct } from './acting';

/** Whether any module of the app calls the managed package: people take their applications apart in many ways. */
function isCalled(entry: string, managed: string, { files, read, directory }: Workspace): boolean {
  if (callsSeams(entry)) return true;
  // The package itself speaks of the call, too.
  const modules = files?.().filter((path) => path.endsWith('.py') && !isWithin(path, managed)) ?? [];
  return modules.some((path) => callsSeams(read(joinPath(directory, path)) ?? ''));
}

/**
 * Tells that options have no effect, since the application does not call the managed package: that of an app that an
 * older version made, or that was adopted. Whoever counts on a protection has to know that there is none.
 */
export function withoutEffectNotices(app: ResolvedApp, workspace: Workspace): Notice[] {
  const options = optionsThatAct(app);
  const [option] = options;
  if (option === undefined) return [];
  const read = (path: string) => workspace.read(joinPath(workspace.directory, path));
  const entry = read(app.application.entryFile);
  // A new app is told of before its files are there.
  if (entry === undefined || isCalled(entry, directoryOf(containerFile(app, '__init__.py')), workspace)) return [];
  const { directory } = workspace;
  const advice = seamAdvice(app, entry, { read, directory });
  // The server leaves the lines about requests to the application, which does not write them.
  const loss = options.includes('logFormat') ? ' Until it does, requests are not logged.' : '';
  const lead = `${options.length > 1 ? `like ${options.slice(1).join(', ')}, ` : ''}has no effect yet: nothing in ${directory} calls _container.install(app).${loss} Add these lines:`;
  return [{ option, message: [lead, ...advice].join('\n') }];
}
