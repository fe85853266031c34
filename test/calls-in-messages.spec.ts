import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Commands that a person is to type are told as this package is called there: with the package manager that has it. By its
 * bare name a shell finds it nowhere. Help, which shows how a command is written, may leave that out.
 */

const SOURCE = join(__dirname, '../src');

test.each(['cli', 'core', 'io', 'nx', 'projen'])('no message of src/%s tells to type the bare name', (part) => {
  const files = readdirSync(join(SOURCE, part), { recursive: true, encoding: 'utf8' });
  const told = files
    .filter((file) => /(?<!\.spec)\.ts$/.test(file) && file !== 'help.ts')
    .flatMap((file) => readFileSync(join(SOURCE, part, file), 'utf8').split('\n'))
    .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
    .filter((line) => /(\\?`|for example: |run )fastapi-container [a-z]/.test(line))
    // What targets of Nx and pipelines run is no message.
    .filter((line) => !/return `fastapi-container \$|\$\{call\}/.test(line));
  expect(told).toEqual([]);
});
