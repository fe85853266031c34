import type { SeedFile } from '../output-file';
import type { ResolvedApp } from '../resolved';
import { renderTemplate, type Templates } from '../templates';
import { seedValues } from './seed-values';

const FILES = ['pyproject.toml', 'requirements-dev.txt', 'README.md', '.gitignore'];

/** Tool settings, development requirements and the app's own README: a first version, then the user's. */
export function projectSeeds(app: ResolvedApp, templates: Templates): SeedFile[] {
  const values = seedValues(app);
  return FILES.map((path) => ({ ownership: 'seed', path, content: renderTemplate(templates, path, values) }));
}
