import { runProgram } from './programs';

/** A container of a service, as Swarm plans and sees it. */
export interface SwarmTask {
  readonly id: string;
  readonly image: string;
  /** Such as `Running 5 seconds ago`, `Failed 2 seconds ago`. */
  readonly state: string;
  /** Empty where nothing is wrong. */
  readonly error: string;
}

const TASK = '{{.ID}}\t{{.Image}}\t{{.CurrentState}}\t{{.Error}}';

const CONTAINER_OF_SERVICE = '{{json .Spec.TaskTemplate.ContainerSpec}}';
const CONTAINER_OF_TASK = '{{json .Spec.ContainerSpec}}';

/** The containers of a service, those of before too, the newest first. */
export function swarmTasks(service: string): SwarmTask[] {
  const { stdout } = runProgram(['docker', 'service', 'ps', '--no-trunc', '--format', TASK, service]);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [id = '', image = '', state = '', error = ''] = line.split('\t');
    return { id, image, state, error };
  });
}

/** Whether the swarm has such a service. */
export function isServiceThere(service: string): boolean {
  return runProgram(['docker', 'service', 'inspect', service]).status === 0;
}

/** What became of the last update of a service; empty where it was just created. */
export function updateState(service: string): { readonly state: string; readonly message: string } {
  const format = '{{if .UpdateStatus}}{{.UpdateStatus.State}}\t{{.UpdateStatus.Message}}{{end}}';
  const { stdout } = runProgram(['docker', 'service', 'inspect', '--format', format, service]);
  const [state = '', message = ''] = stdout.trim().split('\t');
  return { state, message };
}

/** Whether containers of a service that are to run were made by an earlier version of what it says. */
export function hasOldContainers(service: string): boolean {
  const wanted = runProgram(['docker', 'service', 'inspect', '--format', CONTAINER_OF_SERVICE, service]).stdout;
  const ids = runProgram([
    'docker',
    'service',
    'ps',
    '--quiet',
    '--no-trunc',
    '--filter',
    'desired-state=running',
    service,
  ]);
  const tasks = ids.stdout.split('\n').filter((id) => id !== '');
  if (tasks.length === 0) return false;
  const { stdout } = runProgram(['docker', 'inspect', '--format', CONTAINER_OF_TASK, ...tasks]);
  return stdout.split('\n').some((container) => container !== '' && container !== wanted.trim());
}

/** The last lines that a container wrote. */
export function lastLines(task: SwarmTask, count: number): string {
  const argv = ['docker', 'service', 'logs', '--raw', '--tail', String(count), task.id];
  const { stdout, stderr } = runProgram(argv);
  return (stdout + stderr).trimEnd();
}

/** What the health check of a container said last, where it was not healthy and ran on this machine; else empty. */
export function healthOf(task: SwarmTask): string {
  const id = runProgram(['docker', 'inspect', '--format', '{{.Status.ContainerStatus.ContainerID}}', task.id]).stdout;
  const format = '{{if .State.Health}}{{.State.Health.Status}}{{range .State.Health.Log}}\n{{.Output}}{{end}}{{end}}';
  const { stdout } = runProgram(['docker', 'inspect', '--type', 'container', '--format', format, id.trim()]);
  const [status, ...outputs] = stdout.trim().split('\n');
  const said = outputs.filter((line) => line.trim() !== '').at(-1);
  return status === 'unhealthy' ? `unhealthy: ${said ?? 'the health check failed'}` : '';
}
