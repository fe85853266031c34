import { join } from 'node:path';
import { NO_FACTS } from '../../src/core/app/facts';
import { dockerfile } from '../../src/core/outputs/dockerfile';
import { render } from '../../src/core/outputs/render';
import { resolve } from '../../src/core/resolve/resolve';
import type { ResolvedApp } from '../../src/core/app/resolved';
import { loadTemplates } from '../../src/io/templates';
import { requirementLine } from '../../src/core/python/packages';
import { workspace, write } from './workspace';

/**
 * Lets pip compile nothing in the builder, which takes it as long as all the rest: the last stage compiles what is imported
 * anyway. For images of which the application is looked at, and not how they are built.
 */
export const QUICK_BUILDER = 'ENV PIP_COMPILE=0';

/** Options that have to be accepted, of an app called `orders`. */
export function accepted(options: object): ResolvedApp {
  const result = resolve(options, 'orders');
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.value;
}

/** Writes all files of an app called `orders`. @returns its directory */
export function writeApp(options: object): string {
  const directory = workspace('image-app');
  for (const file of render(accepted(options), loadTemplates())) {
    if (file.ownership === 'block') {
      write(join(directory, file.path), file.requirements.map(requirementLine).join('\n'));
    } else if ('content' in file) write(join(directory, file.path), file.content);
  }
  return directory;
}

/** The text of the Dockerfile that options lead to. */
export function dockerfileOf(options: object): string {
  const [file] = dockerfile.render(accepted(options), loadTemplates(), NO_FACTS);
  return file?.ownership === 'managed' ? file.content : '';
}
