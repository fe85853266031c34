import type { Problem } from '../text/problems';
import type { Rule } from '../app/rule';

const STAGES = ['builder', 'runtime'] as const;

/** Each package once: `a` and `a=1` together would say two things about it. */
export const aptPackagesRule: Rule = ({ image }) =>
  STAGES.flatMap((stage): Problem[] => {
    const names = image.aptPackages[stage].map((item) => item.split('=')[0] ?? '');
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice === undefined) return [];
    return [
      {
        option: `image.aptPackages.${stage}`,
        value: image.aptPackages[stage],
        reason: `names ${twice} more than once`,
        allowed: 'each package once',
        fix: `keep one of the entries for ${twice}`,
      },
    ];
  });

/** The packages as apt writes dependencies, sorted, so that their order in the options is no change. */
export function aptDependencies(items: readonly string[]): string {
  return [...items]
    .sort()
    .map((item) => item.split('='))
    .map(([name = '', version]) => (version === undefined ? name : `${name} (= ${version})`))
    .join(', ');
}
