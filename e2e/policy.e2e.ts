import { join } from 'node:path';
import fc from 'fast-check';
import { resolve } from '../src/core/resolve/resolve';
import { hostile } from '../test/support/hostile';
import { Container, describeDocker, docker, dockerTest, imageName } from './support/docker';
import { expectApp } from './support/http';
import { dockerfileOf, writeApp } from './support/image-app';
import { keepOnFailure, read, workspace, write } from './support/workspace';

/** What must not get into an image, in files that lie about in many a checkout. */
const SECRET = 'correct-horse-battery-staple';
const SECRET_FILES = ['.env', 'orders/.env.local', 'orders/prod.env', 'orders/server.key', 'orders/cert.pem', 'id_rsa'];

interface Inspected {
  readonly Config: {
    readonly User: string;
    readonly Cmd: readonly string[];
    readonly Entrypoint: readonly string[] | null;
    readonly Env: readonly string[];
    readonly ExposedPorts: Readonly<Record<string, unknown>>;
    readonly Healthcheck: { readonly Test: readonly string[] };
    readonly Labels: Readonly<Record<string, string>>;
    readonly StopSignal?: string;
    readonly Volumes?: unknown;
    readonly OnBuild?: unknown;
  };
  readonly RootFS: { readonly Layers: readonly string[] };
}

function inspect(image: string): Inspected {
  const [inspected] = JSON.parse(docker(['inspect', image]).stdout) as [Inspected];
  return inspected;
}

/** Runs a program in the image, as root to see everything or as the image's own user. @returns what it printed as JSON */
function python(image: string, program: string, ...options: string[]): unknown {
  return JSON.parse(docker(['run', '--rm', ...options, image, 'python', '-c', program]).stdout);
}

const FILES = `
import json, os, sys

def files(*roots):
    for root in roots:
        for parent, _, names in os.walk(root):
            for path in [parent, *(os.path.join(parent, name) for name in names)]:
                if not os.path.islink(path):
                    yield path

everything = [f"/{name}" for name in os.listdir("/") if name not in ("proc", "sys", "dev")]
`;

