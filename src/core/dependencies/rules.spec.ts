import fc from 'fast-check';
import { resolve } from '../resolve/resolve';
import { tasks } from '../tasks';
import { NO_FACTS } from '../app/facts';
import { installation } from '../outputs/installation';

const problemsOf = (options: object) => {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option, reason }) => `${option}: ${reason}`);
};

test.each<[object, string]>([
  [{ buildFromSource: ['docopt'] }, 'buildFromSource: without a lock every package may be built from source'],
  [{ lock: true, buildFromSource: ['docopt==1'] }, 'buildFromSource: is not the name of a package'],
  [{ packageIndex: { required: true } }, 'packageIndex.required: needs a secret, and none is named'],
  [{ packageIndex: { secret: 'A', extraSecret: 'A' } }, 'packageIndex.extraSecret: is packageIndex.secret'],
  [{ packageIndex: { secret: 'https://user:password@index' } }, 'packageIndex.secret: has the wrong form'],
  [{ installer: 'conda' }, 'installer: is none of the allowed values'],
])('%j is refused', (options, problem) => {
  expect(problemsOf(options)).toEqual([problem]);
});

test('two indexes without a lock are worth a warning, with one they are not', () => {
  const options = { packageIndex: { extraSecret: 'ACME' } };
  const notices = (given: object) => {
    const result = resolve(given, 'orders');
    return result.ok ? result.value.notices.map(({ option }) => option) : [];
  };
  expect(notices(options)).toEqual(['packageIndex.extraSecret']);
  expect(notices({ ...options, lock: true })).toEqual([]);
});

test('no text in a list gets out of its place in the Dockerfile or in a command', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'a\nRUN x',
      'a b',
      'a;b',
      'a&&b',
      '$(a)',
      '`a`',
      'a,rw',
      '"a"',
      "'a'",
      '--a b',
      'a=b',
      '#a',
      'a\\',
      '<<E',
    ),
  );
  const safe = /^[\w@%+=:,./-]+$/;
  fc.assert(
    fc.property(hostile, hostile, (library, name) => {
      const result = resolve({ lock: true, libraries: [`../${library}`], buildFromSource: [name] }, 'orders');
      if (!result.ok) return;
      const build = tasks(result.value).find((task) => task.name === 'container-build');
      for (const word of build?.commands[0]?.argv ?? []) expect(word).toMatch(safe);
      const { packages, libraries } = installation(result.value, NO_FACTS);
      // One instruction each, however long its lines are.
      const joined = (text = '') => text.replaceAll(/ \\\n */g, ' ');
      expect(joined(packages)).not.toContain('\n');
      expect(joined(libraries?.install)).not.toContain('\n');
      expect(joined(packages)).toMatch(/ --no-binary [\w.-]+ --requirement /);
    }),
    { numRuns: 1000, seed: 7 },
  );
});
