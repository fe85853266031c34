import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DebuggerClient } from './support/debugger';
import { ask, askUntilUp, freePort } from './support/http';
import { NEWEST_NX, nxWorkspace } from './support/nx';
import { Running, run } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

/** Granian in the image: an app is debugged under uvicorn all the same. */
describe('debugging', () => {
  const { root, install, add, nx } = nxWorkspace(NEWEST_NX);
  const app = join(root, 'apps/orders');
  const program = (name: string, ...args: string[]) => new Running(root, join(root, 'node_modules/.bin', name), args);
  let [port, debugPort] = [0, 0];

  beforeAll(async () => {
    [port, debugPort] = [await freePort(), await freePort()];
    install();
    add();
    const made = nx(
      ...['g', 'fastapi-container:app', 'apps/orders', '--server=granian', '--workers=2'],
      ...[`--port=${String(port)}`, `--debug-port=${String(debugPort)}`],
    );
    expect(made.output).toContain('CREATE apps/orders/requirements-dev.txt');
  });

  /** Stops in a route, and looks at what became of the request. */
  async function stopInRoute(running: Running): Promise<void> {
    const file = join(app, 'orders/routers/items.py');
    const lines = read(file).split('\n');
    const line = lines.findIndex((text) => text.includes('return store.page(')) + 1;
    expect(line).toBeGreaterThan(0);
    const client = await DebuggerClient.attach(debugPort);
    try {
      expect(await client.begin(file, line)).toBe(true);
      await askUntilUp(`http://127.0.0.1:${String(port)}/health/live`);
      let isAnswered = false;
      const answer = ask(`http://127.0.0.1:${String(port)}/items`).finally(() => {
        isAnswered = true;
      });
      const { thread, ...place } = await client.stopped();
      expect(place).toEqual({ line, name: 'list_items' });
      expect(isAnswered).toBe(false);
      await client.goOn(thread);
      expect(await answer).toEqual({ status: 200, body: '[]' });
    } catch (error) {
      throw new Error(running.output, { cause: error });
    } finally {
      client.close();
    }
  }

  test(
    'a breakpoint in a route is hit, and the request is answered after it',
    keepOnFailure(async () => {
      const running = program('fastapi-container', 'run', 'debug', 'apps/orders');
      try {
        await askUntilUp(`http://127.0.0.1:${String(port)}/health/live`, 240);
        await stopInRoute(running);
        // An editor that leaves does not end the app.
        expect((await ask(`http://127.0.0.1:${String(port)}/items`)).status).toBe(200);
        // Nothing of the person's is written: the entry is told.
        expect(running.output).toContain('add this to "configurations" in .vscode/launch.json');
        const again = run(root, 'npx', ['fastapi-container', 'debug', 'apps/orders']);
        expect(again.status).toBe(2);
        expect(again.output).toContain(`port ${String(port)} of this machine is in use`);
        expect(again.output).toContain(`port ${String(debugPort)} of this machine is in use`);
      } finally {
        await running.terminate();
      }
      await expect(ask(`http://127.0.0.1:${String(port)}/items`)).rejects.toThrow();
    }),
  );

  test(
    'through Nx nothing runs before an editor is there, and the entry is told once only',
    keepOnFailure(async () => {
      const entry = { type: 'debugpy', request: 'attach', connect: { host: '127.0.0.1', port: debugPort } };
      write(join(root, '.vscode/launch.json'), JSON.stringify({ configurations: [entry] }));
      const running = program('nx', 'debug', 'orders', '--wait-for-client');
      try {
        await stopInRoute(running);
        expect(running.output).not.toContain('configurations');
        expect(running.output.indexOf('and waits')).toBeLessThan(running.output.indexOf('Uvicorn running'));
      } finally {
        await running.stop();
      }
    }),
  );

  test(
    'an app without debugpy is told what to add, and no image has it',
    keepOnFailure(() => {
      expect(read(app, 'requirements.txt')).not.toMatch(/debugpy|uvicorn/);
      expect(read(app, 'requirements-dev.txt')).toMatch(/^debugpy>=/m);
      const before = read(app, 'requirements-dev.txt');
      write(join(app, 'requirements-dev.txt'), before.replace(/^(debugpy|uvicorn).*\n/gm, ''));
      rmSync(join(app, '.venv'), { recursive: true });
      const { status, output } = run(root, 'npx', ['fastapi-container', 'run', 'debug', 'apps/orders']);
      expect(status).toBe(2);
      for (const name of ['debugpy', 'uvicorn']) {
        expect(output).toContain(`add \`${name}\` to requirements-dev.txt, then run`);
      }
    }),
  );
});
