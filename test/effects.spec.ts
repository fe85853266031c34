import { render } from '../src/core/outputs/render';
import { optionEntries } from '../src/core/input/schema';
import { resolve } from '../src/core/resolve/resolve';
import { references } from '../src/core/app/image-reference';
import { engineOf } from '../src/core/engines';
import { runtimeContract } from '../src/core/app/runtime-contract';
import { tasks } from '../src/core/tasks';
import { loadTemplates } from '../src/io/templates';
import { pathsIn, valueAt, without } from './support/option-paths';
import { OPTION_SETS } from './support/option-sets';

/** Options that no file and no task shows, and who reads them instead. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  'proxy.trustAny': 'a rule: without it `proxy.trusted` may not be `*`',
  'push.target': 'a rule: it refuses what the target cannot take',
  'scan.scanner': '`fastapi-container scan` reads it when it runs',
  'scan.failOn': '`fastapi-container scan` reads it when it runs',
  'openapi.env': '`fastapi-container openapi` reads it when it runs',
  tags: 'Nx reads it: the plugin gives it to the project, which its own test shows',
};

/** Options that others need: a set without them is refused, and they show in the files as they are. */
const NEEDED = ['kubernetes.route.kind', 'kubernetes.route.host', 'kubernetes.route.gateway'];

const templates = loadTemplates();

/** All that a set of options leads to; undefined where it is refused. */
function everything(options: object): string | undefined {
  const result = resolve(options, 'orders');
  if (!result.ok) return undefined;
  const app = result.value;
  const pushed = engineOf(app).push(app, { references: references(app), words: [] }, 'digest');
  return JSON.stringify([render(app, templates), tasks(app), pushed, runtimeContract(app), app.notices]);
}

test('the option sets give every option, path by path', () => {
  const given = new Set(Object.values(OPTION_SETS).flatMap((options) => pathsIn(options)));
  expect(
    optionEntries()
      .map(({ path }) => path)
      .filter((path) => !given.has(path)),
  ).toEqual([]);
});

test('each in another value than its default', () => {
  const same = optionEntries().filter(({ path, schema }) =>
    Object.values(OPTION_SETS).every((options) => {
      const value = valueAt(options, path);
      return value === undefined || JSON.stringify(value) === JSON.stringify(schema.default);
    }),
  );
  expect(same.map(({ path }) => path)).toEqual([]);
});

describe('every option does something: without it a file, a task or a notice is another', () => {
  const paths = optionEntries().map(({ path }) => path);

  test.each(paths.filter((path) => !(path in READ_ELSEWHERE) && !NEEDED.includes(path)))('%s', (path) => {
    const effects = Object.values(OPTION_SETS)
      .filter((options) => valueAt(options, path) !== undefined)
      .map((options) => [everything(options), everything(without(options, path))] as const)
      // A set that is refused without the option says nothing about what the option does.
      .filter(([, left]) => left !== undefined);
    expect(effects.some(([given, left]) => given !== left)).toBe(true);
  });

  test.each(NEEDED)('%s, which another option needs', (path) => {
    const sets = Object.values(OPTION_SETS).filter((options) => valueAt(options, path) !== undefined);
    expect(sets.some((options) => everything(without(options, path)) === undefined)).toBe(true);
    const last = (options: object) => String(valueAt(options, path)).split('/').at(-1) ?? '';
    for (const options of sets) expect(everything(options)?.toLowerCase()).toContain(last(options).toLowerCase());
  });

  test('those that are read elsewhere are options, and show nothing here', () => {
    for (const path of Object.keys(READ_ELSEWHERE)) {
      expect(paths).toContain(path);
      for (const options of Object.values(OPTION_SETS)) {
        const left = everything(without(options, path));
        if (left !== undefined) expect([path, left === everything(options)]).toEqual([path, true]);
      }
    }
  });
});
