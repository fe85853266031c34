import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve } from '../../src/core/resolve/resolve';
import type { ResolvedApp } from '../../src/core/app/resolved';
import { tasks } from '../../src/core/tasks';
import { docker, imageName } from './docker';
import { hadolint } from './hadolint';
import { run, succeed, type Ended } from './shell';
import { read, tarball, workspace, write } from './workspace';

/** An app of its own in a workspace, with what is done to it. */
export class App {
  readonly root: string;
  readonly path: string;
  readonly image: string;

  constructor(
    name: string,
    private readonly env: Record<string, string | undefined> = {},
  ) {
    this.root = workspace(name);
    this.path = join(this.root, 'apps/orders');
    this.image = imageName(name);
  }

  create(...flags: string[]): void {
    write(join(this.root, 'package.json'), '{ "private": true }\n');
    succeed(this.root, 'git', ['init', '--quiet', '.']);
    succeed(this.root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(this.root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--image.name', this.image, ...flags]);
  }

  cli(...args: string[]): Ended {
    return run(this.path, 'npx', ['fastapi-container', ...args], this.env);
  }

  succeed(...args: string[]): string {
    return succeed(this.path, 'npx', ['fastapi-container', ...args], this.env).output;
  }

  options(changes: object): void {
    const options = JSON.parse(read(this.path, 'fastapi-container.json')) as object;
    write(join(this.path, 'fastapi-container.json'), JSON.stringify({ ...options, ...changes }, null, 2));
    this.cli('synth');
  }

  require(...lines: string[]): void {
    appendFileSync(join(this.path, 'requirements.txt'), `${lines.join('\n')}\n`);
  }

  get resolved(): ResolvedApp {
    const result = resolve(JSON.parse(read(this.path, 'fastapi-container.json')), 'orders');
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return result.value;
  }

  /** Runs what `container-build` runs. */
  build(extra: readonly string[] = [], env: Record<string, string | undefined> = this.env): Ended {
    const argv = tasks(this.resolved).find(({ name }) => name === 'container-build')?.commands[0]?.argv ?? [];
    const [program = '', ...words] = argv;
    return run(this.path, program, [...words.slice(0, -1), '--progress=plain', ...extra, ...words.slice(-1)], env);
  }

  expectBuilt(extra: readonly string[] = []): string {
    const { status, output } = this.build(extra);
    if (status !== 0) throw new Error(output);
    return output;
  }

  expectLinted(): void {
    const build = this.build(['--check']);
    expect(build.output).toContain('Check complete, no warnings found');
    expect(hadolint(join(this.path, 'Dockerfile'))).toEqual({ status: 0, output: '' });
  }

  python(code: string): string {
    return docker(['run', '--rm', '--read-only', this.image, 'python', '-c', code]).stdout.trim();
  }

  /** Packages in the image, as `name==version`. */
  packages(): string[] {
    const code = `import importlib.metadata as m, re
for d in m.distributions(): print(re.sub(r'[-_.]+', '-', d.name).lower() + '==' + d.version)`;
    return this.python(code).split('\n').sort();
  }

  /** Packages in the lock that belong on Linux. */
  locked(): string[] {
    const pins = read(this.path, 'requirements.lock').match(/^[a-z0-9].*==[^\\\n]*/gm) ?? [];
    return pins
      .filter((pin) => !/win32|Windows|!= 'linux'/.test(pin))
      .map((pin) => pin.split(';')[0]?.trim() ?? '')
      .sort();
  }
}
