import { named, type Evidence, type Files, type StartCommand } from '../evidence';
import { directoryOf } from '../../text/paths';
import { textCommands } from './opened';

/** Words that stand for everything that a script was given. */
const ARGUMENTS = new Set(['$@', '${@}', '$*', '${*}']);

/**
 * Commands of one shell script in their order. One that is handed to it is at the place where that was written.
 *
 * @param started how it is started: the place, the directory, the variables
 * @param args what it is given
 */
export function scriptLines(
  files: Files,
  file: string,
  started: Partial<Omit<StartCommand, 'words'>> = {},
  args: readonly string[] = [],
): StartCommand[] {
  const { head: _, place: from, ...around } = started;
  return textCommands(files.text(file) ?? '', { ...around, place: { file } }).map(({ command, line }) => {
    const place = { file, line };
    const at = command.words.findIndex((word) => ARGUMENTS.has(word));
    if (args.length === 0 || at < 0) return { ...command, place };
    const words = command.words.flatMap((word) => (ARGUMENTS.has(word) ? args : [word]));
    return { ...command, words, place: from ?? place, head: { count: at, place } };
  });
}

/** Commands of all shell scripts near the top. */
export function scripts(files: Files): Evidence {
  const paths = named(files, /\.sh$|^(start|run|entrypoint|prestart)$/).filter((path) => !isForTests(path));
  return { commands: paths.flatMap((file) => scriptLines(files, file)), notes: [] };
}

function isForTests(path: string): boolean {
  return /(^|\/)(tests?|\.github|ci|hooks)(\/|$)/.test(directoryOf(path)) || /test|lint|format/.test(path);
}
