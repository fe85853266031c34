// What the calls of the managed package cost an application while every option behind them is off.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Candidate, docker } from './images.mjs';

/** The four calls, each with what stands there without it. */
const CALLS = [
  ['        **_container.arguments(),\n', ''],
  ['    _container.install(app)\n', ''],
  ['    async with _container.resources(app):\n', '    if True:\n'],
  [' and await _container.ready(request.app)', ''],
];

const FILES = ['orders/main.py', 'orders/routers/health.py'];

/** The same application without the calls. A call that is not found would make the comparison an empty one. */
export function withoutSeams(root, { directory }) {
  const path = join(root, 'without-seams');
  cpSync(directory, path, { recursive: true });
  const left = new Set(CALLS);
  for (const file of FILES) {
    let text = readFileSync(join(path, file), 'utf8');
    for (const call of CALLS.filter(([words]) => text.includes(words))) {
      text = text.replace(call[0], call[1]);
      left.delete(call);
    }
    writeFileSync(join(path, file), text);
  }
  if (left.size > 0) throw new Error(`the application no longer calls ${[...left].map(([words]) => words).join(', ')}`);
  return new Candidate('without-seams', path);
}

const START = `import asyncio, time
from orders.main import app
async def start():
    async with app.router.lifespan_context(app):
        print(time.process_time() * 1000)
asyncio.run(start())`;

/** @returns milliseconds of processor time until the application is ready: a clock on the wall would tell of Docker */
export function timeToReady(image, flags = []) {
  return Number(
    docker('run', '--rm', ...flags, '--entrypoint', 'python', image, '-c', START)
      .split('\n')
      .at(-1),
  );
}
