import { readCommand, unwrapped } from './command';
import type { StartCommand } from '../evidence';
import type { Finding, Note } from '../finding';
import { behindKeywords } from './shell';

/** Commands that change nothing that lasts, that only wait, or that make place for a user whom the image has already. */
const PASSING = new Set(
  '[ [[ : . addgroup adduser break case cat chmod chown command continue date declare done echo esac eval exit export false fi for function getopts groupadd groupmod id in let ln local ls mkdir nc pg_isready printf pwd read readonly return select set shift sleep source tee test touch trap true type ulimit umask unset useradd usermod wait which whoami }'.split(
    ' ',
  ),
);

/** A word that means itself, whatever shell and environment it is run in. */
const PLAIN = /^[^\s$`<>*?"']+$/;

/** A command without the words of the shell's language before it; undefined where it changes nothing. */
export function lastingStep(command: StartCommand): StartCommand | undefined {
  const words = behindKeywords(command.words);
  const [name = ''] = unwrapped(words);
  return !/^[A-Za-z./]/.test(name) || PASSING.has(name) ? undefined : { ...command, words };
}

/** The words of a step without what only wraps it, where each of them means itself. */
function plainWords({ words }: StartCommand): readonly string[] | undefined {
  const own = unwrapped(words);
  return own.length > 0 && own.every((word) => PLAIN.test(word)) ? own : undefined;
}

/** Whether a command brings a database to the state that the code expects: it does no harm when it is run again. */
function isMigration(words: readonly string[]): boolean {
  const [name = '', verb = ''] = words;
  if (name === 'alembic' || name === 'aerich') return words.includes('upgrade');
  return name === 'prisma'
    ? verb === 'migrate'
    : /^python|^yoyo$|^piccolo$|migrat/.test(name) && /migrat|apply/.test(words.join(' '));
}

/** A text as a person types it into the options file. */
function asJson(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/**
 * What is done before the server starts: the image starts the server alone. A migration that is one plain command becomes
 * an option; everything else is told.
 */
export function beforeServer(steps: readonly StartCommand[]): {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
} {
  const plain = steps.map(plainWords);
  const at = plain.findIndex((words) => words !== undefined && isMigration(words));
  const migration = plain[at];
  const taken = '; "migration.command" does that under Compose and Kubernetes';
  const notes = steps.map(({ words, place }, index): Note => {
    const own = plain[index];
    const offered =
      own && steps.length === 1 && !readCommand(words).some(({ kind }) => kind === 'script')
        ? `; where it does no harm to run it again, "migration": { "command": ${asJson(own)} } makes Compose and Kubernetes do it`
        : '';
    const wayOut = index === at ? taken : offered;
    const text = `\`${words.join(' ')}\` runs before the server: run it by itself, the image starts the server alone${wayOut}`;
    return { text, place };
  });
  const place = steps[at]?.place;
  const finding: Finding[] =
    migration && place ? [{ option: 'migration.command', value: migration, place, confidence: 'likely' }] : [];
  return { findings: finding, notes };
}

/** Variables that the command read when it ran: their values are fixed from now on. */
export function fixedValues({ words, reads = [], place }: StartCommand): Note[] {
  const own = unwrapped(words);
  const distinct = reads.filter(({ written }, index) => reads.findIndex((read) => read.written === written) === index);
  return distinct
    .filter(({ value }) => value !== '' && own.some((word) => word.includes(value)))
    .map(({ name, written, value }) => ({
      text: `${written} becomes ${value}: the image does not read ${name} when it starts, its options decide`,
      place,
    }));
}
