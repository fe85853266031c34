/**
 * HTML that was written by this package. A class, and not a mere object: what was read from a file may have any shape, and
 * none of it may pass for HTML.
 */
export class Markup {
  /** @param html which stands in the page as it is */
  constructor(readonly html: string) {}
}

/** What may stand in HTML: texts are escaped, HTML is not, and nothing is nothing. */
export type Part = string | number | Markup | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * What no eye sees, or what makes it see another order than there is: controls, signs that turn the direction of a text,
 * halves of characters, separators of lines. A page does not hide them, and a parser may not take them.
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code === 13 ? '\\r' : `\\u{${code.toString(16)}}`;
}

/** A text as it stands in HTML, between tags or in the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, shown).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function written(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (part === undefined || typeof part === 'number') return String(part ?? '');
  return typeof part === 'string' ? escaped(part) : [...part].map(written).join('');
}

const lean = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Indentation serves those who read the source: in a page with thousands of rows it would be most of it. */
function withoutIndentation(texts: TemplateStringsArray): readonly string[] {
  const known = lean.get(texts) ?? texts.map((text) => text.replace(/\s*\n\s*/g, '\n'));
  lean.set(texts, known);
  return known;
}

/** HTML with parts in it, each escaped unless it is HTML itself. Attributes have to stand in quotes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    withoutIndentation(texts)
      .map((text, index) => `${text}${written(parts[index])}`)
      .join(''),
  );
}

/** A sentence in which what a person types stands between backticks. */
export function prose(text: string): Markup {
  const pieces = text.split('`');
  // One backtick too many is a backtick.
  const last = pieces.length % 2 === 0 ? pieces.length - 1 : pieces.length;
  return html`${pieces.map((piece, index): Part => {
    if (index >= last) return `\`${piece}`;
    return index % 2 === 1 ? html`<code>${piece}</code>` : piece;
  })}`;
}

/** `1 app`, `2 apps`, `1,000 apps`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

/** A number with commas between its thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
