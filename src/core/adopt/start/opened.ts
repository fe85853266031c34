import { shellText } from './command';
import type { StartCommand } from '../evidence';
import { scriptCommands } from './shell';

/** Where a text for a shell is, and what is known there. */
type Around = Omit<StartCommand, 'words' | 'reads' | 'head'>;

/** Functions that a text for a shell defines: calling one is no command of its own. */
function functionNames(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\([ \t]*\)/gm)].map(([, name = '']) => name),
  );
}

/**
 * The simple commands of a text for a shell in their order, each with the line that it begins on, counted from 1, and with
 * the directory that a `cd` before it led to.
 */
export function textCommands(
  text: string,
  around: Around,
): { readonly command: StartCommand; readonly line: number }[] {
  const functions = functionNames(text);
  let { directory } = around;
  return scriptCommands(text, around.variables).flatMap(({ words, reads, line }) => {
    const [name = '', to = '.'] = words;
    if (name === 'cd') {
      const isWhole = to.startsWith('/') || directory === undefined || directory === '.';
      if (!to.includes('$')) directory = isWhole ? to : `${directory ?? ''}/${to}`;
      return [];
    }
    return functions.has(name) ? [] : [{ command: { ...around, words, reads, directory }, line }];
  });
}

/** The simple commands that a command comes to: those of the text that it gives to a shell, else itself. */
export function opened(command: StartCommand): StartCommand[] {
  const text = shellText(command.words);
  if (text === undefined) return [command];
  const { words: _, reads: __, head: ___, ...around } = command;
  return textCommands(text, around).flatMap((found) => opened(found.command));
}
