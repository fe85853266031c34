import { withHeader } from './managed-file';

/** A list of texts and numbers in JSON, spread over lines. */
const LIST = /^( *(?:"[^"]*": )?)\[\n([^[\]{}]*)\n *\](,?)$/gm;

/** JSON as formatters write it: a list that fits into a line is in one. */
function formattedJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`.replace(
    LIST,
    (text, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().replace(/\n +/g, ' ')}]${after}`;
      return line.length <= 80 ? line : text;
    },
  );
}

/** An object as JSON with the header in comments, for readers that know these and refuse members that they do not know. */
export function jsoncWithHeader(value: object, optionsFile?: string): string {
  return withHeader(formattedJson(value), optionsFile).replace(/^# (.*)\n# /, '// $1\n// ');
}
