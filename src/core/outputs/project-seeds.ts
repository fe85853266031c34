import { BY_NPX } from '../npm/calls';
import { PYPROJECT_FILE, REQUIREMENTS_DEV_FILE } from '../constants';
import { LAUNCH_FILE, launchFile } from '../debug/launch';
import { usesUv } from '../dependencies/uv-project';
import type { Output } from './output';
import { renderTemplate } from './templates';
import { seedValues } from './seed-values';

const FILES = [PYPROJECT_FILE, REQUIREMENTS_DEV_FILE, 'README.md', '.gitignore'];

/**
 * Tool settings, development requirements and the app's own README: a first version, then the user's. VS Code looks for
 * what it can start at the root of the repository alone, where one file is shared by all apps.
 */
export const projectSeeds: Output = {
  about: 'settings of tools, requirements for development, a README',
  part: 'source',
  group: 'app',
  render: (app, templates, { door, calls = () => BY_NPX, isRepository = false }) => {
    const values = { ...seedValues(app), door, calls: calls() };
    const files = usesUv(app) ? FILES.filter((path) => path !== REQUIREMENTS_DEV_FILE) : FILES;
    const seeds = files.map((path) => ({ path, content: renderTemplate(templates, path, values) }));
    const launch = isRepository ? [{ path: LAUNCH_FILE, content: launchFile(app) }] : [];
    return [...seeds, ...launch].map((seed) => ({ ownership: 'seed', ...seed }));
  },
};
