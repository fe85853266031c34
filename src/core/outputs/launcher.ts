import type { ManagedFile } from '../output-file';
import { LAUNCHER_MODULE } from '../constants';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';
import { launcherPath } from '../servers/uvicorn-common';
import { renderTemplate, type Templates } from '../templates';

/** The launcher of several workers, for servers that hide a failed start. */
export function launcher(app: ResolvedApp, templates: Templates): ManagedFile[] {
  if (serverOf(app).usesLauncher?.(app) !== true) return [];
  const body = renderTemplate(templates, `source/${LAUNCHER_MODULE}`, { program: app.server });
  return [{ ownership: 'managed', path: launcherPath(app), content: withHeader(body) }];
}