describeDocker('the image keeps the rules of the Dockerfile checklist', () => {
  const image = imageName('policy');
  const build = (...args: string[]) => docker(['build', '--tag', image, ...args, app]);
  let app = '';
  let config!: Inspected['Config'];

  beforeAll(() => {
    app = writeApp({
      python: '3.12',
      health: { interval: 1, timeout: 1, retries: 2, startPeriod: 5 },
      image: {
        name: image,
        aptPackages: { builder: ['gcc'], runtime: ['jq'] },
        env: { APP_GREETING: 'say "hi" for 5 $HOME \\' },
        labels: { 'org.opencontainers.image.description': 'Orders & "more"' },
        files: ['migrations'],
        bytecode: 'application',
        check: true,
        strip: true,
        user: 20001,
      },
    });
    for (const path of SECRET_FILES) write(join(app, path), SECRET);
    write(join(app, 'migrations/0001.sql'), 'select 1;\n');
    build();
    config = inspect(image).Config;
  });

  test(
    'rules 3 and 24: compilers, pip, caches and package lists stay in the builder',
    keepOnFailure(() => {
      const found = python(
        image,
        `${FILES}
names = {"pip", "pip3", "gcc", "cc", "strip", "as", "ld"}
paths = list(files(*everything))
print(json.dumps({
    "programs": [path for path in paths if os.path.basename(path) in names and os.path.isfile(path)],
    "pip": [path for path in paths if "/site-packages/pip" in path],
    "caches": [path for path in files("/root/.cache", "/var/lib/apt/lists") if os.path.isfile(path)],
}))`,
        '--user=0',
      );
      expect(found).toEqual({ programs: [], pip: [], caches: [] });
      expect(docker(['run', '--rm', image, 'jq', '--version']).stdout).toMatch(/^jq-/);
    }),
  );

  test(
    'rules 6, 11, 12 and 21: all that is imported comes from bytecode, in a container that writes nothing',
    keepOnFailure(() => {
      const program = `
import json, os, sys
import orders.main, uvicorn.main, http.client
print(json.dumps([
    name for name, module in sys.modules.items()
    if getattr(module, "__spec__", None) and module.__spec__.cached and not os.path.exists(module.__spec__.cached)
]))`;
      expect(python(image, program, '--read-only', '--network=none')).toEqual([]);
      const { stderr } = docker([
        ...['run', '--rm', '--read-only', '--env=PYTHONVERBOSE=1', image],
        ...['python', '-c', 'import uvicorn.main, orders.main'],
      ]);
      expect(stderr).toMatch(/code object from '\S+\/orders\/__pycache__\/main\.cpython-312\.pyc'/);
      expect(stderr.match(/code object from '\S+\.py'$/gm) ?? []).toEqual([]);
      expect(config.Env).toContain('PYTHONUNBUFFERED=1');
      expect(config.Env.find((variable) => variable.startsWith('PATH='))).toMatch(/^PATH=\/opt\/venv\/bin:/);
    }),
  );

  test(
    'rule 10: no secret is in a layer, in the configuration or in the history',
    keepOnFailure(() => {
      const archive = join(workspace('policy'), 'image.tar');
      docker(['save', '--output', archive, image]);
      const search = `
import json, sys, tarfile
def found(archive, name):
    for member in archive:
        if not member.isfile():
            continue
        data = archive.extractfile(member).read()
        if ${JSON.stringify(SECRET)}.encode() in data:
            yield f"{name}/{member.name}"
        if member.name.endswith("layer.tar") or member.name.startswith("blobs/"):
            try:
                import io
                yield from found(tarfile.open(fileobj=io.BytesIO(data)), member.name)
            except tarfile.ReadError:
                pass
with tarfile.open("/image.tar") as archive:
    print(json.dumps(list(found(archive, ""))))`;
      expect(python(image, search, `--volume=${archive}:/image.tar:ro`, '--user=0')).toEqual([]);
      const { output } = docker(['history', '--no-trunc', image]);
      expect(output).not.toContain(SECRET);
      expect(config.Env.filter((variable) => /secret|token|passw|credential|api_?key/i.test(variable))).toEqual([]);
    }),
  );

  test(
    'rules 13 and 21: it runs as a number, owns nothing and can write to nothing but the temporary directories',
    keepOnFailure(() => {
      expect(config.User).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      const program = `${FILES}
print(json.dumps({
    "uid": os.getuid(),
    "gid": os.getgid(),
    "writable": sorted(path for path in files(*everything) if os.access(path, os.W_OK)),
    "not root's": [path for path in files("/app", "/opt") if os.stat(path).st_uid != 0 or os.stat(path).st_gid != 0],
    "loose": [path for path in files("/app", "/opt") if os.stat(path).st_mode & 0o022],
}))`;
      const looked = python(image, program) as { readonly writable: string[] };
      expect(looked).toMatchObject({ uid: 20001, gid: 20001, "not root's": [], loose: [] });
      expect(looked.writable.filter((path) => !['/tmp', '/var/tmp', '/run/lock'].includes(path))).toEqual([]);
      const readOnly = python(image, program, '--read-only', '--tmpfs=/tmp') as { readonly writable: string[] };
      expect(readOnly.writable).toEqual(['/tmp']);
    }),
  );

  test(
    'rules 14 and 20: the application is one small layer, and nothing else of its directory is there',
    keepOnFailure(() => {
      const listing = python(
        image,
        `${FILES}\nprint(json.dumps(sorted(path[5:] for path in files("/app"))))`,
      ) as string[];
      const unwanted = listing.filter(
        (path) => !/^$|^migrations|^orders($|\/.*(\.py|\.pyc|__pycache__|_container|routers)$)/.test(path),
      );
      expect(unwanted).toEqual([]);
      expect(listing).toContain('migrations/0001.sql');
      const before = inspect(image).RootFS.Layers;
      write(join(app, 'orders/settings.py'), `${read(app, 'orders/settings.py')}# changed\n`);
      build();
      const after = inspect(image).RootFS.Layers;
      // The source, its bytecode, and the check, which leaves nothing.
      expect(before.length).toBe(after.length);
      expect(after.filter((layer) => !before.includes(layer)).length).toBe(3);
      const sizes = docker([
        'history',
        '--no-trunc',
        '--human=false',
        '--format',
        '{{.Size}} {{.CreatedBy}}',
        image,
      ]).stdout;
      const source = sizes.split('\n').filter((line) => / orders orders |import compileall/.test(line));
      expect(source.length).toBe(2);
      for (const line of source) expect(Number(line.split(' ')[0])).toBeLessThan(100_000);
    }),
  );

  test(
    'rules 15 and 18: the server is process 1 without a shell, stops at TERM, and one port is declared',
    keepOnFailure(() => {
      expect(config.Cmd.slice(0, 2)).toEqual(['uvicorn', 'orders.main:app']);
      expect(config.Entrypoint).toBeNull();
      expect(config.StopSignal ?? 'SIGTERM').toBe('SIGTERM');
      expect(Object.keys(config.ExposedPorts)).toEqual(['8000/tcp']);
      expect(config.Volumes ?? null).toBeNull();
      expect(config.OnBuild ?? null).toBeNull();
    }),
  );

  test(
    'rule 16: it turns healthy, and unhealthy when the application stops answering',
    keepOnFailure(async () => {
      expect(config.Healthcheck.Test.slice(0, 2)).toEqual(['CMD', 'python']);
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
        await container.untilHealth('healthy');
        container.signal('STOP');
        await container.untilHealth('unhealthy');
        container.signal('CONT');
        await container.untilHealth('healthy');
      } finally {
        container.remove();
      }
    }),
  );

  test(
    'rule 19: labels are valid and have a value, those of the build come by flag and change no layer',
    keepOnFailure(() => {
      const before = inspect(image);
      expect(before.Config.Labels).toMatchObject({
        'org.opencontainers.image.title': 'orders',
        'org.opencontainers.image.description': 'Orders & "more"',
        'org.opencontainers.image.base.name': 'docker.io/library/python:3.12-slim',
      });
      // One that was not given would be a lie, or empty.
      expect(Object.keys(before.Config.Labels).filter((key) => /created|revision/.test(key))).toEqual([]);
      build('--label=org.opencontainers.image.revision=$(id) "1"');
      const after = inspect(image);
      expect(after.Config.Labels).toMatchObject({ 'org.opencontainers.image.revision': '$(id) "1"' });
      expect(after.RootFS.Layers).toEqual(before.RootFS.Layers);
    }),
  );

  test(
    'rule 25: the check makes the application in the finished image',
    keepOnFailure(() => {
      const main = read(app, 'orders/main.py');
      write(join(app, 'orders/main.py'), `${main}\ndel app\n`);
      const { status, output } = docker(['build', app], 'any');
      write(join(app, 'orders/main.py'), main);
      expect(status).not.toBe(0);
      expect(output).toContain("has no attribute 'app'");
    }),
  );

  test(
    'values come out as they went in',
    keepOnFailure(() => {
      expect(config.Env).toContain('APP_GREETING=say "hi" for 5 $HOME \\');
    }),
  );
});

