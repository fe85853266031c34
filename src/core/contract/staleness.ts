import { isObject, ownMember } from '../input/members';
import { hasMergeConflict } from '../text/merge-conflict';
import { normalizeEol } from '../text/eol';

/**
 * Why a document cannot be what the application leads to, as far as its text tells; undefined where it can. Whether it is,
 * only the application knows: an edit of its source may change the document or not. So `check`, which starts no Python,
 * says nothing about it, and `openapi-check` does.
 *
 * @param text text of the document, undefined where there is none: then nobody has asked for one
 */
export function documentDamage(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (hasMergeConflict(normalizeEol(text))) return 'an unfinished Git merge is in it';
  try {
    const document: unknown = JSON.parse(normalizeEol(text));
    return typeof ownMember(document, 'openapi') === 'string' && isObject(ownMember(document, 'paths'))
      ? undefined
      : 'it holds no OpenAPI document';
  } catch {
    return 'it holds no JSON';
  }
}
