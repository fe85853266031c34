/** A text as a name that every tool takes: `libs/Ünï (2)` becomes `libs-uni-2`. Of other scripts nothing is left. */
export function slug(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
