import { requirementFilesOf } from '../app/facts';
import { DOCKERFILE, IGNORE_FILE, LOCK_FILE, REQUIREMENTS_FILE, SECRETS_DIRECTORY } from '../constants';
import { LOCAL_DATABASE, hasDatabase } from '../data/database';
import { extraSources } from '../image/extra';
import { keptOut, letThrough, NEVER_COPIED } from '../image/files';
import { withHeader } from '../text/managed-file';
import type { Output } from './output';
import { renderTemplate } from './templates';

/** What of the app's directory is sent to the build: an allow-list, so that secrets and caches never get in. */
export const dockerignore: Output = {
  about: 'what of the directory is sent to the image build',
  part: 'image',
  neighbours: { goWith: { path: DOCKERFILE, when: 'always' } },
  render: (app, templates, facts) => {
    const [requirements, ...included] = requirementFilesOf(app, facts);
    const unused = app.lock ? REQUIREMENTS_FILE : LOCK_FILE;
    const ownLibraries = app.libraries.map(({ path }) => path).filter((path) => !path.startsWith('../'));
    const ownDatabase = hasDatabase(app) ? [`${LOCAL_DATABASE}*`] : [];
    const body = renderTemplate(templates, '.dockerignore', {
      sourceDir: app.application.copied === '.' ? '' : app.application.copied,
      requirements,
      excluded: [unused, ...ownLibraries, ...(app.compose ? [SECRETS_DIRECTORY] : []), ...ownDatabase],
      files: [...app.image.files.filter((path) => keptOut(path) === undefined), ...included],
      neverCopied: NEVER_COPIED,
      letThrough: letThrough(app),
      named: extraSources(app),
    });
    return [{ ownership: 'managed', path: IGNORE_FILE, content: withHeader(body) }];
  },
  hints: [
    { line: /^!/, option: 'image.files', as: (line) => ({ image: { files: [line.slice(1).replace(/^\//, '')] } }) },
  ],
};
