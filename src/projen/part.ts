import { LAUNCHER_MODULE } from '../core/constants';
import type { Ownership } from '../core/output-file';
import { baseName } from '../core/paths';

/** What of an app's files one component writes. */
export type Part = 'image' | 'requirements' | 'source';

const IMAGE_FILES = ['Dockerfile', '.dockerignore', LAUNCHER_MODULE];

/** The part that a file belongs to. Whatever is neither image nor requirements goes with the source. */
export function partOf(path: string, ownership: Ownership): Part {
  if (ownership === 'block' || ownership === 'lock') return 'requirements';
  return IMAGE_FILES.includes(baseName(path)) ? 'image' : 'source';
}
