import fc from 'fast-check';
import { resolve } from '../src/core/resolve/resolve';
import { OPTIONS_FILE } from '../src/core/constants';
import { leftToPerson } from '../src/core/plan/change';
import { OUTPUTS, formerPaths, render } from '../src/core/outputs/render';
import { loadTemplates } from '../src/io/templates';
import { resolved, synth, type Memory } from './support/memory';

/** Changes of options, of edits by hand, and of both in any order: what holds whatever a person does. */

type Options = Readonly<Record<string, unknown>>;

/** Values between which a person changes; `undefined` takes the option out. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  port: [undefined, 8001, 9000],
  workers: [undefined, 1, 2, 4],
  server: [undefined, 'uvicorn', 'fastapi', 'gunicorn', 'granian', 'hypercorn'],
  python: [undefined, '3.10', '3.14'],
  rootPath: [undefined, '/api'],
  accessLog: [undefined, false],
  loop: [undefined, 'uvloop'],
  installer: [undefined, 'uv'],
  lock: [undefined, true],
  app: [undefined, 'orders.main:create_app()', 'shop.main:app', 'main:app'],
  health: [undefined, { live: '/alive' }, { interval: 60, retries: 5 }],
  image: [undefined, { name: 'registry.example.com/orders' }],
  compose: [undefined, {}, { postgres: {}, development: 'none' }],
  swarm: [undefined, {}],
  kubernetes: [undefined, {}, { autoscaling: {}, networkPolicy: 'none' }],
};

const optionChange = fc
  .constantFrom(...Object.keys(VALUES))
  .chain((option) => fc.record({ option: fc.constant(option), value: fc.constantFrom(...(VALUES[option] ?? [])) }));

function withOption(options: Options, option: string, value: unknown): Options {
  const { [option]: _before, ...others } = options;
  return value === undefined ? others : { ...others, [option]: value };
}

const isValid = (options: Options) => resolve(options, 'orders').ok;

/** Modules that `app` may name besides the one that is born: an application never moves by itself. */
const OTHER_MODULES = ['shop/main.py', 'main.py'];

/** Without an entry module nothing is generated at all. */
const ENTRIES = ['orders/main.py', ...OTHER_MODULES];

/** What the modules of the born package import stays as long as they are there, whatever package `app` names. */
const isImported = (path: string) => path === 'orders/_container/__init__.py';

function born(options: Options = {}): Memory {
  const memory: Memory = new Map(
    OTHER_MODULES.map((path) => [path, 'from fastapi import FastAPI\n\napp = FastAPI()\n']),
  );
  synth(memory, options);
  return memory;
}

/** An edit: a line of the user's at a random place of a random file, or the end of the lines changed, or a file deleted. */
const edit = fc.record({
  kind: fc.constantFrom('line', 'line', 'line', 'crlf', 'delete'),
  file: fc.nat(),
  place: fc.nat(),
});

type Step =
  { readonly edit: { kind: string; file: number; place: number } } | { readonly option: string; value: unknown };

const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(optionChange, fc.record({ edit })), { maxLength: 14 });

const MANAGED = new Set(
  [...new Set(['orders', 'shop'])]
    .flatMap((directory) => formerPaths(OUTPUTS, [directory]))
    .concat(
      render(resolved({ workers: 2 }), loadTemplates())
        .filter(({ ownership }) => ownership === 'managed')
        .map(({ path }) => path),
    ),
);
const isManaged = (path: string) => MANAGED.has(path);

/** A file that a Dockerfile runs, or a kustomization lists, stays as long as that one is left as it is. */
const isRun = (memory: Memory, path: string) =>
  memory.get('Dockerfile')?.includes(path) === true ||
  memory.get('kubernetes/base/kustomization.yaml')?.includes(`- ${path.replace('kubernetes/base/', '')}`) === true;
/** Keeps secrets out of the repository, for good: nobody knows who still has some. */
const STAYING = 'secrets/.gitignore';
/** Files that are left alone together: one that was edited, and the other. */
const LEADERS: Readonly<Record<string, string>> = { '.dockerignore': 'Dockerfile', Dockerfile: '.dockerignore' };
/** Files that come back when they are deleted, and hold lines of both. */
const SHARED = ['requirements.txt'];

/** What a person has done, as far as it has to be there at the end. */
class Person {
  readonly lines = new Map<string, string>();
  readonly deleted = new Set<string>();
  readonly edited = new Set<string>();
  private count = 0;

