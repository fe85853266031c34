/**
 * A text as one word of an ENV or LABEL instruction. In double quotes the builder gives a meaning to three characters
 * only; the caller has made sure that there is no line break.
 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

/** The exec form of an instruction: JSON with a space after each comma, as people write it. */
export function execForm(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`;
}
