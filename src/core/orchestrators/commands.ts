import type { Rule } from '../app/rule';
import type { Problem } from '../text/problems';

/** A command of the options, by where it stands. */
type Command = readonly [option: string, words: readonly string[]];

function wordProblem([option, words]: Command): Problem[] {
  const [first = ''] = words;
  if (!/\s/.test(first)) return [];
  const split = first.trim().split(/\s+/);
  return [
    {
      option: `${option}[0]`,
      value: first,
      reason: 'names the program, and has a blank in it: no shell is there to split it',
      allowed: 'the program alone, each of its arguments as an item of its own',
      fix: `write ${[...split, ...words.slice(1)].map((word) => JSON.stringify(word)).join(', ')}`,
    },
  ];
}

/** Without a shell the first word of a command is the program. */
export const commandsAreWords: Rule = ({ migration, compose }) => {
  const services = Object.entries(compose?.services ?? {}).flatMap(
    ([name, { command = [], check = [] }]): Command[] => [
      [`compose.services.${name}.command`, command],
      [`compose.services.${name}.check`, check],
    ],
  );
  const commands: Command[] = [['migration.command', migration.command], ...services];
  return commands.flatMap(wordProblem);
};

/** What a health check of a compose file begins with, and what takes its place. */
const KINDS_OF_CHECK: Readonly<Record<string, string>> = {
  CMD: 'leave "CMD" out: what follows is the command',
  'CMD-SHELL': 'write "sh", "-c" in place of "CMD-SHELL"',
  NONE: 'leave the check out: then nothing waits for the service',
};

/** A check is a command: what Compose writes before it is added. */
export const checksAreCommands: Rule = ({ compose }) =>
  Object.entries(compose?.services ?? {}).flatMap(([name, { check: [first = ''] = [] }]): Problem[] => {
    const fix = Object.hasOwn(KINDS_OF_CHECK, first) ? KINDS_OF_CHECK[first] : undefined;
    if (fix === undefined) return [];
    const option = `compose.services.${name}.check[0]`;
    const reason = 'is a word of compose files, and no program';
    return [{ option, value: first, reason, allowed: 'the command itself, such as redis-cli, ping', fix }];
  });
