import { compare } from '@renovatebot/pep440';
import fc from 'fast-check';
import { toPep440, toSemver } from './version';

const valueOf = (result: ReturnType<typeof toSemver>) => (result.ok ? result.value : result.problems[0]?.reason);

test.each([
  ['0.1.0', '0.1.0'],
  ['1.2', '1.2.0'],
  ['3', '3.0.0'],
  ['1.2.0rc1', '1.2.0-rc.1'],
  ['1.2.0-rc.1', '1.2.0-rc.1'],
  ['1.0a2', '1.0.0-alpha.2'],
  ['2.0.0b3', '2.0.0-beta.3'],
  ['0.1.0.dev4', '0.1.0-dev.4'],
])('Nx counts up from %s as %s', (pep440, semver) => {
  expect(valueOf(toSemver(pep440, 'project.version'))).toBe(semver);
});

test.each(['1.2.3.4', '1!1.0', '1.0.post1', '1.0+local', '1.0a1.dev2'])('%s is nothing to count up from', (version) => {
  expect(valueOf(toSemver(version, 'project.version'))).toContain('counts in semver');
});

test('what is no version is told with the place', () => {
  expect(toSemver('latest', 'project.version')).toMatchObject({
    problems: [{ option: 'project.version', value: 'latest', reason: 'is no version of Python' }],
  });
});

test.each([
  ['0.2.0', '0.2.0'],
  ['1.2.0-rc.0', '1.2.0rc0'],
  ['1.2.0-alpha.1', '1.2.0a1'],
  ['1.2.0-beta.10', '1.2.0b10'],
  ['1.2.0-dev.3', '1.2.0.dev3'],
])('%s is written as %s', (semver, pep440) => {
  expect(valueOf(toPep440(semver))).toBe(pep440);
});

// pip reads the first as a release after 1.2.1, and knows no others of these.
test.each(['1.2.1-0', '1.2.1-next.1', '1.2.1-rc', '1.2.1-rc.1.2', '1.2.1-a.1', '1.2.1-RC.1', '1.2.1-constructor.1'])(
  'the pre-release %s is refused, with a kind that works',
  (semver) => {
    expect(toPep440(semver)).toMatchObject({ problems: [{ fix: expect.stringContaining('--preid=rc') as string }] });
  },
);

test.each(['1.2.3+build', 'minor', '1.2', ''])('%j is refused', (semver) => {
  expect(toPep440(semver)).toMatchObject({ ok: false });
});

test('there and back again it is the same version, and its order stays', () => {
  const number = fc.nat(30);
  const kind = fc.constantFrom('alpha', 'beta', 'rc', 'dev', undefined);
  const versions = fc.tuple(number, number, number, kind, number);
  fc.assert(
    fc.property(versions, ([major, minor, patch, preid, count]) => {
      const numbers = [major, minor, patch].join('.');
      const semver = preid === undefined ? numbers : `${numbers}-${preid}.${String(count)}`;
      const written = toPep440(semver);
      if (!written.ok) throw new Error(semver);
      expect(valueOf(toSemver(written.value, ''))).toBe(semver);
      expect(compare(written.value, numbers)).toBe(preid === undefined ? 0 : -1);
    }),
    { numRuns: 300, seed: 7 },
  );
});
