import { flagHelp, optionHelp } from '../core/input/flags';
import type { Command } from './command';
import { optionsTaken } from './parse';

/** The overview. */
export function help(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 3;
  return [
    'fastapi-container: FastAPI services whose container files follow typed options',
    '',
    'Usage: fastapi-container <command> [...]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    '`fastapi-container help <command>` tells you more about it.',
  ].join('\n');
}

function flagLines(command: Command): string[] {
  const { switches, decisions = [], takesOptions } = command;
  const options = optionsTaken(command);
  const own = [
    ...switches.flatMap(({ name, help: text }) => flagHelp(name, text)),
    ...decisions.flatMap(({ name, value, help: text }) => flagHelp(`${name} <${value}>`, text)),
  ];
  const name =
    takesOptions === 'app'
      ? flagHelp('name <text>', 'Name of the app (default: the name of the directory)')
      : flagHelp('name <text>', 'Name of the workspace (default: that of the package.json at the root)');
  return options ? [...own, ...name, ...optionHelp(options)] : own;
}

/** Help for one command. */
export function commandHelp(command: Command): string {
  const { name, usage, description, closing = [] } = command;
  const flags = flagLines(command);
  return [
    `Usage: fastapi-container ${name} ${usage}`,
    '',
    ...description,
    ...(flags.length === 0 ? [] : ['', ...flags]),
    ...(closing.length === 0 ? [] : ['', ...closing]),
  ].join('\n');
}
