import { PYPROJECT_FILE, REQUIREMENTS_DEV_FILE } from '../constants';
import { usesUv } from '../dependencies/uv-project';
import type { Output } from './output';
import { renderTemplate } from './templates';
import { seedValues } from './seed-values';

const FILES = [PYPROJECT_FILE, REQUIREMENTS_DEV_FILE, 'README.md', '.gitignore'];

/** Tool settings, development requirements and the app's own README: a first version, then the user's. */
export const projectSeeds: Output = {
  about: 'settings of tools, requirements for development, a README',
  part: 'source',
  group: 'app',
  render: (app, templates, { door }) => {
    const values = { ...seedValues(app), door };
    const files = usesUv(app) ? FILES.filter((path) => path !== REQUIREMENTS_DEV_FILE) : FILES;
    return files.map((path) => ({ ownership: 'seed', path, content: renderTemplate(templates, path, values) }));
  },
};
