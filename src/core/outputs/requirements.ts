import type { BlockFile } from '../output-file';
import { requirement } from '../packages';
import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';

/** What the image installs: the framework and the chosen server. Anything else in the file is the user's. */
export function requirements(app: ResolvedApp): BlockFile {
  const names = ['fastapi', 'pydantic', 'pydantic-settings', ...serverOf(app).packages(app)] as const;
  return { ownership: 'block', path: 'requirements.txt', requirements: names.map(requirement) };
}
