import { setTimeout } from 'node:timers/promises';
import { runtimeContract } from '../../core/app/runtime-contract';
import { SWARM_FILE } from '../../core/constants';
import { secretKey } from '../../core/orchestrators/compose/app-service';
import { secretsWithAddresses } from '../../core/orchestrators/needed-services';
import { ENDED, startState } from '../../core/orchestrators/swarm-start';
import { InvalidInputError } from '../../core/text/problems';
import { runInForeground } from '../../io/foreground';
import { hasOldContainers, healthOf, isServiceThere, lastLines, swarmTasks, updateState } from '../../io/swarm';
import { deedOf, groupMissing } from '../deed';
import type { Command, CommandLine, ExitCode } from '../command';
import { say, sayAside } from '../say';

const DEEDS = ['deploy'] as const;

/** Milliseconds after which nothing more is expected of an update in which nothing happens. */
const LONGEST_STILL = 60_000;

/** Lines of a failed container that are shown. */
const LAST_LINES = 20;

/** What the first of some items tells that has anything to tell; empty where none has. */
function firstWith<T>(items: readonly T[], told: (item: T) => string): string {
  for (const item of items) {
    const text = told(item);
    if (text !== '') return text;
  }
  return '';
}

/** Why containers of a version ended, each reason once, and what the last of them wrote. */
function tellWhy(service: string, image: string): void {
  const tasks = swarmTasks(service).filter((task) => task.image.startsWith(image));
  const failed = tasks.filter(({ state, error }) => ENDED.test(state) || error !== '');
  const reasons = failed.flatMap((task) => [task.error, healthOf(task)]).filter((reason) => reason !== '');
  for (const reason of new Set(reasons)) sayAside(`  ${reason}`);
  // One that was about to be tried again may have been stopped before it wrote anything.
  const lines = firstWith(failed, (task) => lastLines(task, LAST_LINES));
  if (lines !== '') console.error(`What the last container wrote:\n${lines}`);
  sayAside(`All of it: docker service ps --no-trunc ${service}; docker service logs ${service}`);
}

/** Waits for the containers of a service that was just created. @returns whether they run */
async function untilStarted(service: string, replicas: number): Promise<boolean> {
  let [seen, since] = ['', Date.now()];
  for (;;) {
    const tasks = swarmTasks(service);
    const now = JSON.stringify(tasks.map(({ id, error }) => [id, error]));
    if (now !== seen) [seen, since] = [now, Date.now()];
    const state = startState({ tasks, replicas, still: (Date.now() - since) / 1000 });
    if (state !== 'starts') return state === 'runs';
    await setTimeout(500);
  }
}

/**
 * Waits for an update that docker no longer waits for: it looks whether as many containers run as should, and those of
 * before do so until the first is replaced, and again when they are taken back.
 */
async function untilUpdated(service: string): Promise<ReturnType<typeof updateState>> {
  for (let [seen, since] = ['', Date.now()]; ;) {
    const update = updateState(service);
    const now = JSON.stringify([update, swarmTasks(service).map(({ id, error }) => [id, error])]);
    if (now !== seen) [seen, since] = [now, Date.now()];
    if (Date.now() - since > LONGEST_STILL) return update;
    const isOnItsWay = /^(updating|rollback_started)$/.test(update.state);
    // Before Swarm begins there is no state at all, as after a deployment that changes nothing.
    if (!isOnItsWay && (update.state !== '' || !hasOldContainers(service))) return update;
    await setTimeout(500);
  }
}

async function run({ operands, passedOn }: CommandLine): Promise<ExitCode> {
  const { app, target, words } = deedOf(operands, DEEDS);
  if (!app.swarm) throw groupMissing('swarm', target);
  const { name, image } = runtimeContract(app);
  const service = `${name}_${name}`;
  // Docker waits for an update, and for a first version that cannot start it would wait for ever.
  const isUpdate = isServiceThere(service);
  const deploy = ['docker', 'stack', 'deploy', '--compose-file', SWARM_FILE, `--detach=${String(!isUpdate)}`];
  const { code, failure, stopped } = await runInForeground([...deploy, ...words, ...passedOn, name], {
    cwd: target.path,
  });
  if (failure !== undefined) {
    throw new InvalidInputError('the command line', [
      { option: 'docker', reason: failure, fix: 'install docker: Swarm is a part of it' },
    ]);
  }
  const secrets = secretsWithAddresses(app, app.swarm.env);
  if (code !== 0 && secrets.length > 0) {
    sayAside('Each secret has to be in the swarm before:');
    for (const secret of secrets) sayAside(`  docker secret create ${secretKey({ name }, secret)} -`);
  }
  if (code !== 0 || stopped) return code;
  if (!isUpdate) {
    say(`Waiting until ${String(app.swarm.replicas)} containers of ${service} are healthy`);
    if (await untilStarted(service, app.swarm.replicas)) return 0;
    sayAside(`The first version does not start, and there is none to go back to: docker stack rm ${name}`);
    tellWhy(service, image);
    return 1;
  }
  const { state, message } = await untilUpdated(service);
  // The deployment itself ends with 0 then.
  if (!/^rollback|^paused/.test(state)) return 0;
  sayAside(`The new version was taken back (${state}): ${message}`);
  tellWhy(service, image);
  return 1;
}

/** Deploys an app to a swarm. */
export const swarm: Command = {
  name: 'swarm',
  summary: 'deploys an app to Docker Swarm',
  usage: '[directory] deploy [-- words]',
  description: [
    'Deploys the stack of the app, waits until all of its containers are new and healthy, and fails with the reason when',
    'Swarm has taken the new version back, which docker itself counts as done, or when a first version does not start.',
  ],
  switches: [],
  closing: [
    'Words behind `--` go to docker: fastapi-container swarm apps/orders deploy -- --with-registry-auth',
    '',
    'Exit code: 0 the new version runs, 1 it does not, else that of docker; 2 bad options or usage.',
  ],
  passesOn: true,
  insteadOfFlags: 'words for docker go behind `--`',
  run,
};
