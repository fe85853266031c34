import { parseArgs } from 'node:util';
import { flagName, mapOf, optionPath, optionsFromFlags, pathSegments, setPath } from '../core/input/flags';
import {
  allowedValues,
  exampleOf,
  fileSchema,
  optionEntries,
  type OptionEntry,
  type OptionSchema,
} from '../core/input/schema';
import { workspaceFileSchema } from '../core/input/workspace-file';
import { InvalidInputError, type Problem } from '../core/text/problems';
import type { Command, CommandLine, Decision } from './command';

/** What the parser has to know of a flag. */
interface Flag {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** Commas belong to the value. */
  readonly repeat?: boolean;
}

/** The flags of options: every one, `--health.live` and the like for groups, and the typed keys of maps. */
function optionFlags(options: OptionSchema, args: readonly string[]): Record<string, Flag> {
  const typed = args.map((word) => /^--([^=]+)/.exec(word)?.[1] ?? '');
  const keys = typed.filter((flag) => mapOf(optionPath(flag), options) !== undefined);
  const entries = optionEntries(options).flatMap(({ path, schema }): [string, Flag][] => {
    const flag: Flag = {
      type: schema.type === 'boolean' ? 'boolean' : 'string',
      multiple: schema.type === 'array',
      repeat: schema.repeat === true,
    };
    // As documentation writes the option, and as it is usual on a command line.
    return [
      [path, flag],
      [flagName(path), flag],
    ];
  });
  const inMaps = keys.map((flag): [string, Flag] => [flag, { type: 'string' }]);
  return Object.fromEntries([...entries, ...inMaps]);
}

/** The schema of the options that a command takes as flags; undefined where it takes none. */
export function optionsTaken({ takesOptions }: Command): OptionSchema | undefined {
  if (takesOptions === undefined) return undefined;
  return takesOptions === 'app' ? fileSchema : workspaceFileSchema;
}

function unknownFlag({ name, switches, decisions = [], insteadOfFlags }: Command, option: string): Problem {
  return {
    option,
    reason: `\`${name}\` has no such flag`,
    allowed: [...switches, ...decisions].map((known) => `--${known.name}`).join(', ') || 'none',
    fix: insteadOfFlags ?? 'options of an app are changed in its fastapi-container.json; remove the flag',
  };
}

function givenTwice(option: string): Problem {
  return { option, reason: 'is given twice: only one could count', allowed: 'once', fix: 'remove one of the two' };
}

/** A flag whose text is missing would be taken for one that was not typed: what is passed on is for others to judge. */
function withoutValue(option: string, { value, help }: Decision): Problem {
  const reason = 'has nothing behind it';
  return { option, value: '', reason, allowed: help, fix: `write ${option}=<${value}>, or leave it out` };
}

/** The option of a text or a number at a path. */
function valueEntry(path: string, options: OptionSchema): OptionEntry | undefined {
  return optionEntries(options).find(
    (entry) => entry.path === path && ['string', 'integer'].includes(entry.schema.type),
  );
}

/** An option that takes a value, and got none: the parser would take it for a switch, and a directory for nobody's. */
function optionWithoutValue(option: string, { schema }: OptionEntry): Problem {
  const example = exampleOf(schema) ?? `<${schema.type === 'integer' ? 'number' : 'text'}>`;
  const fix = `write ${option}=${example}, or leave it out`;
  return { option, value: '', reason: 'has nothing behind it', allowed: allowedValues(schema), fix };
}

