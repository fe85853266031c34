import { LOCK_FILE, REQUIREMENTS_FILE } from '../constants';
import { NEVER_COPIED } from '../image/files';
import type { ManagedFile } from '../output-file';
import { withHeader } from '../ownership/managed-file';
import type { ResolvedApp } from '../resolved';
import { renderTemplate, type Templates } from '../templates';

/** What of the app's directory is sent to the build: an allow-list, so that secrets and caches never get in. */
export function dockerignore(app: ResolvedApp, templates: Templates): ManagedFile {
  const [requirements, unused] = app.lock ? [LOCK_FILE, REQUIREMENTS_FILE] : [REQUIREMENTS_FILE, LOCK_FILE];
  const ownLibraries = app.libraries.map(({ path }) => path).filter((path) => !path.startsWith('../'));
  const body = renderTemplate(templates, '.dockerignore', {
    sourceDir: app.application.package ?? '',
    requirements,
    excluded: [unused, ...ownLibraries],
    files: app.image.files,
    neverCopied: NEVER_COPIED,
  });
  return { ownership: 'managed', path: '.dockerignore', content: withHeader(body) };
}
