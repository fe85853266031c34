import { spawn } from 'node:child_process';
import { environment, run, type Ended } from './shell';

const available = process.env.E2E_DOCKER === 'yes';

/**
 * A test that needs a Docker engine. Whether there is one was found out, and said loudly, before the tests began:
 * see scripts/test.mjs.
 */
export const dockerTest = available ? test : test.skip;

/** The same for a group of tests. */
export const describeDocker = available ? describe : describe.skip;

const names: string[] = [];

/** A name for an image of this test run alone, so that several runs can share an engine; removed at its end. */
export function imageName(name: string): string {
  const image = `fastapi-container-e2e/${name}-${String(process.pid)}`;
  names.push(image);
  return image;
}

afterAll(() => {
  if (names.length > 0) docker(['image', 'rm', '--force', ...new Set(names)], 'any');
});

/** Runs a docker command, which has to succeed unless `any` outcome is of interest. */
export function docker(args: readonly string[], outcome: 'success' | 'any' = 'success'): Ended {
  const ended = run(process.cwd(), 'docker', args);
  if (outcome === 'success' && ended.status !== 0) throw new Error(`docker ${args.join(' ')}:\n${ended.output}`);
  return ended;
}

/** A container that runs as in production: nothing writable but /tmp, no capabilities, no new privileges. */
export class Container {
  readonly url: string;
  private readonly id: string;

  constructor(
    image: string,
    port: string,
    command: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
    network?: string,
  ) {
    this.id = docker([
      ...['run', '--detach', '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL'],
      ...['--security-opt', 'no-new-privileges', '--publish', `127.0.0.1::${port}`],
      ...(network === undefined ? [] : ['--network', network]),
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...[image, ...command],
    ]).stdout.trim();
    // A container that has ended already publishes nothing.
    const published = docker(['port', this.id, port], 'any').stdout.split('\n')[0] ?? '';
    this.url = `http://${published}`;
  }

  exec(...command: string[]): Ended {
    return docker(['exec', this.id, ...command], 'any');
  }

  /** Sends a signal to its main process, such as `STOP`, which no program can catch. */
  signal(name: string): void {
    docker(['kill', '--signal', name, this.id]);
  }

  logs(): string {
    return docker(['logs', this.id]).output;
  }

  async untilLogged(pattern: RegExp, seconds = 30): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !pattern.test(this.logs()) && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(this.logs()).toMatch(pattern);
  }

  async untilHealth(status: string, seconds = 30): Promise<void> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const now = docker(['inspect', '--format', '{{.State.Health.Status}}', this.id]).stdout.trim();
      if (now === status) return;
      if (Date.now() > end) throw new Error(`still ${now} after ${String(seconds)} s:\n${this.logs()}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Waits until it has ended or is unhealthy. */
  async untilStoppedOrUnhealthy(seconds = 30): Promise<{ running: boolean; exitCode: number }> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const format = '{{.State.Running}} {{.State.ExitCode}} {{.State.Health.Status}}';
      const [running, exitCode, health] = docker(['inspect', '--format', format, this.id]).stdout.trim().split(' ');
      if (running === 'false' || health === 'unhealthy')
        return { running: running === 'true', exitCode: Number(exitCode) };
      if (Date.now() > end) throw new Error(`still running, and ${String(health)}, after ${String(seconds)} s`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Stops it as an orchestrator does. @returns the exit code */
  async stop(): Promise<number> {
    await new Promise<void>((resolve) => {
      spawn('docker', ['stop', this.id], { stdio: 'ignore', env: environment() }).on('close', () => {
        resolve();
      });
    });
    return Number(docker(['inspect', '--format', '{{.State.ExitCode}}', this.id]).stdout);
  }

  remove(): void {
    docker(['rm', '--force', '--volumes', this.id], 'any');
  }
}
