import { explain } from '@renovatebot/pep440';
import { failure, success, type Result } from '../text/problems';

/** How each kind of pre-release is called: by semver, as Nx counts, and by PEP 440, as Python writes. */
const PRE_RELEASES: readonly (readonly [semver: string, pep440: string])[] = [
  ['alpha', 'a'],
  ['beta', 'b'],
  ['rc', 'rc'],
  ['dev', '.dev'],
];

/** A version of PEP 440 taken apart, as it really comes. */
interface Parts {
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre: readonly unknown[] | null;
  readonly post: unknown;
  readonly dev: unknown;
  readonly local: unknown;
}

const SEMVER = /^(\d+\.\d+\.\d+)(?:-(.+?))?(?:\+(.+))?$/;

/**
 * A version of a Python project in the words of semver: `1.2.0rc1` as `1.2.0-rc.1`, `1.2` as `1.2.0`.
 *
 * @param option where it is written, for what is said of one that semver cannot say
 */
export function toSemver(version: string, option: string): Result<string> {
  const parts = explain(version) as Parts | null;
  const problem = {
    option,
    value: version,
    allowed: 'up to three numbers, and behind them at most one of aN, bN, rcN and .devN',
  };
  if (!parts) return failure({ ...problem, reason: 'is no version of Python', fix: 'write one such as 0.1.0' });
  const { epoch, release, pre, post, dev, local } = parts;
  const further: [kind: string, count: unknown][] = [];
  if (pre) further.push([String(pre[0]), pre[1]]);
  if (dev !== null) further.push(['.dev', dev]);
  const [kind, count] = further[0] ?? [];
  const isPlain = epoch === 0 && release.length <= 3 && post === null && local === null && further.length <= 1;
  if (!isPlain) {
    const reason = 'is nothing that Nx can count up from: it counts in semver';
    return failure({ ...problem, reason, fix: 'write it shorter' });
  }
  const numbers = [...release, 0, 0].slice(0, 3).join('.');
  const name = PRE_RELEASES.find(([, known]) => known === kind)?.[0];
  return success(name === undefined ? numbers : `${numbers}-${name}.${String(count)}`);
}

/**
 * A version of semver as Python writes it: `1.2.0-rc.1` as `1.2.0rc1`. What would become another version is refused:
 * pip reads `1.2.1-0` as a release after 1.2.1.
 */
export function toPep440(semver: string): Result<string> {
  const [, numbers = '', pre, build] = SEMVER.exec(semver) ?? [];
  const allowed = 'three numbers, and behind them at most -alpha.N, -beta.N, -rc.N or -dev.N';
  const problem = { option: 'version', value: semver, allowed };
  if (numbers === '' || build !== undefined) {
    const reason = numbers === '' ? 'is no version of semver' : 'has a part behind +, which no image tag can have';
    return failure({ ...problem, reason, fix: 'give one such as 0.2.0 or 0.2.0-rc.1' });
  }
  if (pre === undefined) return success(numbers);
  const [, kind, count] = /^([a-z]+)\.(\d+)$/.exec(pre) ?? [];
  const name = PRE_RELEASES.find(([known]) => known === kind)?.[1];
  if (name !== undefined && count !== undefined) return success(`${numbers}${name}${count}`);
  const reason = 'is a pre-release that Python does not know, or takes for another version';
  return failure({ ...problem, reason, fix: 'name the kind, for example: nx release version prerelease --preid=rc' });
}
