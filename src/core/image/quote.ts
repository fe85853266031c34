/**
 * A text as one word of an ENV or LABEL instruction; the caller has made sure that there is no line break. Backslashes
 * stand outside the quotes: builder and linter disagree about `\\"` inside them.
 */
export function quoted(text: string): string {
  return text
    .split(/(\\+)/)
    .map((part) => (part.startsWith('\\') ? part.replaceAll('\\', '\\\\') : `"${part.replace(/["$]/g, '\\$&')}"`))
    .join('');
}

/** The exec form of an instruction: JSON with a space after each comma, as people write it. */
export function execForm(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}
