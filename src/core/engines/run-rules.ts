import { reservedProblem } from '../image/env';
import { secretSign } from '../image/secrets';
import { IMAGE_LAYOUT } from '../constants';
import type { Rule } from '../app/rule';
import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Workspace } from '../workspace';

/** Networks of the engine in which no port is published. */
const WITHOUT_PORTS: Readonly<Record<string, string>> = {
  host: 'would open the app to every network of this machine, and leave no port to publish',
  none: 'leaves the container without a network, so that nothing could reach the app',
};

const networkHasPorts: Rule = ({ run: { network } }) => {
  const reason = network !== undefined && Object.hasOwn(WITHOUT_PORTS, network) ? WITHOUT_PORTS[network] : undefined;
  if (reason === undefined) return undefined;
  return {
    option: 'run.network',
    value: network,
    reason,
    allowed: 'the name of a network with its own addresses',
    fix: 'remove it; a service of this machine is reached with "run": {"hosts": ["name:host-gateway"]}',
  };
};

/** Two mounts in one place: the engines refuse to start such a container. */
const mountsHavePlaces: Rule = ({ run: { volumes } }) => {
  const targets = volumes.map((volume) => volume.split(':')[1] ?? '');
  return targets.flatMap((target, index): Problem[] => {
    const first = targets.indexOf(target);
    if (first === index && target !== IMAGE_LAYOUT.writable) return [];
    const other = first === index ? 'the memory that is mounted there anyway' : String(volumes[first]);
    return [
      {
        option: `run.volumes[${String(index)}]`,
        value: volumes[index],
        reason: `has the place of another mount: ${other}`,
        allowed: 'one mount in each place',
        fix: `mount it elsewhere, for example at ${target}/data`,
      },
    ];
  });
};

/** Variables that the image needs itself, and secrets. */
const environmentIsFit: Rule = (app) =>
  Object.entries(app.run.env).flatMap(([name, value]): Problem[] => {
    const option = `run.env.${name}`;
    const reserved = reservedProblem(app, name);
    if (reserved) return [{ option, value, allowed: 'settings of your application', ...reserved }];
    const sign = secretSign(name, value);
    if (sign === undefined) return [];
    return [
      {
        option,
        value: '***',
        reason: `${sign}, and everybody who has the repository can read the options`,
        allowed: 'settings that are not secret',
        fix: 'write it into a file such as .env, have Git ignore that file, and name it in "run.envFile"',
      },
    ];
  });

/** A file with variables that is not there when the container is to start: the engine tells of it without the option. */
export function envFileProblem({ run }: ResolvedApp, { exists, ignores }: Workspace): Problem | undefined {
  const { envFile } = run;
  if (envFile === undefined || exists?.(envFile) !== false) return undefined;
  const ignore =
    ignores?.(envFile) === true ? '' : `, have Git ignore it where it holds secrets (${envFile} in .gitignore)`;
  return {
    option: 'run.envFile',
    value: envFile,
    reason: 'there is no such file in the directory of the app, and the container takes its variables from it',
    allowed: 'a file with a line NAME=value for each variable',
    fix: `create it${ignore}; or remove the option`,
  };
}

/** How the image cannot be run on a person's machine. */
export const RUN_RULES: readonly Rule[] = [networkHasPorts, mountsHavePlaces, environmentIsFit];
