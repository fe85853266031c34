import { compare, explain } from '@renovatebot/pep440';

/** What a marker says where it is known: the image is Linux with CPython, its processor is not known. */
function environment(python: string): Readonly<Record<string, string>> {
  return {
    python_version: python,
    os_name: 'posix',
    sys_platform: 'linux',
    platform_system: 'Linux',
    implementation_name: 'cpython',
    platform_python_implementation: 'CPython',
    extra: '',
  };
}

const TOKEN = /\s*(?:(\(|\))|("[^"]*"|'[^']*')|(===|==|~=|!=|<=|>=|<|>)|([A-Za-z_][\w.]*))/y;

function tokensOf(marker: string): string[] | undefined {
  const tokens: string[] = [];
  const text = marker.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return undefined;
    tokens.push(token.trim());
  }
  return tokens;
}

function comparesVersions(left: string, operator: string, right: string): boolean | undefined {
  if (explain(left) === null || explain(right) === null) return undefined;
  const difference = compare(left, right);
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
    default:
      return undefined;
  }
}

/** One comparison; undefined where its outcome is not known. */
function holds(left: string, operator: string, right: string, values: Readonly<Record<string, string>>) {
  const valueOf = (word: string) => (/^["']/.test(word) ? word.slice(1, -1) : values[word]);
  const [a, b] = [valueOf(left), valueOf(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === 'in') return b.includes(a);
  if (operator === 'not in') return !b.includes(a);
  if (left === 'python_version' || right === 'python_version') return comparesVersions(a, operator, b);
  return operator === '==' ? a === b : operator === '!=' ? a !== b : undefined;
}

const OPERAND = /^(?:["']|(?!(?:and|or|in|not)$)[A-Za-z_])/;
const OPERATOR = /^(?:[<>=!~]+|in|not in)$/;

/** Reads the tokens of a marker; undefined where they are none. */
function evaluate(
  tokens: readonly string[],
  values: Readonly<Record<string, string>>,
): { readonly value: boolean | undefined } | undefined {
  let at = 0;
  let flaws = 0;
  const either = (): boolean | undefined => {
    let value = both();
    while (tokens[at] === 'or') {
      at += 1;
      const right = both();
      value = value === true || right === true ? true : value === false && right === false ? false : undefined;
    }
    return value;
  };
  const both = (): boolean | undefined => {
    let value = one();
    while (tokens[at] === 'and') {
      at += 1;
      const right = one();
      value = value === false || right === false ? false : value === true && right === true ? true : undefined;
    }
    return value;
  };
  const one = (): boolean | undefined => {
    if (tokens[at] === '(') {
      at += 1;
      const value = either();
      if (tokens[at] !== ')') flaws += 1;
      at += 1;
      return value;
    }
    const left = tokens[at] ?? '';
    const negated = tokens[at + 1] === 'not';
    const operator = negated ? `not ${tokens[at + 2] ?? ''}` : (tokens[at + 1] ?? '');
    const right = tokens[at + (negated ? 3 : 2)] ?? '';
    if (!OPERAND.test(left) || !OPERATOR.test(operator) || !OPERAND.test(right)) flaws += 1;
    at += negated ? 4 : 3;
    return holds(left, operator, right, values);
  };
  const value = either();
  return flaws === 0 && at === tokens.length ? { value } : undefined;
}

/** Nobody writes longer ones: they would only exhaust the stack. */
const LONGEST = 1000;

/** Whether a text is a marker at all. */
export function isMarker(text: string): boolean {
  const tokens = tokensOf(text);
  return tokens !== undefined && tokens.length <= LONGEST && evaluate(tokens, {}) !== undefined;
}

/**
 * Whether a marker holds in the image.
 *
 * @param marker what follows the `;` of a requirement, undefined where nothing does
 * @param python version of Python in the image
 * @returns undefined where that depends on what is not known here, such as the processor
 */
export function appliesInImage(marker: string | undefined, python: string): boolean | undefined {
  if (marker === undefined) return true;
  const tokens = tokensOf(marker);
  if (tokens === undefined || tokens.length > LONGEST) return undefined;
  return evaluate(tokens, environment(python))?.value;
}
