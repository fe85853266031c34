import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tasks } from '../src/core/tasks';
import { App } from './support/app';
import { Container, describeDocker, docker } from './support/docker';
import { ask, askUntilUp, expectApp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { files, keepOnFailure, read, write } from './support/workspace';

const library = (name: string, dependencies: readonly string[]) => `[project]
name = "${name}"
version = "1.0"
dependencies = ${JSON.stringify(dependencies)}

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
packages = ["${name.replace('-', '_')}"]
`;

describeDocker('local libraries', () => {
  const app = new App('libraries');
  const shared = join(app.root, 'libs/shared');
  const source = join(shared, 'acme_shared/__init__.py');

  beforeAll(() => {
    app.create('--python', '3.12');
    write(join(shared, 'pyproject.toml'), library('acme-shared', ['acme-models', 'orjson']));
    write(source, 'import acme_models\nimport orjson\n\nANSWER = 1\n');
    const models = join(app.root, 'libs/models');
    write(join(models, 'pyproject.toml'), library('acme-models', []));
    write(join(models, 'acme_models/__init__.py'), '');
    const items = join(app.path, 'orders/routers/items.py');
    const route =
      '\n\n@router.get("/shared/answer")\nasync def answer() -> int:\n    from acme_shared import ANSWER\n\n    return ANSWER\n';
    write(items, read(items) + route);
  });

  test(
    'that are not there are refused, all of them, and nothing is written',
    keepOnFailure(() => {
      const before = files(app.root);
      const flags = ['--lock', '--libraries', '../../libs/none,../../../outside'];
      const refused = run(app.root, 'npx', ['fastapi-container', 'new', 'apps/other', ...flags]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('there is no libs/none/pyproject.toml');
      expect(refused.stderr).toContain('is not inside the workspace');
      expect(files(app.root)).toEqual(before);
    }),
  );

  test(
    'are installed with what they depend on, from a checkout that only its owner can read',
    keepOnFailure(async () => {
      app.options({ lock: true, libraries: ['../../libs/shared', '../../libs/models'] });
      app.succeed('lock');
      // Layers of an earlier run, alike but for file times, could take turns with those of this one.
      appendFileSync(join(app.path, 'requirements.lock'), `# ${String(Date.now())}\n`);
      expect(app.locked().some((pin) => pin.startsWith('orjson=='))).toBe(true);
      expect(app.locked().some((pin) => pin.startsWith('acme-'))).toBe(false);
      expect(app.cli('check').status).toBe(0);
      succeed(app.root, 'chmod', ['-R', 'go-rwx', 'libs', 'apps']);
      app.expectLinted();
      app.expectBuilt();
      expect(app.packages()).toEqual([...app.locked(), 'acme-models==1.0', 'acme-shared==1.0'].sort());
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
        expect(await ask(`${container.url}/items/shared/answer`)).toEqual({ status: 200, body: '1' });
      } finally {
        container.remove();
      }
    }),
  );

  /** Names of the steps that ran, those of the stage `libraries` aside: it only collects the sources. */
  function stepsThatRan(output: string): string[] {
    const steps = [...output.matchAll(/^#(\d+) \[(builder|installed|runtime) [^\]]*\] ((?!FROM ).*)$/gm)];
    const cached = new Set([...output.matchAll(/^#(\d+) CACHED$/gm)].map(([, id]) => id));
    expect(steps.length).toBeGreaterThan(6);
    return [
      ...new Set(steps.filter(([, id]) => !cached.has(id)).map(([, , stage, step]) => `${stage ?? ''}: ${step ?? ''}`)),
    ];
  }

  /** The layers of the image from the base upwards, each by its digest, with the instruction that made it. */
  function layersOf(): [digest: string, instruction: string][] {
    const archive = join(app.root, 'image.tar');
    docker(['save', '--output', archive, app.image]);
    const code = `import json, sys, tarfile
archive = tarfile.open(sys.argv[1])
load = lambda name: json.load(archive.extractfile(name))
config = load(load('manifest.json')[0]['Config'])
made = [entry.get('created_by', '') for entry in config['history'] if not entry.get('empty_layer')]
print(json.dumps(list(zip(config['rootfs']['diff_ids'], made, strict=True))))`;
    const { stdout } = succeed(app.root, 'python3', ['-c', code, archive]);
    rmSync(archive);
    return JSON.parse(stdout) as [string, string][];
  }

  test.each(['pip', 'uv'])(
    'an edit makes the layer of the libraries new, and no larger one, with %s',
    async (installer) =>
      keepOnFailure(() => {
        app.options({ installer });
        app.expectBuilt();
        const before = layersOf();
        const left = join(shared, 'acme_shared/__pycache__/left.cpython-310.pyc');
        if (installer === 'pip') {
          write(left, '');
          expect(stepsThatRan(app.expectBuilt())).toEqual([]);
          expect(layersOf()).toEqual(before);
        }

        // A number that no earlier run has had: its layers may still be in the cache.
        const answer = String(Date.now());
        write(source, `import acme_models\nimport orjson\n\nANSWER = ${answer}\n`);
        const ran = stepsThatRan(app.expectBuilt());
        expect(ran.filter((step) => /^builder:|import http.client/.test(step))).toEqual([]);
        expect(ran.filter((step) => step.startsWith('installed:'))).toHaveLength(1);
        const fresh = layersOf().filter(([digest]) => !before.some(([old]) => old === digest));
        // The packages, the largest by far, are below; the application above is small.
        expect(fresh[0]?.[1]).toContain('COPY /installed');
        expect(fresh.some(([, instruction]) => instruction.includes('/opt/venv /opt/venv'))).toBe(false);
        expect(app.python('import os; print(os.path.exists("/installed"), os.path.exists("/libraries"))')).toBe(
          'False False',
        );
        expect(app.python('import acme_shared; print(acme_shared.ANSWER)')).toBe(answer);
      })(),
  );

  test(
    'a dependency that is not locked stops check, and the build',
    keepOnFailure(() => {
      const before = read(shared, 'pyproject.toml');
      write(join(shared, 'pyproject.toml'), before.replace('"orjson"', '"orjson","attrs"'));
      expect(app.cli('check')).toMatchObject({
        status: 1,
        stdout: expect.stringContaining('a library changed') as string,
      });
      const { status, output } = app.build();
      expect(status).not.toBe(0);
      expect(output).toMatch(/requires `?attrs/);
      write(join(shared, 'pyproject.toml'), before);
      expect(app.cli('check').status).toBe(0);
    }),
  );

  test(
    'are editable in .venv, which has the locked versions',
    keepOnFailure(() => {
      app.succeed('install');
      expect(app.succeed('install')).toContain('.venv is up to date');
      const python = join(app.path, '.venv/bin/python');
      const tell = () =>
        succeed(app.path, python, ['-c', 'import acme_shared; print(acme_shared.ANSWER)']).stdout.trim();
      write(source, 'import acme_models\nimport orjson\n\nANSWER = 41\n');
      expect(tell()).toBe('41');
      write(source, 'import acme_models\nimport orjson\n\nANSWER = 42\n');
      expect(tell()).toBe('42');
      const test =
        'from fastapi.testclient import TestClient\n\n\ndef test_answer(client: TestClient) -> None:\n    assert client.get("/items/shared/answer").json() == 42\n';
      write(join(app.path, 'tests/test_answer.py'), test);
      expect(run(app.path, join(app.path, '.venv/bin/pytest'), ['-q', 'tests/test_answer.py']).output).toContain(
        '1 passed',
      );
      const freeze = succeed(app.path, python, ['-m', 'pip', 'freeze', '--exclude-editable']).stdout.toLowerCase();
      for (const pin of app.locked()) expect(freeze.replaceAll('_', '-')).toContain(pin);
      expect(existsSync(join(app.path, '.venv/bin/uv'))).toBe(false);
    }),
  );

  test(
    '`serve` restarts when one changes',
    keepOnFailure(async () => {
      const port = await freePort();
      app.options({ port, server: 'uvicorn' });
      const argv = tasks(app.resolved).find(({ name }) => name === 'serve')?.commands[0]?.argv ?? [];
      const server = new Running(app.path, join(app.path, '.venv/bin', argv[0] ?? ''), argv.slice(1));
      try {
        const url = `http://127.0.0.1:${String(port)}/items/shared/answer`;
        expect(await askUntilUp(url)).toEqual({ status: 200, body: '42' });
        write(source, 'import acme_models\nimport orjson\n\nANSWER = 43\n');
        const end = Date.now() + 30_000;
        let body = '';
        while (body !== '43' && Date.now() < end) body = (await askUntilUp(url)).body;
        expect(body).toBe('43');
      } finally {
        await server.stop();
      }
    }),
  );
});
