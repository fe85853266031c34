import { CONTAINER_MODULE } from '../constants';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import { joinPath } from '../paths';
import type { ResolvedApp } from '../resolved';
import { renderTemplate, type Templates } from '../templates';

/**
 * The options that the application itself needs, as Python constants: a health path that changes in the options
 * changes in the routes, in their tests and in the image's health check alike.
 */
export function containerModule(app: ResolvedApp, templates: Templates): ManagedFile {
  const body = renderTemplate(templates, `source/${CONTAINER_MODULE}`, {
    livePath: app.health.live,
    readyPath: app.health.ready,
  });
  return {
    ownership: 'managed',
    path: joinPath(app.application.sourceDir, CONTAINER_MODULE),
    content: withHeader(body),
  };
}
