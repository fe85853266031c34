import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { flagName, mapOf, optionPath, optionsFromFlags, pathSegments, setPath } from '../core/flags';
import { InvalidInputError, type Problem } from '../core/problems';
import { fileSchema, optionEntries } from '../core/schema';

/** Names of the commands. */
export type CommandName = 'check' | 'synth' | 'new' | 'install' | 'lock' | 'scan' | 'report';

/** What was typed behind `fastapi-container`, taken apart. */
export interface CommandLine {
  readonly command: CommandName;
  /** Directories as they were typed. */
  readonly directories: readonly string[];
  readonly json: boolean;
  readonly overwrite: boolean;
  readonly upgrade: boolean;
  /** Options of the app, of `new` only. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Switches of each command. Those of `new` are the options of the app as well. */
export const COMMANDS: Readonly<
  Record<CommandName, { readonly summary: string; readonly switches: readonly string[] }>
> = {
  new: { summary: 'creates an app in a directory', switches: [] },
  synth: { summary: 'brings the files of apps up to date with their options', switches: ['json', 'overwrite'] },
  check: { summary: 'reports what is not in step with the options, and writes nothing', switches: ['json'] },
  install: { summary: "creates an app's .venv and installs its requirements", switches: [] },
  lock: { summary: "locks an app's requirements for its image, with hashes", switches: ['upgrade'] },
  scan: { summary: 'looks for known vulnerabilities in the image of an app', switches: [] },
  report: { summary: 'tells what is in the image of an app, and what changed', switches: ['json'] },
};

function usageError(...problems: Problem[]): InvalidInputError {
  return new InvalidInputError('the command line', problems);
}

/** What the parser has to know of a flag. */
interface Flag {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** Commas belong to the value. */
  readonly repeat?: boolean;
}

/** The flags of `new`: the name, every option, `--health.live` and the like for groups, and the typed keys of maps. */
function appFlags(args: readonly string[]): Record<string, Flag> {
  const typed = args.map((word) => /^--([^=]+)/.exec(word)?.[1] ?? '');
  const keys = typed.filter((flag) => mapOf(optionPath(flag)) !== undefined);
  const entries = optionEntries().map(({ path, schema }): [string, Flag] => [
    flagName(path),
    {
      type: schema.type === 'boolean' ? 'boolean' : 'string',
      multiple: schema.type === 'array',
      repeat: schema.repeat === true,
    },
  ]);
  const inMaps = keys.map((flag): [string, Flag] => [flag, { type: 'string' }]);
  return { name: { type: 'string' }, ...Object.fromEntries([...entries, ...inMaps]) };
}

function unknownCommand(command: string): Problem {
  const names = Object.keys(COMMANDS);
  const nearest = closest(command, names);
  const fix = `did you mean "${nearest}"? \`fastapi-container help\` lists them`;
  return { option: command, reason: 'there is no such command', allowed: names.join(', '), fix };
}

/**
 * Takes the command line apart.
 *
 * @throws InvalidInputError with all that is wrong with it
 */
export function parseCommandLine(command: string, args: readonly string[]): CommandLine {
  if (!Object.hasOwn(COMMANDS, command)) throw usageError(unknownCommand(command));
  const name = command as CommandName;
  const { switches } = COMMANDS[name];
  const flags: Record<string, Flag> = name === 'new' ? appFlags(args) : {};
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(switches.map((key) => [key, { type: 'boolean' as const }])), ...flags },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const directories: string[] = [];
  const typed: Record<string, unknown> = {};
  const lists = new Map<string, string[]>();
  const problems: Problem[] = [];
  // The word behind a flag that does not exist was meant as its value, not as a directory.
  let valueOfUnknown = -1;
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index !== valueOfUnknown) directories.push(token.value);
    if (token.kind !== 'option') continue;
    const negated = token.name.startsWith('no-') && flags[token.name.slice(3)]?.type === 'boolean';
    const flag = negated ? token.name.slice(3) : token.name;
    if (!negated && token.value === undefined && !(flag in flags)) valueOfUnknown = token.index + 1;
    if (name !== 'new' && !switches.includes(flag)) {
      problems.push({
        option: token.rawName,
        reason: `\`${name}\` has no such flag`,
        allowed: switches.map((key) => `--${key}`).join(', ') || 'none',
        fix: 'options of an app are changed in its fastapi-container.json; remove the flag',
      });
    } else if (flags[flag]?.multiple === true) {
      const words = lists.get(flag) ?? [];
      words.push(...(flags[flag].repeat === true ? [token.value ?? ''] : (token.value ?? '').split(',')));
      lists.set(flag, words);
      setPath(typed, pathSegments(flag), words);
    } else {
      setPath(typed, pathSegments(flag), negated ? false : (token.value ?? true));
    }
  }
  if (problems.length > 0) throw usageError(...problems);
  return {
    command: name,
    directories,
    json: name !== 'new' && typed.json === true,
    overwrite: name !== 'new' && typed.overwrite === true,
    upgrade: name !== 'new' && typed.upgrade === true,
    options: name === 'new' ? optionsFromFlags(typed, fileSchema) : {},
  };
}
