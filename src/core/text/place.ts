/** Where something was found: a file relative to the directory that is looked at, and its line, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** A place as people write it, such as `Dockerfile:12`. */
export function placeText({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${String(line)}`;
}

/** Line of an offset in a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
