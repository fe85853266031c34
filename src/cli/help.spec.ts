import { optionEntries } from '../core/input/schema';
import { flagName } from '../core/input/flags';
import { COMMANDS } from './commands';
import { create } from './commands/new';
import { commandHelp, help } from './help';

test('the overview names every command, with what it does beside it', () => {
  const lines = help(COMMANDS).split('\n');
  for (const { name, summary } of COMMANDS) {
    const line = lines.find((candidate) => candidate.startsWith(`  ${name} `));
    expect(line).toMatch(new RegExp(`^  ${name} {2,}`));
    expect(line?.endsWith(summary)).toBe(true);
  }
});

test.each(COMMANDS.map((command) => [command.name, command] as const))('the help of `%s`', (name, command) => {
  const text = commandHelp(command);
  expect(text.startsWith(`Usage: fastapi-container ${name} `)).toBe(true);
  for (const flag of command.switches) expect(text).toMatch(new RegExp(`^  --${flag.name} {2,}\\S`, 'm'));
  for (const line of command.description) expect(line.length).toBeLessThanOrEqual(120);
});

test('the help of `new` tells every option, with room between the flag and its text', () => {
  const lines = commandHelp(create).split('\n');
  for (const { path } of optionEntries()) {
    const index = lines.findIndex((line) => new RegExp(`^  --${flagName(path).replaceAll('.', '\\.')}[ .]`).test(line));
    const [flag = '', next = ''] = lines.slice(index);
    const beside = /^ {2}--\S+ <[^<>]*> {2,}\S/.test(flag);
    const below = /^ {2}--\S+ <[^<>]*>$/.test(flag) && /^ {40}\S/.test(next);
    expect([path, beside || below]).toEqual([path, true]);
  }
});
