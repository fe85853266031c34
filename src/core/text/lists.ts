/**
 * Adds many items to a list. As arguments of `push` they would be laid on the stack, which has no room for as many as a
 * file may hold.
 */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const item of more) list.push(item);
}

/** The largest of numbers, of which there may be any number: zero, where there is none or none is above it. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
