import { appendFileSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { App } from './support/app';
import { ask, askUntilUp, freePort } from './support/http';
import { Running, run } from './support/shell';
import { files, keepOnFailure, read, write } from './support/workspace';

describe('the contract of an app', () => {
  const app = new App('openapi');
  const main = join(app.path, 'orders/main.py');
  const contract = join(app.path, 'openapi.json');
  const openapi = (...args: string[]) => app.cli('openapi', ...args);
  /** Runs something with lines added to the application, and takes them out again. */
  const withLines = <T>(lines: string, work: () => T): T => {
    const before = read(main);
    write(main, before + lines);
    try {
      return work();
    } finally {
      write(main, before);
    }
  };

  beforeAll(() => {
    app.create('--python', '3.12');
  });

  test(
    'is not missed where nobody has made it',
    keepOnFailure(() => {
      expect(app.cli('check')).toMatchObject({ status: 0 });
      expect(openapi('--check')).toMatchObject({ status: 0, stdout: expect.stringContaining('there is no') as string });
      expect(existsSync(join(app.path, '.venv'))).toBe(false);
    }),
  );

  test(
    'is written once, and is what the app serves',
    keepOnFailure(async () => {
      expect(app.succeed('run', 'openapi')).toContain('openapi.json is written');
      const before = files(app.root);
      expect(openapi()).toMatchObject({ status: 0, stdout: '.: openapi.json is up to date\n' });
      expect(app.cli('run', 'openapi-check')).toMatchObject({ status: 0 });
      expect(files(app.root)).toEqual(before);
      const port = String(await freePort());
      const server = new Running(app.path, join(app.path, '.venv/bin/uvicorn'), ['orders.main:app', '--port', port]);
      try {
        await askUntilUp(`http://127.0.0.1:${port}/health/live`);
        const served = (await ask(`http://127.0.0.1:${port}/openapi.json`)).body;
        expect(JSON.parse(read(contract))).toEqual(JSON.parse(served));
        // The same order, too, which is that of the documentation page.
        expect(JSON.stringify(JSON.parse(read(contract)))).toBe(JSON.stringify(JSON.parse(served)));
      } finally {
        await server.stop();
      }
    }),
  );

  test(
    'gives the operations of a new app names that read well in a client',
    keepOnFailure(() => {
      const ids = [...read(contract).matchAll(/"operationId": "(.*)"/g)].map(([, id]) => id);
      expect(ids).toEqual(['items-list_items', 'items-create_item', 'items-get_item']);
    }),
  );

  test(
    'is the same whatever the machine has in its environment, and whatever the application prints',
    keepOnFailure(() => {
      const env = { APP_TITLE: 'mine', PYTHONHASHSEED: '7', TZ: 'Asia/Tokyo', LC_ALL: 'C' };
      const lines = `
import os, threading, time
print("on import", os.environ.get("APP_TITLE"))
app.openapi_tags = [{"name": "ü"}, {"name": time.tzname[0]}]
threading.Thread(target=time.sleep, args=(600,)).start()
`;
      withLines(lines, () => {
        const first = openapi();
        expect(first).toMatchObject({ status: 0, stderr: expect.stringContaining('on import None') as string });
        expect(first.stdout).toContain('First difference: tags: nothing became [{"name":"ü"},{"name":"UTC"}]');
        const again = run(app.path, 'npx', ['fastapi-container', 'openapi'], env);
        expect(again).toMatchObject({ status: 0, stdout: '.: openapi.json is up to date\n' });
      });
      app.succeed('openapi');
    }),
  );

  test(
    'runs no lifespan, so that nothing has to be up',
    keepOnFailure(() => {
      const before = read(main);
      write(
        main,
        before.replace(
          '    settings: Settings = app',
          '    raise SystemExit("it started")\n    settings: Settings = app',
        ),
      );
      expect(read(main)).toContain('it started');
      expect(openapi('--check')).toMatchObject({ status: 0 });
      write(main, before);
    }),
  );

  test(
    'is stale once the application says something else, and the check tells what, and writes nothing',
    keepOnFailure(() => {
      const router = join(app.path, 'orders/routers/items.py');
      const before = read(router);
      write(router, `# a comment changes nothing\n${before}`);
      expect(openapi('--check')).toMatchObject({ status: 0 });
      write(router, before.replaceAll('quantity', 'amount'));
      const tree = files(app.root);
      const stale = openapi('--check');
      expect(stale.status).toBe(1);
      expect(stale.stdout).toContain('First difference: components.schemas.Item.properties.amount: nothing became');
      expect(stale.stdout).toContain('Way out: `npx fastapi-container run openapi`');
      expect(files(app.root)).toEqual(tree);
      expect(app.cli('check')).toMatchObject({ status: 0 });
      expect(openapi()).toMatchObject({ status: 0 });
      expect(openapi('--check')).toMatchObject({ status: 0 });
      write(router, before);
      app.succeed('openapi');
    }),
  );

  test(
    'is not written where it would be another one each time',
    keepOnFailure(() => {
      const unsteady = [
        'import uuid\napp.version = str(uuid.uuid4())\n',
        'import time\napp.version = str(time.time_ns())\n',
        'app.openapi_tags = [{"name": name} for name in {"a", "b", "c", "d"}]\n',
      ];
      for (const lines of unsteady) {
        const before = read(contract);
        const refused = withLines(lines, () => [openapi(), openapi('--check')]);
        for (const { status, stderr } of refused) {
          expect(status).toBe(2);
          expect(stderr).toMatch(/another one each time: of two runs, in (info\.version|tags\.\d\.name): /);
        }
        expect(read(contract)).toBe(before);
      }
    }),
  );

  test(
    'is left as it is where the application cannot be imported, with its traceback',
    keepOnFailure(() => {
      const before = read(contract);
      const needy = 'import os\napp.title = os.environ["SHOP_TITLE"]\n';
      const refused = withLines(needy, () =>
        run(app.path, 'npx', ['fastapi-container', 'openapi'], { SHOP_TITLE: 'x' }),
      );
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/KeyError: 'SHOP_TITLE'[^]*"openapi": \{"env": /);
      expect(read(contract)).toBe(before);
      app.options({ openapi: { env: { SHOP_TITLE: 'Shop' } } });
      withLines(needy, () => {
        expect(openapi()).toMatchObject({
          status: 0,
          stdout: expect.stringContaining('info.title: "orders" became "Shop"') as string,
        });
      });
      app.options({ openapi: {} });
      const none = withLines('app = object()\n', () => openapi());
      expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('is no FastAPI application') as string });
      app.succeed('openapi');
    }),
  );

  test(
    'is left as it is where the application ends the program, or answers with something else',
    keepOnFailure(() => {
      const before = read(contract);
      for (const [lines, reason] of [
        ['import sys\nsys.exit(0)\n', 'orders.main ends the program that imports it: SystemExit(0)'],
        ['import os\nos._exit(0)\n', 'the application ended python before it gave an answer'],
        ['app.openapi = lambda: exit()\n', 'orders.main ends the program that imports it: SystemExit(None)'],
        ['app.openapi = lambda: None\n', 'it holds no OpenAPI document, but null'],
        ['app.openapi = lambda: [1, {}]\n', 'it holds no OpenAPI document, but [ 1, {} ]'],
        ['app.openapi = lambda: {}\n', 'it holds no OpenAPI document, but {}'],
        [
          'import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\n1 / 0\n',
          'ZeroDivisionError',
        ],
      ] as const) {
        for (const { status, stderr } of withLines(lines, () => [openapi(), openapi('--check')])) {
          expect(stderr).toContain(reason);
          expect(stderr).toContain('Way out: ');
          expect(status).toBe(2);
        }
        expect(read(contract)).toBe(before);
      }
    }),
  );

  test(
    'that was damaged is told by `check`, which needs no Python',
    keepOnFailure(() => {
      const before = read(contract);
      for (const [damage, reason] of [
        [`<<<<<<< ours\n${before}=======\n${before}>>>>>>> theirs\n`, 'an unfinished Git merge is in it'],
        [before.slice(0, 100), 'it holds no JSON'],
        ['{}\n', 'it holds no OpenAPI document'],
      ] as const) {
        write(contract, damage);
        expect(app.cli('check')).toMatchObject({ status: 1, stdout: expect.stringContaining(reason) as string });
        expect(openapi('--check')).toMatchObject({ status: 1 });
      }
      expect(openapi()).toMatchObject({ status: 0 });
      expect(read(contract)).toBe(before);
      rmSync(contract);
      write(join(app.root, 'elsewhere.json'), 'mine\n');
      symlinkSync('../../elsewhere.json', contract);
      expect(openapi()).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('a symbolic link is in its place') as string,
      });
      expect(read(app.root, 'elsewhere.json')).toBe('mine\n');
      rmSync(contract);
      app.succeed('openapi');
      expect(read(contract)).toBe(before);
    }),
  );

  test(
    'is also that of a factory, below a source directory, and of what a middleware wraps',
    keepOnFailure(() => {
      const before = read(contract);
      withLines(
        '\n\nclass Around:\n    def __init__(self, app: object) -> None:\n        self.app = app\n\n\napp = Around(Around(app))\n',
        () => {
          expect(openapi('--check')).toMatchObject({ status: 0 });
        },
      );
      const other = new App('openapi-factory');
      other.create('--python', '3.12', '--source', 'src', '--app', 'shop.entry:make()');
      other.succeed('openapi');
      expect(JSON.parse(read(other.path, 'openapi.json'))).toEqual(JSON.parse(before));
      appendFileSync(join(other.path, 'src/shop/entry.py'), '\n');
      expect(other.cli('openapi', '--check')).toMatchObject({ status: 0 });
    }),
  );
});