dockerTest(
  'hostile values that are accepted arrive in the image as they were given',
  keepOnFailure(() => {
    const valid = (value: string) => resolve({ image: { env: { A: value } } }, 'orders').ok;
    const values = [...new Set(fc.sample(hostile, { numRuns: 800, seed: 11 }))].filter(valid);
    expect(values.length).toBeGreaterThan(150);
    const env = Object.fromEntries(values.map((value, index) => [`V${String(index)}`, value]));
    const labels = Object.fromEntries(values.map((value, index) => [`com.example.v${String(index)}`, value]));
    const text = dockerfileOf({ python: '3.12', image: { env, labels } });
    const base = 'FROM python:3.12-slim\n';
    const instructions = [/^ENV (?:.*\\\n)*.*$/gm, /^LABEL(?:.|\n)*$/gm].map(
      (pattern) => text.match(pattern)?.join('\n') ?? '',
    );
    const directory = workspace('hostile');
    write(join(directory, 'Dockerfile'), `${base}${instructions.join('\n')}`);
    const image = imageName('hostile');
    docker(['build', '--tag', image, directory]);
    const { Config } = inspect(image);
    expect(Config.Env.filter((variable) => /^V\d/.test(variable))).toEqual(
      Object.entries(env).map(([name, value]) => `${name}=${value}`),
    );
    expect(Config.Labels).toMatchObject(labels);
  }),
);
