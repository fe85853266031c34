import { dirname, join } from 'node:path';
import { Container, dockerTest, docker, imageName } from './support/docker';
import { expectApp, freePort } from './support/http';
import { Running, run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** Where the Python source of an app may lie: the directory of the app, and the flags that say so. */
const LAYOUTS: readonly (readonly [name: string, ...flags: string[]])[] = [
  ['src-and-package', '--source=src'],
  ['modules-in-backend', '--source=backend', '--app=main:app'],
  ['package-in-backend', '--source=services/backend', '--app=app.main:app', '--workers=2'],
  ['src-is-the-package', '--app=src.main:app'],
];

/** Every server finds the source by itself, in the environment as in the image. */
const SERVERS = ['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian'];

const root = workspace('source');
const program = join(root, 'node_modules/.bin/fastapi-container');

beforeAll(() => {
  write(join(root, 'package.json'), '{ "private": true }\n');
  succeed(root, 'npm', ['install', '--save-dev', tarball()]);
});

describe.each(LAYOUTS.map(([name, ...flags]) => ({ name, flags })))('$name', ({ name, flags }) => {
  const app = join(root, name);
  const image = imageName(`source-${name}`);

  test(
    'passes its linter, type checker and tests',
    keepOnFailure(() => {
      succeed(root, program, ['new', name, '--python=3.12', `--image.name=${image}`, ...flags]);
      for (const task of ['lint', 'typecheck', 'test']) {
        expect({ task, ...run(root, program, ['run', task, name]) }).toMatchObject({ task, status: 0 });
      }
      expect(run(root, program, ['check', name])).toMatchObject({ status: 0 });
    }),
  );

  dockerTest(
    'builds into an image that answers and turns healthy',
    keepOnFailure(async () => {
      docker(['build', '--tag', image, app]);
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
        await container.untilHealth('healthy');
      } finally {
        container.remove();
      }
    }),
  );
});

/** Applications that were there, whose tests count on the directory of the app being on the path. */
const ADOPTED: readonly (readonly [name: string, module: string, imported: string, isPackage: boolean])[] = [
  ['package-at-the-top', 'app/main.py', 'app.main', true],
  ['directory-at-the-top', 'app/main.py', 'app.main', false],
  ['module-at-the-top', 'main.py', 'main', false],
  ['package-below-src', 'src/shop/main.py', 'shop.main', true],
];

test.each(ADOPTED)(
  'the tests of an adopted app import it, without settings for that: %s',
  async (name, module, imported, isPackage) =>
    keepOnFailure(() => {
      const app = join(root, name);
      if (isPackage) write(join(app, dirname(module), '__init__.py'), '');
      write(
        join(app, module),
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/health')\ndef health() -> str:\n    return 'ok'\n",
      );
      write(
        join(app, 'tests/unit/test_app.py'),
        `from ${imported} import app\n\n\ndef test_app() -> None:\n    assert app\n`,
      );
      write(join(app, 'requirements.txt'), 'fastapi\nuvicorn\nhttptools\n');
      write(join(app, 'requirements/dev.txt'), 'pytest\n');
      succeed(root, program, ['adopt', name, '--python=3.12']);
      const without = run(root, program, ['run', 'test', name]);
      expect(without.stderr).toContain('create requirements-dev.txt with the line `-r requirements/dev.txt`');
      write(join(app, 'requirements-dev.txt'), '-r requirements/dev.txt\n');
      expect(run(root, program, ['run', 'test', name])).toMatchObject({ status: 0 });
      expect(JSON.parse(read(app, 'fastapi-container.json'))).toMatchObject({ born: ['app'] });
    })(),
);

test.each(SERVERS)('%s serves from a source root on this machine', async (server) =>
  keepOnFailure(async () => {
    const app = join(root, 'src-and-package');
    const port = await freePort();
    const options = JSON.parse(read(app, 'fastapi-container.json')) as object;
    write(join(app, 'fastapi-container.json'), JSON.stringify({ ...options, server, port }));
    succeed(root, program, ['synth', 'src-and-package']);
    succeed(root, program, ['install', 'src-and-package']);
    const running = new Running(root, program, ['run', 'start', 'src-and-package']);
    try {
      await expectApp(`http://127.0.0.1:${String(port)}`);
    } finally {
      await running.stop();
    }
  })(),
);
