import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from './support/app';
import { describeDocker, docker } from './support/docker';
import { Running, succeed } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

const PASSWORD = 'correct-horse-battery';

/** The name of the secret is part of each instruction: a new one, and no layer of an earlier run is taken for this one's. */
const SECRET = `ACME_INDEX_${String(Date.now())}`;

describeDocker('a private index', () => {
  const env: Record<string, string> = {};
  const app = new App('index', env);
  let server: Running | undefined;

  /** Makes a wheel, as a company would have put it on its index. */
  function makeWheel(directory: string): void {
    const code = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/acme_private-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('acme_private.py', 'NAME = "private"\\n')
    info = 'acme_private-1.0.dist-info/'
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: acme-private\\nVersion: 1.0\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'RECORD', 'acme_private.py,,\\n' + info + 'METADATA,,\\n' + info + 'WHEEL,,\\n' + info + 'RECORD,,\\n')`;
    mkdirSync(directory, { recursive: true });
    succeed(directory, 'python3', ['-c', code, directory]);
  }

  beforeAll(async () => {
    app.create('--python', '3.12', '--package-index.secret', SECRET);
    const wheels = join(app.root, 'wheels');
    makeWheel(wheels);
    server = new Running(__dirname, process.execPath, [join(__dirname, 'support/index-server.mjs'), PASSWORD, wheels]);
    let port: string | undefined;
    while (port === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      port = /^port (\d+)$/m.exec(server.output)?.[1];
    }
    env[SECRET] = `http://builder:${PASSWORD}@127.0.0.1:${port}/simple/`;
    app.require('acme-private');
  });

  afterAll(async () => {
    await server?.stop();
  });

  /** The index listens on this machine only, so that the build has to be in its network. */
  const network = ['--network', 'host'];

  function expectNoSecret(): void {
    expect(docker(['history', '--no-trunc', app.image]).output).not.toContain(PASSWORD);
    expect(docker(['inspect', app.image]).output).not.toContain(PASSWORD);
    const archive = join(app.root, 'image.tar');
    docker(['save', '--output', archive, app.image]);
    // Each layer may be compressed: Python looks into all of them.
    const code = `import sys, tarfile
def look(tar, depth):
    for member in tar:
        if not member.isfile(): continue
        data = tar.extractfile(member).read()
        if sys.argv[2].encode() in data: print(member.name)
        if depth == 0:
            import io
            try: inner = tarfile.open(fileobj=io.BytesIO(data))
            except tarfile.ReadError: continue
            print('layer'); look(inner, 1)
look(tarfile.open(sys.argv[1]), 0)`;
    const found = succeed(app.root, 'python3', ['-c', code, archive, PASSWORD]).stdout.trim().split('\n');
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found)).toEqual(new Set(['layer']));
    rmSync(archive);
  }

  test(
    'serves the build that has the secret, with pip, and the secret stays nowhere',
    keepOnFailure(async () => {
      app.expectLinted();
      app.expectBuilt(network);
      expect(app.python('import acme_private; print(acme_private.NAME)')).toBe('private');
      // The server tells while this process looks.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(server?.output).toMatch(/asked acme-private[^]*asked fastapi|asked fastapi[^]*asked acme-private/);
      expectNoSecret();
    }),
  );

  test(
    'without the secret the build takes packages from PyPI, where this one is not; nothing else is broken',
    keepOnFailure(() => {
      const other = { [SECRET]: undefined };
      app.require('# another text, so that the packages are installed again');
      const missing = app.build(network, other);
      expect(missing.status).not.toBe(0);
      expect(missing.output).toMatch(/No matching distribution found for acme-private/);
      const requirements = read(app.path, 'requirements.txt');
      write(join(app.path, 'requirements.txt'), requirements.replace('acme-private\n', ''));
      expect(app.build(network, other)).toMatchObject({ status: 0 });
      write(join(app.path, 'requirements.txt'), requirements);
    }),
  );

  test(
    'is asked by `lock`, whose file does not hold the secret, and by uv',
    keepOnFailure(async () => {
      app.options({ installer: 'uv' });
      app.succeed('lock');
      const text = read(app.path, 'requirements.lock');
      expect(text).toContain('acme-private==1.0');
      expect(text).not.toMatch(/127\.0\.0\.1|builder/);
      app.expectLinted();
      app.expectBuilt(network);
      expect(app.packages()).toEqual(app.locked());
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(server?.output).toMatch(/asked uv$/m);
      expectNoSecret();
    }),
  );

  test(
    'may be asked besides PyPI, by all of them',
    keepOnFailure(() => {
      const text = read(app.path, 'requirements.lock');
      rmSync(join(app.path, 'requirements.lock'));
      app.options({ packageIndex: { extraSecret: SECRET } });
      app.succeed('lock');
      expect(read(app.path, 'requirements.lock')).toBe(text);
      for (const installer of ['pip', 'uv']) {
        app.options({ installer });
        app.expectBuilt(network);
        expect(app.packages()).toEqual(app.locked());
      }
    }),
  );

  test(
    'may be required: then no build is without it',
    keepOnFailure(() => {
      app.options({ packageIndex: { secret: SECRET, required: true } });
      app.expectLinted();
      const refused = app.build(network, { [SECRET]: undefined });
      expect(refused.status).not.toBe(0);
      expect(refused.output).toContain(`comes from the build secret ${SECRET}`);
      expect(docker(['build', app.path], 'any').output).toContain(`comes from the build secret ${SECRET}`);
    }),
  );
});
