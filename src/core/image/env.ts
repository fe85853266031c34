import { IMAGE_LAYOUT } from '../constants';
import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Rule } from '../app/rule';
import { observabilityEnvironment, observabilityReserved } from '../observability/environment';
import { serverOf } from '../servers';
import { hasPassword, secretWord } from './secrets';

/** Variables that decide which Python, modules and bytecode the image runs with: another value breaks it. */
const RESERVED = new Set(
  `PATH VIRTUAL_ENV PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONEXECUTABLE PYTHONOPTIMIZE PYTHONPYCACHEPREFIX
  PYTHONSAFEPATH PYTHONINSPECT PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED`.split(/\s+/),
);

/** The environment that the image needs itself. */
export function runtimeEnvironment(app: ResolvedApp): Readonly<Record<string, string>> {
  const { root } = app.application;
  const imports = root === '.' ? {} : { PYTHONPATH: `${IMAGE_LAYOUT.workdir}/${root}` };
  return { PYTHONUNBUFFERED: '1', ...imports, ...serverOf(app).environment?.(app), ...observabilityEnvironment(app) };
}

/** What is wrong with a variable that the image needs for itself, wherever it is given. */
export function reservedProblem(app: ResolvedApp, name: string): Pick<Problem, 'reason' | 'fix'> | undefined {
  const own = [...Object.keys(serverOf(app).environment?.(app) ?? {}), ...observabilityReserved(app)];
  if (!RESERVED.has(name) && !own.includes(name)) return undefined;
  return { reason: 'is set by the image itself, which would not work with another value', fix: 'remove it' };
}

/** What is wrong with the name of a variable in the image. */
export function variableProblem(app: ResolvedApp, name: string): Pick<Problem, 'reason' | 'fix'> | undefined {
  const reserved = reservedProblem(app, name);
  if (reserved) return reserved;
  const word = secretWord(name);
  if (word === undefined) return undefined;
  return {
    reason: `looks like a secret ("${word}"), and everybody who can pull an image can read its variables`,
    fix: 'give it to the container when it runs, for example with `docker run --env-file`; if it is not a secret, rename it',
  };
}

function variableProblems(app: ResolvedApp, group: string, variables: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(variables).flatMap(([name, value]): Problem[] => {
    const problem = variableProblem(app, name);
    const option = `${group}.${name}`;
    const allowed = 'settings that are the same everywhere';
    if (problem) return [{ option, value, allowed, ...problem }];
    if (!hasPassword(value)) return [];
    const reason = 'holds a password in a URL, and everybody who can pull an image can read its variables';
    return [
      { option, value: '***', reason, allowed, fix: 'give it to the container when it runs, for example with `--env`' },
    ];
  });
}

const checkEnvIsForTheCheck: Rule = ({ image }) =>
  Object.keys(image.checkEnv).length > 0 && !image.check
    ? {
        option: 'image.checkEnv',
        value: image.checkEnv,
        reason: 'is for the check of the image, which is off',
        allowed: 'nothing unless "image.check" is true',
        fix: 'set "image.check" to true, or remove it',
      }
    : undefined;

/**
 * What the check is given stands in the history of the image. Any value will do there, so that a name that tells of a
 * secret is right: only a value that looks like one is refused.
 */
const checkEnvRule: Rule = (app) =>
  variableProblems(app, 'image.checkEnv', app.image.checkEnv).filter(({ value, option }) => {
    const name = option.slice('image.checkEnv.'.length);
    return value === '***' || secretWord(name) === undefined;
  });

/** Variables that the image needs itself, and secrets. */
export const envRule: Rule = (app) => variableProblems(app, 'image.env', app.image.env);

/** The same for the variables of the check. */
export const CHECK_ENV_RULES: readonly Rule[] = [checkEnvIsForTheCheck, checkEnvRule];
