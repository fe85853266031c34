import { nearest } from '../core/text/nearest';
import { InvalidInputError } from '../core/text/problems';
import { toMend } from '../io/refused';
import { ownCall } from './called';
import { COMMANDS } from './commands';
import type { Command, ExitCode } from './command';
import { commandHelp, help } from './help';
import { errorText } from './outcome';
import { parseCommandLine } from './parse';
import { version } from './version';

function commandOf(typed: string): Command {
  const command = COMMANDS.find(({ name }) => name === typed);
  if (command) return command;
  const names = COMMANDS.map(({ name }) => name);
  const meant = nearest(typed, names);
  const list = `\`${ownCall()} help\` lists them`;
  const fix = meant === undefined ? list : `did you mean "${meant}"? ${list}`;
  const problem = { option: typed, reason: 'there is no such command', allowed: names.join(', '), fix };
  throw new InvalidInputError('the command line', [problem]);
}

/** The command that a switch of another makes it: `new --workspace`. */
function meantCommand(command: Command, words: readonly string[]): Command {
  const found = Object.entries(command.instead ?? {}).find(([name]) => words.includes(`--${name}`));
  return found?.[1] ?? command;
}

/** Words up to `--`: what is behind it is meant for another program. */
function ownWords(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end === -1 ? args : args.slice(0, end);
}

/** Runs what was typed, and tells what a person has to mend. @returns the exit code */
async function run([typed, ...rest]: readonly string[]): Promise<ExitCode> {
  let command: Command | undefined;
  try {
    if (typed === '--version' || typed === '-v') {
      console.log(version());
      return 0;
    }
    if (typed === undefined || typed === 'help' || typed === '--help' || typed === '-h') {
      console.log(rest[0] === undefined ? help(COMMANDS) : commandHelp(meantCommand(commandOf(rest[0]), rest)));
      return typed === undefined ? 2 : 0;
    }
    command = meantCommand(commandOf(typed), ownWords(rest));
    if (ownWords(rest).some((word) => word === '--help' || word === '-h')) {
      console.log(commandHelp(command));
      return 0;
    }
    return await command.run(parseCommandLine(command, rest));
  } catch (error) {
    // A person's mistake is told without a stack; one of ours keeps it.
    const told = toMend(error);
    if (told === undefined) throw error;
    console.error(errorText(told, command?.writes === true));
    return 2;
  }
}

/** Runs the command line, and ends the process with its exit code. */
export function start(args: readonly string[]): void {
  void run(args).then((code) => {
    process.exitCode = code;
  });
}
