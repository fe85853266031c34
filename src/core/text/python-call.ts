/** A string (closed or not), a comment, a bracket. */
const TOKEN = /"""|'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*|[([{]|[)\]}]/g;

/**
 * Where a call in a Python text ends: the offset behind its closing bracket.
 *
 * @param open offset of its opening bracket
 * @returns undefined where it is not closed
 */
export function endOfCall(text: string, open: number): number | undefined {
  let depth = 0;
  TOKEN.lastIndex = open;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [token] = found;
    if (token === '"""' || token === "'''") {
      const end = text.indexOf(token, TOKEN.lastIndex);
      if (end < 0) return undefined;
      TOKEN.lastIndex = end + 3;
    }
    if ('([{'.includes(token)) depth += 1;
    if (')]}'.includes(token)) depth -= 1;
    if (depth === 0) return TOKEN.lastIndex;
  }
  return undefined;
}
