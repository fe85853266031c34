import { createHash } from 'node:crypto';
import { normalizeEol } from '../text/eol';

/** What stands in the place of a page: one that this package made, one that somebody edited since, or another file. */
export type PageThere = 'ours' | 'edited' | 'other';

const HEAD = /^<!doctype html>\n<!-- Made by fastapi-container, sha256:([0-9a-f]{64})\. [^\n]*-->\n/;

function digest(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Puts in front of a page by what it is known again: it is replaced by the next one unless somebody edited it. */
export function withMark(body: string): string {
  const mark = `<!-- Made by fastapi-container, sha256:${digest(body)}. It is replaced when it is made again. -->`;
  return `<!doctype html>\n${mark}\n${body}`;
}

/** Whose a file is that stands where a page is to be written. */
export function pageThere(text: string): PageThere {
  const normalized = normalizeEol(text);
  const head = HEAD.exec(normalized);
  if (!head) return 'other';
  return digest(normalized.slice(head[0].length)) === head[1] ? 'ours' : 'edited';
}
