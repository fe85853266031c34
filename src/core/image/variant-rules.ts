import type { Problem } from '../text/problems';
import type { Rule } from '../app/rule';
import { VARIANTS } from './variants';

const SHELL_LESS = 'has neither a shell nor a package manager in the final image';

const variantHasPython: Rule = ({ python, image }, given) => {
  const { pythons } = VARIANTS[image.variant];
  if (pythons === undefined || pythons.includes(python) || given('image.base')) return undefined;
  return {
    option: 'image.variant',
    value: image.variant,
    reason: `has no Python ${python}`,
    allowed: `Python ${pythons.join(', ')}, or an "image.base" of your own`,
    fix: `set "python" to "${pythons[0] ?? ''}", or take another variant`,
  };
};

const nothingRunsWithoutShell: Rule = ({ image }) => {
  if (VARIANTS[image.variant].hasShell) return undefined;
  const reason = `${image.variant} ${SHELL_LESS}`;
  const problems: Problem[] = image.extra.runtime.flatMap((line, index) =>
    line.startsWith('RUN ')
      ? [
          {
            option: `image.extra.runtime[${String(index)}]`,
            value: line,
            reason,
            allowed: 'COPY, ADD, ENV and ARG',
            fix: 'run it in the builder and copy its result: COPY --from=builder ..., or take the variant slim',
          },
        ]
      : [],
  );
  if (image.aptPackages.runtime.length > 0) {
    problems.push({
      option: 'image.aptPackages.runtime',
      value: image.aptPackages.runtime,
      reason,
      allowed: 'an empty list',
      fix: 'copy single libraries in with "image.extra": COPY --from=builder ..., or take the variant slim',
    });
  }
  return problems;
};

const builderHasPackageManager: Rule = ({ image }) => {
  if (VARIANTS[image.variant].builderHasApt) return undefined;
  const problem = (option: string, value: unknown, fix: string): Problem => ({
    option,
    value,
    reason: `the builder of ${image.variant} has no apt`,
    allowed: 'variants whose builder is Debian: slim, distroless, dhi',
    fix,
  });
  const fix = 'install with its own package manager: "image.extra": { "builder": ["RUN apk add ..."] }';
  return [
    ...(image.aptPackages.builder.length > 0
      ? [problem('image.aptPackages.builder', image.aptPackages.builder, fix)]
      : []),
    ...(image.strip ? [problem('image.strip', true, 'remove it, or take another variant')] : []),
  ];
};

/** What a variant cannot do. */
export const VARIANT_RULES: readonly Rule[] = [variantHasPython, nothingRunsWithoutShell, builderHasPackageManager];
