import { named, type Files, type StartCommand } from '../evidence';
import type { Note } from '../finding';
import { directoryOf } from '../../text/paths';
import { opened } from './opened';

/** What a Procfile says. */
export interface ProcfileEvidence {
  readonly commands: readonly StartCommand[];
  /** What is done before a release starts. */
  readonly release: readonly StartCommand[];
  readonly notes: readonly Note[];
}

/** Commands of a Procfile: that of `web` starts the application. */
export function procfile(files: Files): ProcfileEvidence {
  const processes = named(files, /^Procfile$/, 2).flatMap((file) =>
    (files.text(file) ?? '').split('\n').flatMap((text, index) => {
      const [, name = '', written = ''] = /^([\w-]+):\s*(.*)$/.exec(text) ?? [];
      const place = { file, line: index + 1 };
      const command = { words: ['sh', '-c', written], directory: directoryOf(file), place };
      return name === '' ? [] : [{ name, written: written.trim(), command }];
    }),
  );
  const web = processes.filter(({ name }) => name === 'web');
  const others = processes.filter(({ name }) => name !== 'web' && name !== 'release');
  const text = 'the image starts the server alone: start another container of it with this command';
  return {
    commands: [...web, ...others].map(({ command }) => command),
    release: processes.filter(({ name }) => name === 'release').flatMap(({ command }) => opened(command)),
    notes:
      web.length === 0
        ? []
        : others.map(({ name, written, command }) => ({
            text: `${name}: \`${written}\`: ${text}`,
            place: command.place,
          })),
  };
}
