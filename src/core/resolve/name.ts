import { fileSchema } from '../input/schema';
import { validate } from '../input/validate';
import { shownValue, type Problem } from '../text/problems';

const SCOPE = /^@[a-z0-9][a-z0-9._-]*\//;

/** A name that is near to one, and that an app may have; undefined where nothing of it is left. */
function nearName(name: string): string | undefined {
  const scope = SCOPE.exec(name)?.[0] ?? '';
  const words = name.slice(scope.length).match(/[A-Za-z0-9._-]+/g) ?? [];
  const near = `${scope}${words
    .join('-')
    .replace(/^[._-]+/, '')
    .slice(0, 40)}`.replace(/-+$/, '');
  return validate({ name: near }, fileSchema).length === 0 ? near : undefined;
}

/** What is wrong with the form of a name: the first sign that it may not have. */
function whyOdd(whole: string): string | undefined {
  const name = whole.replace(SCOPE, '');
  const [odd] = name.match(/[^A-Za-z0-9._-]/gu) ?? [];
  if (odd === undefined) return /^[._-]/.test(name) ? `begins with ${JSON.stringify(name.charAt(0))}` : undefined;
  return odd === ' ' ? 'has a blank in it' : `has ${String(shownValue(odd))} in it`;
}

/**
 * What is wrong with the name of an app, and how it gets another one: in its options, or as a flag.
 *
 * @param directoryName name of the directory, where nobody gave one
 */
export function explainName(problem: Problem, directoryName?: string): Problem {
  const { option, value } = problem;
  if (option !== 'name' || typeof value !== 'string') return problem;
  const why = problem.reason === 'has the wrong form' ? (whyOdd(value) ?? problem.reason) : problem.reason;
  const reason = directoryName === undefined ? why : `${why} (from the directory)`;
  const near = nearName(value) ?? 'orders-api';
  return { ...problem, reason, fix: `give it a name, such as "name": "${near}" (as a flag: --name=${near})` };
}
