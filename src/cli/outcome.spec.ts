import type { Target } from './targets';
import { plan, synth, type Memory } from '../../test/support/memory';
import type { Change } from '../core/plan/change';
import { InvalidInputError } from '../core/text/problems';
import { attempt, errorText, jsonReport, print, show, type Outcome } from './outcome';
import { say, sayAside } from './say';

const target = (shown: string) => ({ path: `/ws/${shown}`, shown });

/** What comes of the options of an app whose files are in the memory. */
function outcomeOf(shown: string, memory: Memory, options: object): Outcome {
  return attempt(target(shown), () => ({ door: 'command line', changes: plan(memory, options), notices: [] }));
}

const PROBLEMS = [
  { option: 'port', value: 1, reason: 'is below 1024', fix: 'choose another' },
  { option: 'helth', value: {}, reason: 'there is no such option', fix: 'did you mean "health"?' },
];

const invalid = (shown: string) =>
  attempt(target(shown), () => {
    throw new InvalidInputError(`${shown}/fastapi-container.json`, PROBLEMS);
  });

let printed: { out: string[]; err: string[] };

beforeEach(() => {
  printed = { out: [], err: [] };
  jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.out.push(text));
  jest.spyOn(console, 'error').mockImplementation((text: string) => void printed.err.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
});

interface JsonApp {
  readonly directory: string;
  readonly status: string;
  readonly changes: readonly { path: string; action: string; reason?: string; waysOut?: string[]; diff: string }[];
  readonly problems: unknown;
  readonly notices: unknown;
}

const apps = (text: string) => (JSON.parse(text) as { apps: JsonApp[] }).apps;

test('bad input of one app is an outcome; a fault of ours stays one', () => {
  expect(invalid('a')).toMatchObject({ target: { shown: 'a' }, error: { problems: PROBLEMS } });
  expect(() =>
    attempt(target('a'), () => {
      throw new TypeError('ours');
    }),
  ).toThrow(TypeError);
});

describe('the answer of --json', () => {
  const memory: Memory = new Map();

  beforeEach(() => {
    memory.clear();
    synth(memory, { name: 'orders' });
  });

  test('for an app in step', () => {
    expect(apps(jsonReport([outcomeOf('orders', memory, { name: 'orders' })]))).toEqual([
      { directory: 'orders', status: 'in-step', changes: [], problems: [], notices: [] },
    ]);
  });

  test('for one whose options changed: files, actions and diffs, and no file that stays', () => {
    const [app] = apps(jsonReport([outcomeOf('orders', memory, { name: 'orders', port: 9000 })]));
    expect(app?.status).toBe('drift');
    const dockerfile = app?.changes.find(({ path }) => path === 'Dockerfile');
    expect(dockerfile).toMatchObject({ action: 'update' });
    expect(dockerfile?.diff).toMatch(/^-EXPOSE 8000$[^]*^\+EXPOSE 9000$/m);
    expect(app?.changes.map(({ path }) => path)).not.toContain('requirements.txt');
  });

  test('for one whose file a person edited: why, and the ways out', () => {
    memory.set('Dockerfile', `${memory.get('Dockerfile') ?? ''}USER root\n`);
    const [app] = apps(jsonReport([outcomeOf('orders', memory, { name: 'orders' })]));
    const edited = app?.changes.find(({ path }) => path === 'Dockerfile');
    expect([app?.status, edited?.action]).toEqual(['drift', 'conflict']);
    expect(edited?.reason).not.toBe('');
    expect(edited?.waysOut?.join()).toContain('own');
    expect(edited?.diff).toContain('USER root');
  });

  test('for one with bad options, beside others', () => {
    const [bad, good] = apps(jsonReport([invalid('bad'), outcomeOf('good', memory, { name: 'orders' })]));
    expect(bad).toEqual({ directory: 'bad', status: 'invalid', changes: [], problems: PROBLEMS, notices: [] });
    expect(good?.status).toBe('in-step');
  });

  test('is the one thing that is printed, and stands on the standard output whatever is wrong', () => {
    print([invalid('bad'), outcomeOf('good', memory, { name: 'orders' })], { json: true, report: () => 'a report' });
    expect(printed.err).toEqual([]);
    expect(printed.out).toHaveLength(1);
    expect(apps(printed.out[0] ?? '').map(({ directory }) => directory)).toEqual(['bad', 'good']);
  });
});

