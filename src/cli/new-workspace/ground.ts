import { readdirSync, statSync } from 'node:fs';
import type { Problem } from '../../core/text/problems';

/** What a directory may hold and still be empty: a repository that was just made. */
const NOTHING = ['.git'];

/** What is in the way of a workspace in a directory that is there; undefined where it is empty. */
export function emptyProblem(directory: string): Pick<Problem, 'reason' | 'fix'> | undefined {
  const fix = 'choose another one. For a workspace that you have: `npx nx add fastapi-container`';
  if (!statSync(directory).isDirectory()) return { reason: 'is a file', fix };
  const inside = readdirSync(directory).filter((name) => !NOTHING.includes(name));
  if (inside.length === 0) return undefined;
  const shown = inside.length > 3 ? [...inside.slice(0, 3), '...'] : inside;
  return { reason: `is not empty: it holds ${shown.join(', ')}`, fix };
}
