/** Line endings are Git's and the editor's business: they make no difference to ownership. */
export function normalizeEol(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
