import { delimiter, join } from 'node:path';
import type { TaskName } from '../../src/core/tasks';
import { docker, imageName } from './docker';
import { freePort } from './http';
import { Running, run, runAside, succeed, type Ended } from './shell';
import { lineOf } from './target-line';
import { read, tarball, workspace, write } from './workspace';

const projects: string[] = [];

/** Removes all that the engine holds of a project of Compose, whatever the files say by now. */
export function removeProject(project: string): void {
  const label = ['--filter', `label=com.docker.compose.project=${project}`];
  const all = (...list: string[]) =>
    docker([...list, ...label], 'any')
      .stdout.split('\n')
      .filter(Boolean);
  for (const id of all('ps', '--all', '--quiet')) docker(['rm', '--force', '--volumes', id], 'any');
  for (const id of all('network', 'ls', '--quiet')) docker(['network', 'rm', id], 'any');
  for (const id of all('volume', 'ls', '--quiet')) docker(['volume', 'rm', '--force', id], 'any');
}

afterAll(() => {
  projects.forEach(removeProject);
});

/** What the engine holds of a project. */
export function leftOf(project: string): { containers: number; networks: number; volumes: number } {
  const label = ['--quiet', '--filter', `label=com.docker.compose.project=${project}`];
  const count = (...list: string[]) =>
    docker([...list, ...label])
      .stdout.split('\n')
      .filter(Boolean).length;
  return {
    containers: count('ps', '--all'),
    networks: count('network', 'ls'),
    volumes: count('volume', 'ls'),
  };
}

/** A repository with the packed package, in which apps are made. */
export function repository(name: string): string {
  const root = workspace(name);
  write(join(root, 'package.json'), '{ "private": true }\n');
  write(join(root, '.gitignore'), 'node_modules\n');
  succeed(root, 'git', ['init', '--quiet', '.']);
  succeed(root, 'npm', ['install', '--save-dev', tarball()]);
  return root;
}

/** An app in such a repository, whose names in the engine no other run of the tests has. */
export class ComposeApp {
  readonly name: string;
  readonly directory: string;
  readonly path: string;
  readonly image: string;
  private readonly programs: string;

  constructor(
    readonly root: string,
    name: string,
  ) {
    this.name = `fce2e-${String(process.pid)}-${name}`;
    this.directory = `apps/${this.name}`;
    this.path = join(root, this.directory);
    this.image = imageName(name);
    this.programs = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
    projects.push(this.name);
  }

  /** Makes the app, on a port that is free, with further words of the command. @returns where it will answer */
  async create(options: object, ...words: string[]): Promise<string> {
    const port = await freePort();
    succeed(this.root, 'npx', ['fastapi-container', 'new', this.directory, '--app', 'shop.main:app', ...words]);
    this.options({ run: { port }, image: { name: this.image }, ...options });
    return `http://127.0.0.1:${String(port)}`;
  }

  /** Changes options and regenerates. */
  options(changes: object): Ended {
    const file = join(this.path, 'fastapi-container.json');
    write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), ...changes }, null, 2));
    return succeed(this.root, 'npx', ['fastapi-container', 'synth', this.directory]);
  }

  /** Adds requirements. */
  require(...lines: string[]): void {
    write(join(this.path, 'requirements.txt'), `${read(this.path, 'requirements.txt')}${lines.join('\n')}\n`);
  }

  /** Runs a target to its end, as Nx does. */
  task(target: TaskName, words = '', env: Record<string, string | undefined> = {}): Ended {
    const { cwd, line } = lineOf(this.root, this.directory, target);
    return run(cwd, 'sh', ['-c', `${line} ${words}`], { PATH: this.programs, ...env });
  }

  /** The same while this process goes on. */
  taskAside(target: TaskName, words = '', env: Record<string, string | undefined> = {}): Promise<Ended> {
    const { cwd, line } = lineOf(this.root, this.directory, target);
    return runAside(cwd, 'sh', ['-c', `${line} ${words}`], { PATH: this.programs, ...env });
  }

  /** Runs a target that goes on until it is stopped. */
  running(target: TaskName): Running {
    const { cwd, line } = lineOf(this.root, this.directory, target);
    return new Running(cwd, 'sh', ['-c', `PATH="$PWD/node_modules/.bin:${this.programs}" exec ${line}`]);
  }

  /** Runs a target that has to succeed. */
  succeed(target: TaskName, words = ''): Ended {
    const ended = this.task(target, words);
    if (ended.status !== 0) throw new Error(ended.output);
    return ended;
  }

  /** The engine's own command, for what no target does. */
  compose(...words: string[]): Ended {
    return run(this.path, 'docker', ['compose', ...words]);
  }

  /** Runs a command in a container of a service. */
  exec(service: string, ...command: string[]): Ended {
    return this.compose('exec', '--no-TTY', service, ...command);
  }

  python(code: string): Ended {
    return this.exec(this.name, 'python', '-c', code);
  }

  /** What the engine knows of the container of a service. */
  inspect(service = this.name): Inspected {
    const id = this.compose('ps', '--all', '--quiet', service).stdout.trim();
    return (JSON.parse(docker(['inspect', id]).stdout) as [Inspected])[0];
  }
}

/** The part of what the engine knows of a container that tests look at. */
export interface Inspected {
  readonly Id: string;
  readonly Config: { readonly User: string };
  readonly State: { readonly Status: string; readonly ExitCode: number };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
  };
}
