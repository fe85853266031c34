#!/usr/bin/env node
import { InvalidInputError } from '../core/problems';
import { check } from './commands/check';
import { createApp } from './commands/new';
import { install } from './commands/install';
import { lock } from './commands/lock';
import { report } from './commands/report';
import { scan } from './commands/scan';
import { synth } from './commands/synth';
import { commandHelp, help } from './help';
import { parseCommandLine } from './parse';
import { version } from './version';

/** What a command returns: 0 done or clean, 1 drift or something left to a person, 2 bad options or usage. */
type ExitCode = 0 | 1 | 2;

function run(args: readonly string[]): ExitCode {
  const [command, ...rest] = args;
  if (command === '--version' || command === '-v') {
    console.log(version());
    return 0;
  }
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    console.log(rest[0] === undefined ? help() : commandHelp(rest[0]));
    return command === undefined ? 2 : 0;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(commandHelp(command));
    return 0;
  }
  const line = parseCommandLine(command, rest);
  switch (line.command) {
    case 'check':
      return check(line);
    case 'synth':
      return synth(line);
    case 'new':
      return createApp(line);
    case 'install':
      return install(line);
    case 'lock':
      return lock(line);
    case 'scan':
      return scan(line);
    case 'report':
      return report(line);
  }
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  // A person's mistake is told without a stack; one of ours keeps it.
  if (!(error instanceof InvalidInputError)) throw error;
  console.error(`fastapi-container: ${error.message}`);
  process.exitCode = 2;
}
