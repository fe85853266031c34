/** Bytes that are looked at: what a text is in shows at once. */
const BEGINNING = 1024;

/**
 * The order of bytes in a text that is in UTF-16, as PowerShell and some editors write it; undefined for any other. Without
 * the mark at the beginning it shows by the zeros: every other byte of what has letters of English alone.
 */
export function utf16Of(bytes: Buffer): 'le' | 'be' | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'le';
  if (mark === 'feff') return 'be';
  const begin = bytes.subarray(0, BEGINNING);
  // Of two bytes nobody knows.
  if (begin.length < 4) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of begin.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Most of one half, and next to none of the other.
  const isMost = (here: number, there: number) => here > begin.length * 0.4 && there < begin.length * 0.05;
  if (isMost(odd, even)) return 'le';
  return isMost(even, odd) ? 'be' : undefined;
}
