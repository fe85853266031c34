/** A line that Git writes into a file whose merge it could not finish. */
const MARKER = /^(<{7}|\|{7}|={7}|>{7})(?: .*)?$/;

/** Whether Git has left an unfinished merge in a text. */
export function hasMergeConflict(text: string): boolean {
  return /^<{7}(?: .*)?\r?$/m.test(text) && /^>{7}(?: .*)?\r?$/m.test(text);
}

/**
 * The two versions that Git could not merge, each as the whole text.
 *
 * @param text text with `\n` line endings
 */
export function mergeSides(text: string): readonly [ours: string, theirs: string] {
  const ours: string[] = [];
  const theirs: string[] = [];
  let region: readonly string[][] = [ours, theirs];
  for (const line of text.split('\n')) {
    const marker = MARKER.exec(line)?.[1]?.[0];
    if (marker === undefined) for (const side of region) side.push(line);
    else if (marker === '<') region = [ours];
    // What both sides came from is in neither.
    else if (marker === '|') region = [];
    else region = marker === '=' ? [theirs] : [ours, theirs];
  }
  return [ours.join('\n'), theirs.join('\n')];
}
