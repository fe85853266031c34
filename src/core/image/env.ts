import type { Problem } from '../problems';
import type { ResolvedApp } from '../resolved';
import type { Rule } from '../rule';
import { serverOf } from '../servers';
import { hasPassword, secretWord } from './secrets';

/** Variables that decide which Python, modules and bytecode the image runs with: another value breaks it. */
const RESERVED = new Set(
  `PATH VIRTUAL_ENV PYTHONHOME PYTHONPATH PYTHONPLATLIBDIR PYTHONEXECUTABLE PYTHONOPTIMIZE PYTHONPYCACHEPREFIX
  PYTHONSAFEPATH PYTHONINSPECT PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED`.split(/\s+/),
);

/** The environment of the running container: what the image needs itself, then what the user adds. */
export function runtimeEnvironment(app: ResolvedApp): Readonly<Record<string, string>> {
  return { PYTHONUNBUFFERED: '1', ...serverOf(app).environment?.(app), ...app.image.env };
}

/** What is wrong with the name of a variable in the image. */
export function variableProblem(app: ResolvedApp, name: string): Pick<Problem, 'reason' | 'fix'> | undefined {
  if (RESERVED.has(name) || Object.hasOwn(serverOf(app).environment?.(app) ?? {}, name)) {
    return {
      reason: 'is set by the image itself, which would not work with another value',
      fix: 'remove it',
    };
  }
  const word = secretWord(name);
  if (word === undefined) return undefined;
  return {
    reason: `looks like a secret ("${word}"), and everybody who can pull an image can read its variables`,
    fix: 'give it to the container when it runs, for example with `docker run --env-file`; if it is no secret, rename it',
  };
}

/** Variables that the image needs itself, and secrets. */
export const envRule: Rule = (app) =>
  Object.entries(app.image.env).flatMap(([name, value]): Problem[] => {
    const problem = variableProblem(app, name);
    const option = `image.env.${name}`;
    const allowed = 'settings that are the same everywhere';
    if (problem) return [{ option, value, allowed, ...problem }];
    if (!hasPassword(value)) return [];
    const reason = 'holds a password in a URL, and everybody who can pull an image can read its variables';
    return [
      { option, value: '***', reason, allowed, fix: 'give it to the container when it runs, for example with `--env`' },
    ];
  });
