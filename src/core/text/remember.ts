/** Results that are kept: more than there are different lines in the requirements of a workspace of a thousand apps. */
const MOST = 10_000;

/**
 * A function that works out each text once. For functions of the text alone: what the apps of a workspace have in common
 * is then worked out for the first of them. Results are shared, so that nobody may change one.
 */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.result;
    const result = compute(text);
    if (known.size >= MOST) known.clear();
    known.set(text, { result });
    return result;
  };
}