describe('for people', () => {
  const report = ({ shown: directory }: Target, changes: readonly Change[]) =>
    `${directory}: ${String(changes.length)} changes`;

  test('a report, then notices, then what to type next, as one text for each app', () => {
    const outcome: Outcome = {
      ...{ target: target('orders'), door: 'command line', changes: [] },
      notices: [{ option: 'port', message: 'is low' }],
      next: ['Next: run it'],
    };
    print([outcome], { json: false, report });
    expect(printed.out).toHaveLength(1);
    const lines = (printed.out[0] ?? '').split('\n');
    expect(lines[0]).toBe('orders: 0 changes');
    expect(lines.at(-1)).toBe('Next: run it');
    expect(lines.slice(1, -1).join('\n')).toContain('is low');
  });

  test('problems go to the standard error, and the other apps are reported', () => {
    print([invalid('bad'), { target: target('good'), door: 'command line', changes: [], notices: [] }], {
      json: false,
      report,
    });
    expect(printed.out).toEqual(['good: 0 changes']);
    expect(printed.err).toHaveLength(1);
    for (const part of ['2 problems in bad/fastapi-container.json.', 'port = 1', 'helth = {}'])
      expect(printed.err[0]).toContain(part);
  });

  test('that nothing was written is said by what writes', () => {
    const error = new InvalidInputError('a', PROBLEMS);
    expect(errorText(error, true)).toContain('Nothing was written.');
    expect(errorText(error, false)).not.toContain('Nothing was written.');
    const after = new InvalidInputError('a', PROBLEMS, 'One file is written.');
    for (const writes of [true, false]) expect(errorText(after, writes)).toContain('in a. One file is written.\n');
    expect(errorText(after, true)).not.toContain('Nothing was written.');
    print([invalid('bad')], { json: false, writes: true, report });
    print([invalid('bad')], { json: false, report });
    expect(printed.err.map((text) => text.includes('Nothing was written.'))).toEqual([true, false]);
  });
});

describe('names with characters that are not seen', () => {
  const NAMES = ['apps/esc\u001b[31m', 'apps/\u202egnp', 'apps/back\b'];
  const SHOWN = ['apps/esc\\u001b[31m', 'apps/\\u202egnp', 'apps/back\\u0008'];

  test.each([
    ['reports', show, 'out'],
    ['lines of commands', say, 'out'],
    ['lines beside them', sayAside, 'err'],
  ] as const)('are named in %s', (_, tell, where) => {
    for (const name of NAMES) tell(`${name}: in step`);
    expect(printed[where]).toEqual(SHOWN.map((name) => `${name}: in step`));
  });

  test('are named where colours are, which stay', () => {
    const before = process.env.FORCE_COLOR;
    process.env.FORCE_COLOR = '1';
    show(`apps/\u001b[5m:\n  created     a\u202e`);
    process.env.FORCE_COLOR = before;
    if (before === undefined) delete process.env.FORCE_COLOR;
    expect(printed.out).toEqual(['apps/\\u001b[5m:\n  \u001b[32mcreated\u001b[39m     a\\u202e']);
  });

  test('are named in what stands above problems', () => {
    print([invalid('apps/\u001b[31m')], { json: false, report: () => '' });
    expect(printed.err[0]).toContain('problems in apps/\\u001b[31m/fastapi-container.json');
  });
});

test('files that cannot be written of one app do not stop the others', () => {
  const refusal = Object.assign(new Error('EROFS'), { code: 'EROFS', syscall: 'open', path: '/ro/a' });
  const outcome = attempt(target('apps/ro'), () => {
    throw refusal;
  });
  expect(outcome).toMatchObject({ error: { problems: [{ option: '/ro/a' }] } });
});
