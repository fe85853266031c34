import { runtimeContract } from '../app/runtime-contract';
import {
  COMPOSE_DEVELOPMENT_FILE,
  COMPOSE_FILE,
  OTHER_COMPOSE_FILES,
  SECRETS_DIRECTORY,
  SWARM_FILE,
} from '../constants';
import { developmentFile, reloadsInContainer } from '../orchestrators/compose/development';
import { composeFile } from '../orchestrators/compose/file';
import { secretNames } from '../orchestrators/compose/secrets';
import { servicesOf } from '../orchestrators/compose/services';
import { swarmFile } from '../orchestrators/swarm';
import { withHeader } from '../text/managed-file';
import { joinPath } from '../text/paths';
import { toYaml } from '../text/yaml';
import { formerName } from './former-name';
import type { ManagedFile, Output } from './output';

function managed(path: string, content: object): ManagedFile {
  return { ownership: 'managed', path, content: withHeader(toYaml(content)) };
}

/** The app on one machine, beside what it needs. */
export const compose: Output = {
  about: 'the app on one machine, as in production, beside what it needs',
  part: 'orchestration',
  render: (app) => (app.compose ? [managed(COMPOSE_FILE, composeFile(app, app.compose, runtimeContract(app)))] : []),
  former: () => [COMPOSE_FILE],
  neighbours: { hide: { [COMPOSE_FILE]: OTHER_COMPOSE_FILES } },
  leaves: (app, gone) => {
    const project = formerName(COMPOSE_FILE, /^name: ([a-z0-9-]+)$/m, gone);
    return (
      project &&
      `What ${COMPOSE_FILE} started as ${project} goes on until you stop it: ${app.engine} compose --project-name ${project} down`
    );
  },
  hints: [
    { line: /^\s*(?:published|host_ip):/, option: 'run.port' },
    { line: /^\s*(?:mem_limit|cpus|pids_limit):/, option: 'resources' },
    { line: /^\s*stop_grace_period:/, option: 'timeouts.stop' },
    { line: /^\s*environment:/, option: 'run.env' },
    { line: /^\s*env_file:/, option: 'run.envFile' },
    { line: /^\s*image:/, option: 'image.name' },
    { line: /^ {2}\S+:$/, option: 'compose.services' },
  ],
};

/** What is different while the app is developed. */
export const composeDevelopment: Output = {
  about: 'what is different while the app is developed: the source of this machine, and a server that reloads',
  part: 'orchestration',
  render: (app) =>
    app.compose && reloadsInContainer(app)
      ? [managed(COMPOSE_DEVELOPMENT_FILE, developmentFile(app, app.compose, runtimeContract(app)))]
      : [],
  former: () => [COMPOSE_DEVELOPMENT_FILE],
  // It says what is different from that one alone.
  neighbours: { goWith: { path: COMPOSE_FILE, when: 'beside ours' } },
  hints: [{ line: /^\s*(?:command|volumes|develop):/, option: 'compose.development' }],
};

const SECRETS_IGNORED = joinPath(SECRETS_DIRECTORY, '.gitignore');

/**
 * Keeps the values of secrets out of the repository. It stays: the values lie on machines that this run does not see, and
 * without it their next commit would hold them.
 */
export const secretsIgnored: Output = {
  about: 'keeps the values of secrets out of the repository',
  part: 'orchestration',
  render: (app) =>
    secretNames(app.secrets, app.compose ? servicesOf(app.compose) : []).length > 0
      ? [{ ownership: 'managed', path: SECRETS_IGNORED, content: withHeader('*\n!.gitignore\n') }]
      : [],
  former: () => [SECRETS_IGNORED],
  neighbours: { guard: true },
};

/** The app in a swarm. */
export const swarm: Output = {
  about: 'the app as Docker Swarm runs it',
  part: 'orchestration',
  render: (app) => (app.swarm ? [managed(SWARM_FILE, swarmFile(app, app.swarm, runtimeContract(app)))] : []),
  former: () => [SWARM_FILE],
  leaves: (_app, gone) => {
    const stack = formerName(SWARM_FILE, /^services:\n {2}([a-z0-9-]+):$/m, gone);
    return stack && `What ${SWARM_FILE} deployed as ${stack} goes on until you stop it: docker stack rm ${stack}`;
  },
  hints: [
    { line: /^\s*replicas:/, option: 'swarm.replicas' },
    { line: /^\s*(?:ports|published|target|mode):/, option: 'swarm.port' },
    { line: /^\s*environment:/, option: 'swarm.env' },
    { line: /^\s*(?:limits|cpus|memory|pids):/, option: 'resources' },
    { line: /^\s*image:/, option: 'image.name' },
  ],
};
