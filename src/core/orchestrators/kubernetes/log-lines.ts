/** Lines of a log that are told where none of them says more than another. */
const LAST = 20;

/** Lines of a traceback that are told: where it began, and where it ended. */
const TRACEBACK = { first: 1, last: 18 } as const;

/** Lines behind a traceback that belong to it: an error of several fields has several lines. */
const BEHIND = 8;

/** How Python begins to tell of an error. A log of JSON has it inside a line, where nothing can be cut. */
const BEGINNING = /^(?!\s*\{).*Traceback \(most recent call last\):/;

/**
 * The lines of a log that tell why a process ended: the last traceback, wherever it lies, since what watches over workers
 * goes on after theirs, or the last lines where there is none.
 */
export function tellingLines(log: string): string[] {
  const lines = log.trimEnd().split(/\r?\n/);
  const begin = lines.map((line) => BEGINNING.test(line)).lastIndexOf(true);
  if (begin === -1) return lines.slice(-LAST);
  const length = lines.slice(begin + 1).findIndex((line) => line.trim() !== '' && !/^\s/.test(line));
  const end = length === -1 ? lines.length : begin + length + 2;
  const traceback = lines.slice(begin, end);
  const { first, last } = TRACEBACK;
  const told =
    traceback.length > first + last ? [...traceback.slice(0, first), '  ...', ...traceback.slice(-last)] : traceback;
  return [...told, ...lines.slice(end, end + BEHIND)];
}
