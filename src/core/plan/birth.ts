import type { ResolvedApp } from '../app/resolved';
import { OPTIONS_FILE, REQUIREMENTS_FILE } from '../constants';
import { addToJsonList } from '../input/jsonc-list';
import type { SeedGroup } from '../options';
import { managedState } from '../text/managed-file';
import { compareVersions } from '../text/versions';
import type { Look, Update } from './change';
import { BLOCK_START } from './block-parts';

/** The first version that records births. Apps of older ones tell it by what was generated for them. */
const RECORDS = '0.2';

/**
 * Whether an older version wrote the application of an app: it wrote the block last, and a header into each file.
 *
 * @param paths paths of managed files, present and former
 */
function bornBeforeRecords(paths: readonly string[], look: Look): boolean {
  const requirements = look(REQUIREMENTS_FILE);
  if (requirements.kind === 'file' && requirements.text.includes(BLOCK_START)) return true;
  return paths.some((path) => {
    const existing = look(path);
    const state = existing.kind === 'file' ? managedState(existing.text) : undefined;
    return state !== undefined && compareVersions(state.version, RECORDS) < 0;
  });
}

/** The groups that were born: as recorded, or as an older version left it. */
export function bornGroups({ born }: ResolvedApp, paths: readonly string[], look: Look): readonly SeedGroup[] {
  return born ?? (bornBeforeRecords(paths, look) ? ['app'] : []);
}

/**
 * Records births in the options file; undefined where they are recorded, or there is no file to record them in.
 *
 * @param textOf tells the text of that file, where it is needed
 */
export function recordBirth(
  { born: recorded }: ResolvedApp,
  textOf: () => string | undefined,
  born: readonly SeedGroup[],
): Update | undefined {
  if (born.every((group) => recorded?.includes(group))) return undefined;
  const text = textOf();
  if (text === undefined) return undefined;
  const after = addToJsonList(
    text,
    ['born'],
    [...new Set(born)].filter((group) => !recorded?.includes(group)),
  );
  const reason = 'what was written once is recorded';
  return { path: OPTIONS_FILE, ownership: 'options', action: 'update', before: text, after, reason };
}
