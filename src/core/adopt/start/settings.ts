import type { Place } from '../../text/place';
import type { StartCommand } from '../evidence';
import type { Note } from '../finding';
import type { Said } from '../said';
import { assignedBy, behindKeywords } from './shell';
import { unwrap } from './wrappers';
import { append } from '../../text/lists';

/** What a script or a command sets for the server that it starts. */
export interface Settings {
  readonly env: readonly Said<readonly [name: string, value: string]>[];
  readonly notes: readonly Note[];
}

export const NO_SETTINGS: Settings = { env: [], notes: [] };

/** Words that begin and end what is done only sometimes, or several times. */
const BEGINS = new Set(['if', 'case', 'for', 'while', 'until', 'select']);
const ENDS = new Set(['fi', 'esac', 'done']);
const TESTS = new Set(['[', '[[', 'test']);

const WITHOUT_SCRIPT = 'the image starts the server without a shell';

/** What is lost of a command of the shell that changes the process of the server. */
function lost(words: readonly string[], place: Place): Note[] {
  const [name = '', ...rest] = words;
  const shown = words.join(' ');
  const told = (text: string) => [{ text: `\`${shown}\` is left out: ${text}`, place }];
  if (name === 'umask') {
    return rest.length === 0 ? [] : told(`${WITHOUT_SCRIPT}. os.umask() in the application does the same`);
  }
  if (name === 'ulimit') {
    const isSet = rest.some((word) => /^(\d+|unlimited|hard|soft)$/.test(word));
    return isSet ? told('limits are set where the container runs: `docker run --ulimit`, `ulimits` of Compose') : [];
  }
  if (name === 'unset')
    return told(`${WITHOUT_SCRIPT}: leave it out of "image.env" and of what the container is given`);
  if ((name === '.' || name === 'source') && !/(^|\/)activate$/.test(rest[0] ?? '')) {
    return told(`${WITHOUT_SCRIPT}. Variables that it sets go into "image.env"`);
  }
  return [];
}

/** What commands set, in their order. What hangs on a condition is told, and set nowhere. */
export function settingsOf(commands: readonly StartCommand[]): Settings {
  const env: Said<readonly [string, string]>[] = [];
  const notes: Note[] = [];
  let depth = 0;
  commands.forEach((command, index) => {
    const { place } = command;
    const [first = ''] = command.words;
    const before = commands[index - 1];
    const isTested = TESTS.has(before?.words[0] ?? '') && before?.place.line === place.line;
    if (BEGINS.has(first)) depth += 1;
    const words = behindKeywords(command.words);
    if (words[0] === 'export' || (words[0] === 'declare' && words[1] === '-x')) {
      const isSometimes = depth > 0 || isTested;
      for (const [name, value] of assignedBy(words.slice(1))) {
        if (!isSometimes) env.push({ value: [name, value], place });
        else
          notes.push({
            text: `${name} is left out: a condition decides about it. "image.env" is for one value`,
            place,
          });
      }
    } else append(notes, lost(words, place));
    if (ENDS.has(first)) depth = Math.max(0, depth - 1);
  });
  return { env, notes };
}

/** What stands before the program of one command: wrappers that are left out, and variables. */
export function settingsBefore({ words, place, head }: StartCommand): Settings {
  const { wrappers, assigned } = unwrap(words);
  return {
    env: assignedBy(assigned).map((value) => ({ value, place })),
    notes: wrappers.map(({ written, reason, at }) => ({
      text: `left out \`${written}\`: ${reason}`,
      place: head && at < head.count ? head.place : place,
    })),
  };
}

/** Settings one after the other. */
export function together(...parts: readonly Settings[]): Settings {
  return { env: parts.flatMap(({ env }) => env), notes: parts.flatMap(({ notes }) => notes) };
}
