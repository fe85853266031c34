import type { Command } from '../../src/cli/command';
import { parseCommandLine } from '../../src/cli/parse';
import { InvalidInputError } from '../../src/core/text/problems';

/** Runs a command in this process. @returns what it says, or what it refuses */
export function toldBy(command: Command, words: readonly string[]): string {
  const lines: string[] = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  try {
    void command.run(parseCommandLine(command, words));
    return lines.join('\n');
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.message;
  }
}
