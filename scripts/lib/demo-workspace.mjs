// The throw-away workspace of the demo.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectDown, untilUp } from './demo-http.mjs';
import { say, seconds, shortDiff, timed } from './demo-output.mjs';
import { Command, Failure, run } from './demo-processes.mjs';

/** Nothing of the settings that a person has: an identity may be missing, a hook may be in the way. */
const GIT = {
  ...{ GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
  ...{ GIT_AUTHOR_NAME: 'demo', GIT_AUTHOR_EMAIL: 'demo@example.com' },
  ...{ GIT_COMMITTER_NAME: 'demo', GIT_COMMITTER_EMAIL: 'demo@example.com' },
};

export class Workspace {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-demo-')));

  path(...segments) {
    return join(this.directory, ...segments);
  }

  git(...args) {
    return run(this.directory, 'git', args, { env: GIT });
  }

  /** Writes the three files of a bare workspace, and installs Nx. */
  async install(nxVersion) {
    const packageJson = { name: 'demo', private: true, devDependencies: { nx: nxVersion } };
    writeFileSync(this.path('package.json'), `${JSON.stringify(packageJson, null, 2)}\n`);
    writeFileSync(this.path('nx.json'), '{\n  "analytics": false\n}\n');
    writeFileSync(this.path('.gitignore'), 'node_modules\n.nx\n*.tgz\n');
    await this.git('init', '--quiet', '.');
    await timed('npm install', () => run(this.directory, 'npm', ['install']));
  }

  /** Runs Nx, and shows the lines of its output that match. @returns all of it */
  async nx(args, shown = /^(?:CREATE|UPDATE|DELETE) /) {
    const nx = this.path('node_modules/.bin/nx');
    const output = await timed(`npx nx ${args.join(' ')}`, () => run(this.directory, nx, args));
    for (const line of output.split('\n')) if (shown.test(line)) say(line);
    return output;
  }

  async commit(message) {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
  }

  /** What changed since the last commit. */
  async diff() {
    return shortDiff(await this.git('diff', '--no-color', '--unified=1'));
  }

  /** Serves the app with a target while `visit` asks it, then stops it. */
  async served(target, base, visit) {
    let server;
    const start = async () => {
      server = new Command(this.directory, this.path('node_modules/.bin/nx'), [target, 'orders']);
      await untilUp(`${base}/docs`, server);
      server.remember();
    };
    await timed(`npx nx ${target} orders`, start, (took) => `answers after ${took}`);
    try {
      await visit();
    } catch (error) {
      if (error instanceof Failure) error.output ||= server.output;
      throw error;
    }
    const since = performance.now();
    await server.stop();
    say(`stopped in ${seconds(since)}`);
    await expectDown(`${base}/docs`);
  }

  remove() {
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