/** The texts of a list with commas between them. */
function listed(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Whether a flag has no text, or the flag behind it was taken for one. */
function isMissing(text = '', isInline: boolean): boolean {
  return listed(text).length === 0 || (!isInline && /^--[a-z]/.test(text));
}

function ownFlag(flags: Record<string, Flag>, name: string): Flag | undefined {
  return Object.hasOwn(flags, name) ? flags[name] : undefined;
}

/** Whether a switch is on; what is neither true nor false is a problem. */
function switchValue(option: string, value: string | undefined): boolean | Problem {
  if (value === undefined || value === 'true') return true;
  if (value === 'false') return false;
  const fix = `write ${option} alone, or leave it out`;
  return { option, value, reason: 'takes no value', allowed: 'true or false', fix };
}

/**
 * Takes apart what was typed behind the name of a command.
 *
 * @throws InvalidInputError with all that is wrong with it
 */
export function parseCommandLine(command: Command, args: readonly string[]): CommandLine {
  const end = command.passesOn === true && args.includes('--') ? args.indexOf('--') : args.length;
  const options = optionsTaken(command);
  const decisions = (command.decisions ?? []).map(({ name, multiple = false, repeat = false }): [string, Flag] => [
    name,
    { type: 'string', multiple, repeat },
  ]);
  const flags: Record<string, Flag> = {
    ...(options ? optionFlags(options, args) : {}),
    ...(options ? { name: { type: 'string' } } : {}),
    ...Object.fromEntries(decisions),
  };
  const known = Object.fromEntries(command.switches.map(({ name }) => [name, { type: 'boolean' as const }]));
  const { tokens } = parseArgs({
    args: args.slice(0, end),
    options: { ...known, ...flags },
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const operands: string[] = [];
  const switches = new Set<string>();
  const off = new Set<string>();
  const typed: Record<string, unknown> = {};
  const lists = new Map<string, string[]>();
  const once = new Set<string>();
  const problems: Problem[] = [];
  // A word that is the value of the flag before it, though the parser takes it for a directory.
  let taken = -1;
  for (const token of tokens) {
    if (token.kind === 'positional' && token.index !== taken) operands.push(token.value);
    if (token.kind !== 'option') continue;
    const negated = token.name.startsWith('no-') && ownFlag(flags, token.name.slice(3))?.type === 'boolean';
    const flag = negated ? token.name.slice(3) : token.name;
    if (Object.hasOwn(known, flag)) {
      const on = switchValue(token.rawName, token.value);
      if (typeof on === 'object') problems.push(on);
      else {
        (on ? switches : off).add(flag);
        (on ? off : switches).delete(flag);
      }
      continue;
    }
    const app = ownFlag(flags, flag);
    // `--pipeline.scan false`, as the help writes it.
    const behind = args[token.index + 1];
    const isSwitch = app?.type === 'boolean' && !negated && token.value === undefined;
    const typedValue = isSwitch && (behind === 'true' || behind === 'false') ? behind : token.value;
    if (typedValue !== token.value) taken = token.index + 1;
    const segments = pathSegments(flag, options);
    const path = segments.join('.');
    if (!negated && token.value === undefined && !app) taken = token.index + 1;
    const entry = negated || token.value !== undefined || !options ? undefined : valueEntry(path, options);
    const decision = (command.decisions ?? []).find(({ name }) => name === flag);
    if (!options && !app) {
      problems.push(unknownFlag(command, token.rawName));
    } else if (decision && app?.repeat !== true && isMissing(token.value, token.inlineValue === true)) {
      problems.push(withoutValue(token.rawName, decision));
    } else if (entry) {
      problems.push(optionWithoutValue(token.rawName, entry));
    } else if (app?.multiple === true) {
      const words = lists.get(path) ?? [];
      const text = token.value ?? '';
      words.push(...(app.repeat === true ? [text] : decision ? listed(text) : text.split(',')));
      lists.set(path, words);
      setPath(typed, segments, words);
    } else if (once.has(path)) {
      problems.push(givenTwice(token.rawName));
    } else if (negated && token.value !== undefined) {
      const fix = `write ${token.rawName} alone`;
      problems.push({ option: token.rawName, value: token.value, reason: 'takes no value', fix });
    } else {
      once.add(path);
      setPath(typed, segments, negated ? false : (typedValue ?? true));
    }
  }
  if (problems.length > 0) throw new InvalidInputError('the command line', problems);
  return {
    operands,
    switches,
    off,
    options: options ? optionsFromFlags(typed, options) : typed,
    passedOn: args.slice(end + 1),
  };
}
