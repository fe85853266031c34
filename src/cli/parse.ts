import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { flagName, optionPath, optionsFromFlags, setPath } from '../core/flags';
import { InvalidInputError, type Problem } from '../core/problems';
import { fileSchema, optionEntries } from '../core/schema';

/** Names of the commands. */
export type CommandName = 'check' | 'synth' | 'new' | 'install';

/** What was typed behind `fastapi-container`, taken apart. */
export interface CommandLine {
  readonly command: CommandName;
  /** Directories as they were typed. */
  readonly directories: readonly string[];
  readonly json: boolean;
  readonly overwrite: boolean;
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
};

function usageError(...problems: Problem[]): InvalidInputError {
  return new InvalidInputError('the command line', problems);
}

/** The flags of `new`: the name and every option, `--health.live` and the like for groups. */
function appFlags(): Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> {
  const entries = optionEntries().map(({ path, schema }) => [
    flagName(path),
    schema.type === 'boolean'
      ? { type: 'boolean' as const }
      : { type: 'string' as const, ...(schema.type === 'array' ? { multiple: true } : {}) },
  ]);
  return { name: { type: 'string' }, ...Object.fromEntries(entries) } as ReturnType<typeof appFlags>;
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
  const flags = name === 'new' ? appFlags() : {};
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(switches.map((key) => [key, { type: 'boolean' as const }])), ...flags },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const directories: string[] = [];
  const typed: Record<string, unknown> = {};
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
      const path = optionPath(flag);
      const before = Array.isArray(typed[path]) ? (typed[path] as unknown[]) : [];
      typed[path] = [...before, ...(token.value ?? '').split(',')];
    } else {
      setPath(typed, optionPath(flag), negated ? false : (token.value ?? true));
    }
  }
  if (problems.length > 0) throw usageError(...problems);
  return {
    command: name,
    directories,
    json: name !== 'new' && typed.json === true,
    overwrite: name !== 'new' && typed.overwrite === true,
    options: name === 'new' ? optionsFromFlags(typed, fileSchema) : {},
  };
}
