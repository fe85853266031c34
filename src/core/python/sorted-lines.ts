import type { RequirementLine } from './requirement-lines';

/** What `requirements-txt-fixer` of pre-commit sorts by: the name as it is written, in lower case. */
function nameAsWritten(text: string): string {
  const lower = text.toLowerCase();
  const egg = /[#&]egg=(.*)$/.exec(lower)?.[1];
  if (egg !== undefined) return egg;
  const word = /^[^;\s]+/.exec(lower)?.[0] ?? '';
  return word.slice(0, Math.max(0, word.search(/={2,3}|[!~]=|[<>]/))) || word;
}

/** What tools and editors sort lines by. */
const ORDERS: readonly ((text: string) => string)[] = [nameAsWritten, (text) => text.toLowerCase(), (text) => text];

/** Whether the lines that ask for something are in an order that a tool brings them into. Fewer than two are in none. */
export function isSorted(lines: readonly RequirementLine[]): boolean {
  const texts = lines.filter(({ kind }) => kind !== 'blank').map(({ text }) => text);
  if (texts.length < 2) return false;
  return ORDERS.some((order) => {
    const keys = texts.map(order);
    return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key);
  });
}
