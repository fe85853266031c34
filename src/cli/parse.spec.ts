import { InvalidInputError } from '../core/text/problems';
import type { Command } from './command';
import { COMMANDS } from './commands';
import { pushedWords } from './commands/push';
import { parseCommandLine } from './parse';

const fixed: Command = {
  name: 'fixed',
  summary: '',
  usage: '',
  description: [],
  switches: [
    { name: 'json', help: '' },
    { name: 'overwrite', help: '' },
  ],
  run: () => 0,
};
const taking: Command = { ...fixed, takesOptions: 'app' };
const passing: Command = { ...fixed, passesOn: true };

function problemsOf(command: Command, args: readonly string[]) {
  try {
    parseCommandLine(command, args);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

test('directories and switches, in any order', () => {
  const line = parseCommandLine(fixed, ['--json', 'apps/a', '--overwrite', 'apps/b']);
  expect(line.operands).toEqual(['apps/a', 'apps/b']);
  expect([...line.switches]).toEqual(['json', 'overwrite']);
});

test.each([
  [['--json=true'], ['json']],
  [['--json=false'], []],
  [['--json', '--json=false'], []],
])('%j switches on %j', (args, on) => {
  expect([...parseCommandLine(fixed, args).switches]).toEqual(on);
});

test('a switch with another value is refused, not taken for off', () => {
  expect(problemsOf(fixed, ['--overwrite=yes', '--json='])).toMatchObject([
    { option: '--overwrite', value: 'yes', allowed: 'true or false' },
    { option: '--json', value: '' },
  ]);
});

test('unknown flags are all told, and the words behind them are no directories', () => {
  expect(problemsOf(fixed, ['--prot', '80', '-x', '--no-json'])).toMatchObject([
    { option: '--prot', reason: '`fixed` has no such flag', allowed: '--json, --overwrite' },
    { option: '-x' },
    { option: '--no-json' },
  ]);
});

test.each([
  [['--metrics'], '--metrics', '"prometheus"', '--metrics=prometheus'],
  [['--port'], '--port', 'a whole number from', '--port=<number>'],
  [['apps/a', '--health.live'], '--health.live', 'an absolute URL path', '--health.live=<text>'],
])('of %j is said what may stand behind it', (args, option, allowed, way) => {
  expect(problemsOf(taking, args)).toMatchObject([
    {
      ...{ option, value: '', reason: 'has nothing behind it' },
      allowed: expect.stringContaining(allowed) as string,
      fix: expect.stringContaining(way) as string,
    },
  ]);
});

test('options of an app: groups, lists, maps, switched-off ones, and switches beside them', () => {
  const args = ['apps/a', '--port', '9000', '--no-access-log', '--image.tags=1,2', '--image.tags', '3', '--overwrite'];
  const maps = ['--image.env.TAG=1.10', '--image.labels.com.acme.team', 'shop', '--builder.args', 'A=b,c'];
  const line = parseCommandLine(taking, [...args, ...maps]);
  expect(line.operands).toEqual(['apps/a']);
  expect([...line.switches]).toEqual(['overwrite']);
  expect(line.options).toEqual({
    port: 9000,
    accessLog: false,
    image: { tags: ['1', '2', '3'], env: { TAG: '1.10' }, labels: { 'com.acme.team': 'shop' } },
    builder: { args: ['A=b,c'] },
  });
});

test('a flag is written as the documentation calls the option, or with hyphens', () => {
  const args = [
    '--rootPath',
    '/v1',
    '--image.builderBase',
    'a:1',
    '--no-accessLog',
    '--image.checkEnv.A',
    'b',
    'apps/a',
  ];
  const line = parseCommandLine(taking, args);
  expect(line.operands).toEqual(['apps/a']);
  const image = { builderBase: 'a:1', checkEnv: { A: 'b' } };
  expect(line.options).toEqual({ rootPath: '/v1', image, accessLog: false });
  expect(problemsOf(taking, ['--root-path', '/a', '--rootPath', '/b'])).toMatchObject([{ option: '--rootPath' }]);
});

test.each([
  [['--port', '1', '--port=2'], '--port', /given twice/],
  [['--lock', '--no-lock'], '--no-lock', /given twice/],
  [['--image.env.A=1', '--image.env.A=2'], '--image.env.A', /given twice/],
  [['--name=a', '--name=a'], '--name', /given twice/],
  [['--no-lock=false'], '--no-lock', /takes no value/],
])('%j is refused: one value would be lost', (args, option, reason) => {
  expect(problemsOf(taking, args)).toMatchObject([{ option, reason: expect.stringMatching(reason) as string }]);
});

test.each([
  [['--lock=true'], { lock: true }],
  [['--lock=false'], { lock: false }],
  [['--lock=maybe'], { lock: 'maybe' }],
  [['--health=x', '--health.live=/y'], { health: 'x' }],
  [['--health.live=/y', '--health=x'], { health: 'x' }],
  [['--toString', 'apps/a'], { toString: true }],
])('%j reaches the validation as %j', (args, options) => {
  const line = parseCommandLine(taking, args);
  expect(Object.entries(line.options)).toEqual(Object.entries(options));
  expect(line.operands).toEqual([]);
});

test('words behind `--` are passed on as they are, where a command does so', () => {
  const line = parseCommandLine(passing, ['test', 'apps/a', '--json', '--', '-k', 'name', '--', '--json=no']);
  expect(line.operands).toEqual(['test', 'apps/a']);
  expect(line.passedOn).toEqual(['-k', 'name', '--', '--json=no']);
  expect(parseCommandLine(fixed, ['a', '--', '--b']).operands).toEqual(['a', '--b']);
});

test('every command has a name of its own', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('a decision is a flag with a text behind it, however it is written', () => {
  for (const words of [['--requirements', 'requirements/prod.txt'], ['--requirements=requirements/prod.txt']]) {
    const line = parseCommandLine(COMMANDS.find(({ name }) => name === 'adopt') as Command, [
      'services/orders',
      ...words,
    ]);
    expect(line.operands).toEqual(['services/orders']);
    expect(line.options).toEqual({ requirements: 'requirements/prod.txt' });
  }
});

test('a command that takes no options of apps may have flags with a text all the same, and no others', () => {
  const deciding: Command = { ...fixed, decisions: [{ name: 'base', value: 'revision', help: '' }] };
  const line = parseCommandLine(deciding, ['apps/a', '--base', 'main', '--json']);
  expect([line.operands, [...line.switches], line.options]).toEqual([['apps/a'], ['json'], { base: 'main' }]);
  expect(problemsOf(deciding, ['--base=a', '--base=b'])).toMatchObject([{ option: '--base' }]);
  expect(problemsOf(deciding, ['--port=1', 'apps/a'])).toMatchObject([
    { option: '--port', allowed: '--json, --overwrite, --base' },
  ]);
});

test('flags of `push` stand before `--` as well as behind it', () => {
  const push = COMMANDS.find(({ name }) => name === 'push');
  if (!push) throw new Error('there is no push');
  const line = parseCommandLine(push, ['apps/a', '--tag=1', '--tag', '2,3', '--only', '--', '--tag=4', '--no-cache']);
  expect(line).toMatchObject({ operands: ['apps/a'], options: { tag: ['1', '2,3'] } });
  expect([...line.switches]).toEqual(['only']);
  expect(pushedWords(line)).toEqual(['--tag=1', '--tag=2,3', '--only', '--tag=4', '--no-cache']);
  const around = ['--scan', '--cache', '--digest-file=/d/images'];
  expect(pushedWords(parseCommandLine(push, around)).sort()).toEqual(['--cache', '--digest-file=/d/images', '--scan']);
  expect(pushedWords(parseCommandLine(push, ['--tag']))).toEqual(['--tag=']);
  expect(pushedWords(parseCommandLine(push, ['--only=false', '--', '--only']))).toEqual(['--only']);
  expect(problemsOf(push, ['--tags=1'])).toMatchObject([
    { option: '--tags', allowed: expect.stringContaining('--only') as string },
  ]);
});

describe('flags of a command with a text', () => {
  const deciding: Command = {
    ...fixed,
    decisions: [
      { name: 'app', value: 'app', help: 'an app', multiple: true },
      { name: 'name', value: 'name', help: 'a name' },
    ],
  };

  test.each([
    [['--app'], '--app'],
    [['--app='], '--app'],
    [['--app', '--name=x'], '--app'],
    [['--app', ' , '], '--app'],
    [['--app=a', '--app'], '--app'],
    [['--name'], '--name'],
    [['--name='], '--name'],
  ])('%j lacks one', (args, option) => {
    expect(problemsOf(deciding, args)).toMatchObject([{ option, reason: 'has nothing behind it' }]);
  });

  test('a list has no blanks', () => {
    expect(parseCommandLine(deciding, ['--app', 'a,,b, c', '--app=d']).options).toEqual({ app: ['a', 'b', 'c', 'd'] });
  });
});

test.each([
  [['apps/a', '--access-log', 'false'], { accessLog: false }],
  [['--access-log', 'true', 'apps/a'], { accessLog: true }],
  [['--access-log', 'apps/a'], { accessLog: true }],
  [['--lock', 'false', '--access-log', 'apps/a'], { lock: false, accessLog: true }],
  [['--no-access-log', 'apps/a'], { accessLog: false }],
])('%j: an option that is true or false may have that behind it', (args, options) => {
  const line = parseCommandLine(taking, args);
  expect(line.options).toEqual(options);
  expect(line.operands).toEqual(['apps/a']);
});