  edit(memory: Memory, { kind, file, place }: { kind: string; file: number; place: number }): void {
    const paths = [...memory.keys()].filter((path) => path !== OPTIONS_FILE).sort();
    const path = paths[file % paths.length] ?? '';
    const text = memory.get(path) ?? '';
    if (kind === 'crlf') {
      memory.set(path, text.replace(/\r?\n/g, '\r\n'));
    } else if (kind === 'delete') {
      if (ENTRIES.includes(path)) return;
      // A managed file that is deleted comes back: it is no person's.
      memory.delete(path);
      for (const [line, where] of this.lines) if (where === path) this.lines.delete(line);
      this.edited.delete(path);
      if (!isManaged(path) && !SHARED.includes(path)) this.deleted.add(path);
    } else {
      const lines = text.split('\n');
      const line = `# a line of mine, number ${String((this.count += 1))}`;
      lines.splice(place % lines.length, 0, line);
      memory.set(path, lines.join('\n'));
      this.lines.set(line, path);
      this.edited.add(path);
    }
  }
}

/** Does the steps, generating after each or only at the end. @returns the options that they end with */
function live(
  memory: Memory,
  person: Person,
  sequence: readonly Step[],
  generate: 'each time' | 'at the end',
): Options {
  let options: Options = {};
  for (const step of sequence) {
    if ('edit' in step) person.edit(memory, step.edit);
    else if (isValid(withOption(options, step.option, step.value))) {
      options = withOption(options, step.option, step.value);
    }
    if (generate === 'each time') synth(memory, options);
  }
  synth(memory, options);
  return options;
}

const plain = (text: string | undefined) => text?.replaceAll('\r\n', '\n');
const withoutMine = (text: string | undefined) => plain(text)?.replace(/# a line of mine.*\n/g, '');

test('no byte of a person is lost, and the rest is what a fresh generation gives', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const memory = born();
      const seeds = born({ kubernetes: {} });
      const person = new Person();
      const options = live(memory, person, sequence, 'each time');

      for (const [line, path] of person.lines) expect(memory.get(path)).toContain(line);
      for (const path of person.deleted) expect(memory.has(path)).toBe(false);
      const fresh = born(options);
      for (const [path, text] of fresh) {
        if (path === 'requirements.txt') expect(withoutMine(memory.get(path))).toBe(text);
        else if (isManaged(path) && !person.edited.has(path) && !person.edited.has(LEADERS[path] ?? ''))
          expect(plain(memory.get(path))).toBe(text);
      }
      for (const [path, text] of memory) {
        if (isManaged(path))
          expect(
            [STAYING].includes(path) ||
              fresh.has(path) ||
              person.edited.has(path) ||
              isRun(memory, path) ||
              isImported(path),
          ).toBe(true);
        else if (![...SHARED, OPTIONS_FILE].includes(path)) expect(withoutMine(text)).toBe(seeds.get(path));
      }
    }),
    { numRuns: 1000, seed: 7 },
  );
}, 300_000);

test('a second run changes nothing', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const memory = born();
      const options = live(memory, new Person(), sequence, 'at the end');
      const before = new Map(memory);
      const second = synth(memory, options);
      expect(second.filter(({ action }) => ['create', 'update', 'remove'].includes(action))).toEqual([]);
      expect(memory).toEqual(before);
    }),
    { numRuns: 1000, seed: 7 },
  );
}, 300_000);

test('the order in which options change makes no difference', () => {
  const changes = fc.uniqueArray(optionChange, { selector: ({ option }) => option, maxLength: 8 });
  fc.assert(
    fc.property(
      changes.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const final = list.reduce<Options>((options, { option, value }) => withOption(options, option, value), {});
        fc.pre(isValid(final));
        const [once, stepwise] = [born(), born()];
        synth(once, final);
        let options: Options = {};
        for (const { option, value } of shuffled) {
          options = withOption(options, option, value);
          if (isValid(options)) synth(stepwise, options);
        }
        synth(stepwise, final);
        // What is left to the person is as it was when the package was left.
        const left = leftToPerson(synth(once, final)).filter(({ path }) => isImported(path));
        for (const { path } of left) for (const memory of [once, stepwise]) memory.delete(path);
        for (const memory of [once, stepwise]) memory.delete(STAYING);
        expect(stepwise).toEqual(once);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
}, 300_000);
