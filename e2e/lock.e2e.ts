import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildInputs } from '../src/core/dependencies/build-inputs';
import { planOnDisk, readApp } from '../src/io/app';
import { applyChanges } from '../src/io/disk';
import { App } from './support/app';
import { Container, describeDocker } from './support/docker';
import { hadolint } from './support/hadolint';
import { expectApp } from './support/http';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, workspace, write } from './support/workspace';

/** Files of the virtual environment, but for what an installer writes about itself. */
const LISTING = `import os
for root, _, names in os.walk('/opt'):
  for name in names:
    if name not in ('INSTALLER', 'RECORD', 'REQUESTED', 'direct_url.json', 'uv_cache.json', 'uv_build.json'):
      print(os.path.join(root, name))`;

const listing = (app: App) => app.python(LISTING).split('\n').sort();

describeDocker('the Dockerfile of every combination', () => {
  const shapes = [{}, { lock: true }, { lock: true, libraries: ['libs/one', 'libs/two'], buildFromSource: ['docopt'] }];
  const indexes = [{}, { secret: 'ACME' }, { secret: 'ACME', extraSecret: 'MORE', required: true }];
  const combinations = ['pip', 'uv'].flatMap((installer) =>
    shapes.flatMap((shape) => indexes.map((packageIndex) => ({ installer, ...shape, packageIndex }))),
  );

  test.each(['main:app', 'orders.main:app'])('has no findings, for %s', async (application) =>
    keepOnFailure(() => {
      const root = workspace('combinations');
      for (const name of ['one', 'two'])
        write(join(root, `libs/${name}/pyproject.toml`), `[project]\nname = "${name}"\n`);
      expect(combinations).toHaveLength(18);
      for (const options of combinations) {
        write(join(root, 'fastapi-container.json'), JSON.stringify({ name: 'orders', app: application, ...options }));
        const app = readApp(root, '.');
        applyChanges(root, planOnDisk(root, '.', app));
        const found = hadolint(join(root, 'Dockerfile'));
        expect({ options, ...found }).toEqual({ options, status: 0, output: '' });
        const checked = run(root, 'docker', ['build', '--check', ...buildInputs(app), '.']).output;
        expect({ options, checked }).toEqual({
          options,
          checked: expect.stringContaining('no warnings found') as string,
        });
        rmSync(join(root, 'Dockerfile'));
      }
    })(),
  );
});

describeDocker('locked dependencies', () => {
  const app = new App('lock');
  let withPip: string[] = [];

  beforeAll(() => {
    app.create('--python', '3.12');
  });

  test(
    '`lock` writes hashes and turns the option on; the second time it changes nothing',
    keepOnFailure(() => {
      expect(app.succeed('lock')).toContain('requirements.lock is written');
      expect(app.resolved.lock).toBe(true);
      expect(read(app.path, 'Dockerfile')).toContain('--require-hashes --only-binary :all:');
      const text = read(app.path, 'requirements.lock');
      expect(text).toMatch(/^fastapi==[\d.]+ \\\n {4}--hash=sha256:/m);
      expect(app.cli('check').status).toBe(0);
      const before = files(app.root);
      expect(app.succeed('lock')).toContain('requirements.lock is up to date');
      expect(files(app.root)).toEqual(before);
    }),
  );

  test.each(['manylinux2014_x86_64', 'manylinux2014_aarch64', 'macosx_11_0_arm64'])(
    'one lock serves %s',
    async (platform) =>
      keepOnFailure(() => {
        const wheels = workspace(platform);
        const target = ['--only-binary', ':all:', '--platform', platform, '--python-version', '3.12'];
        const lock = join(app.path, 'requirements.lock');
        succeed(wheels, 'python3', [
          '-m',
          'pip',
          'download',
          '--quiet',
          '--require-hashes',
          ...target,
          '--requirement',
          lock,
        ]);
        const architecture = platform.split('_').slice(-1)[0] ?? '';
        expect(readdirSync(wheels).find((name) => name.startsWith('pydantic_core-'))).toContain(architecture);
      })(),
  );

  test(
    'a changed requirement is drift until it is locked',
    keepOnFailure(() => {
      app.require('idna');
      const { status, stdout } = app.cli('check', '--json');
      expect(status).toBe(1);
      const report = JSON.parse(stdout) as { apps: { status: string; changes: { path: string; action: string }[] }[] };
      expect(report.apps[0]).toMatchObject({
        status: 'drift',
        changes: [{ path: 'requirements.lock', action: 'stale', ownership: 'made', diff: '' }],
      });
      const lockBefore = read(app.path, 'requirements.lock');
      expect(app.cli('synth')).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('`npx fastapi-container run lock`') as string,
      });
      expect(read(app.path, 'requirements.lock')).toBe(lockBefore);
      app.succeed('lock');
      expect(app.cli('check').status).toBe(0);
    }),
  );

  test(
    'a package without a wheel is named, and built from source where that is allowed',
    keepOnFailure(() => {
      app.require('docopt==0.6.2');
      const before = files(app.root);
      const refused = app.cli('lock');
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/docopt[^]*no usable wheels[^]*"buildFromSource"/);
      expect(files(app.root)).toEqual(before);
      app.options({ buildFromSource: ['docopt'] });
      app.succeed('lock');
    }),
  );

  test(
    'the image has what is in the lock, and nothing else',
    keepOnFailure(async () => {
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual(app.locked());
      expect(app.locked()).toContain('docopt==0.6.2');
      withPip = listing(app);
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'with uv it is the same image, file by file, and uv is not in it',
    keepOnFailure(() => {
      app.options({ installer: 'uv' });
      expect(app.cli('check').status).toBe(0);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual(app.locked());
      expect(listing(app)).toEqual(withPip);
      expect(app.python('import shutil; print(shutil.which("uv"))')).toBe('None');
    }),
  );

  test.each(['uv', 'pip'])('%s refuses a file that is not the one that was locked', async (installer) =>
    keepOnFailure(() => {
      app.options({ installer });
      const text = read(app.path, 'requirements.lock');
      const other = createHash('sha256').update('another file').digest('hex');
      write(
        join(app.path, 'requirements.lock'),
        text.replace(/(?<=^idna==\S+ \\\n)( {4}--hash=.*\n)+/m, `    --hash=sha256:${other}\n`),
      );
      const { status, output } = app.build();
      expect(status).not.toBe(0);
      expect(output).toMatch(/do not match the hashes|hash mismatch/i);
      write(join(app.path, 'requirements.lock'), text);
    })(),
  );

  test(
    'uv installs without a lock, too',
    keepOnFailure(() => {
      app.options({ installer: 'uv', lock: false, buildFromSource: [] });
      expect(app.cli('check').status).toBe(0);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages().map((pin) => pin.split('==')[0])).toEqual(app.locked().map((pin) => pin.split('==')[0]));
    }),
  );
});

describeDocker('requirements that include others', () => {
  const app = new App('includes');

  test.each(['pip', 'uv'])('reach the image without a lock, with %s', async (installer) =>
    keepOnFailure(() => {
      if (installer === 'pip') app.create('--python', '3.12');
      app.options({ installer });
      write(join(app.path, 'base/more.txt'), 'itsdangerous\n-c ../limits.txt\n');
      write(join(app.path, 'limits.txt'), 'itsdangerous==2.1.2\n');
      if (installer === 'pip') app.require('-r base/more.txt');
      app.succeed('synth');
      expect(app.cli('check').status).toBe(0);
      app.expectBuilt();
      expect(app.packages()).toContain('itsdangerous==2.1.2');
    })(),
  );
});
