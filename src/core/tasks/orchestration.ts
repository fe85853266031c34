import type { ResolvedApp } from '../app/resolved';
import { reloadsInContainer } from '../orchestrators/compose/development';
import { self, WHOLE_APP, type Task } from './task';

function composeTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  const address = `http://127.0.0.1:${String(app.run.port)}`;
  const develop: Omit<Task, 'group'> = {
    name: 'compose-dev',
    description: `Runs the app beside its services on ${address}, and restarts it when the source changes`,
    commands: [self('compose', 'dev')],
    needs: ['container-check'],
    inputs: WHOLE_APP,
    continuous: true,
  };
  return [
    {
      name: 'compose-up',
      description: `Builds the image, starts it beside its services, and waits until it answers on ${address}`,
      commands: [self('compose', 'up')],
      needs: ['container-check'],
      inputs: WHOLE_APP,
    },
    ...(reloadsInContainer(app) ? [develop] : []),
    {
      name: 'compose-down',
      description: 'Stops the app and its services; what they keep stays',
      commands: [self('compose', 'down')],
      needs: [],
      inputs: WHOLE_APP,
    },
  ];
}

function swarmTasks(): Omit<Task, 'group'>[] {
  return [
    {
      name: 'swarm-deploy',
      description: 'Deploys the app to the swarm, and fails when the new version was taken back',
      commands: [self('swarm', 'deploy')],
      needs: ['container-check'],
      inputs: WHOLE_APP,
      takesWords: true,
    },
  ];
}

function kubernetesTasks(): Omit<Task, 'group'>[] {
  return [
    {
      name: 'kubernetes-check',
      description:
        'Checks what Kubernetes would be told, against its schemas, and against the cluster where one answers',
      commands: [self('kubernetes', 'check')],
      needs: ['container-check'],
      inputs: WHOLE_APP,
    },
    {
      name: 'kubernetes-diff',
      description: 'Shows what applying an overlay would change in the cluster',
      commands: [self('kubernetes', 'diff')],
      needs: ['container-check'],
      inputs: WHOLE_APP,
      takesWords: true,
    },
    {
      name: 'kubernetes-apply',
      description: 'Applies an overlay, waits for the new version, and goes back to the last good one when it fails',
      commands: [self('kubernetes', 'apply')],
      needs: ['container-check'],
      inputs: WHOLE_APP,
      takesWords: true,
    },
  ];
}

/** The tasks about what runs the image beside its neighbours: those of the files that the options ask for. */
export function orchestrationTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  return [
    ...(app.compose ? composeTasks(app) : []),
    ...(app.swarm ? swarmTasks() : []),
    ...(app.kubernetes ? kubernetesTasks() : []),
  ];
}
