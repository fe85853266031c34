import { named, type Evidence, type Files } from '../evidence';
import { shellCommands } from './shell';

/** Commands of the programs in configurations of supervisord. */
export function supervisord(files: Files, only?: string): Evidence {
  const paths = only === undefined ? named(files, /\.(conf|ini)$|^supervisord\.conf/, 4) : [only];
  const commands = paths.flatMap((file) => {
    const text = files.text(file) ?? '';
    return text.includes('[program:') ? programs(file, text) : [];
  });
  return { commands, notes: [] };
}

function programs(file: string, text: string) {
  const found: { command: string; line: number; directory: string | undefined }[] = [];
  let inProgram = false;
  text.split('\n').forEach((line, index) => {
    if (line.startsWith('[')) inProgram = line.startsWith('[program:');
    const [, key, value = ''] = /^(command|directory)\s*=\s*(.*)$/.exec(line) ?? [];
    if (!inProgram || key === undefined) return;
    const last = found.at(-1);
    if (key === 'command') found.push({ command: value, line: index + 1, directory: undefined });
    else if (last) last.directory = value.trim();
  });
  return found.flatMap(({ command, line, directory }) =>
    shellCommands(command).map((words) => ({ words, place: { file, line }, directory })),
  );
}
