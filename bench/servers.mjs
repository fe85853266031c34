// What the choices about the server cost: requests per second of the generated application, each against a baseline.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/story.mjs';
import { median, ratioLine } from './lib/measure.mjs';

const require = createRequire(import.meta.url);
const ROUNDS = 5;
const SECONDS = 2;
const CONNECTIONS = 32;

/** Options by name, and the name that each is compared with. */
const CANDIDATES = {
  uvicorn: [{}, undefined],
  'uvicorn, access log off': [{ accessLog: false }, 'uvicorn'],
  'uvicorn, h11 in place of httptools': [{ http: 'h11' }, 'uvicorn'],
  'uvicorn, uvloop': [{ loop: 'uvloop' }, 'uvicorn'],
  'uvicorn, 2 workers': [{ workers: 2 }, 'uvicorn'],
  'fastapi run': [{ server: 'fastapi' }, 'uvicorn'],
  'gunicorn, uvicorn worker': [{ server: 'gunicorn' }, 'uvicorn'],
  'gunicorn, asgi worker': [{ server: 'gunicorn', workerClass: 'asgi' }, 'uvicorn'],
  hypercorn: [{ server: 'hypercorn' }, 'uvicorn'],
  granian: [{ server: 'granian' }, 'uvicorn'],
};

/** One app whose environment has every server. uvloop is named explicitly where it is wanted, by the loop option. */
function makeApp() {
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const cli = (...args) => run(root, process.execPath, [fromRoot('dist/cli/main.js'), ...args]);
  cli('new', 'orders', '--workers', '2');
  appendFileSync(
    join(root, 'orders/requirements-dev.txt'),
    'uvloop\nfastapi-cli\ngunicorn>=27\nuvicorn-worker\nhypercorn\ngranian\n',
  );
  cli('install', 'orders');
  return root;
}

function commandOf(options) {
  const { resolve } = require(fromRoot('dist/core/resolve/resolve.js'));
  const { serverOf } = require(fromRoot('dist/core/servers/index.js'));
  const { serveCommand } = require(fromRoot('dist/core/servers/server.js'));
  const { value } = resolve({ name: 'orders', port: 8917, ...options }, 'orders');
  return serveCommand(serverOf(value), value);
}

async function untilUp(url) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`${url} did not answer`);
}

/** Requests per second of one server, asked from another process. */
async function requestsPerSecond(app, options) {
  const [program, ...args] = commandOf(options);
  const server = spawn(join(app, '.venv/bin', program), args, { cwd: app, stdio: 'ignore', detached: true });
  const url = 'http://127.0.0.1:8917/items';
  try {
    await untilUp(url);
    const load = (seconds) =>
      spawnSync(process.execPath, [require.resolve('autocannon'), '-j', '-c', CONNECTIONS, '-d', seconds, url], {
        encoding: 'utf8',
      });
    load(1);
    const report = JSON.parse(load(SECONDS).stdout);
    if (report.non2xx > 0 || report.errors > 0)
      throw new Error(`${program}: ${report.non2xx + report.errors} requests failed`);
    return report.requests.average;
  } finally {
    process.kill(-server.pid, 'SIGKILL');
    await new Promise((resolve) => server.on('close', resolve));
  }
}

export default async function servers() {
  const root = makeApp();
  const figures = Object.fromEntries(Object.keys(CANDIDATES).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, [options]] of Object.entries(CANDIDATES)) {
      figures[name].push(await requestsPerSecond(join(root, 'orders'), options));
    }
  }
  rmSync(root, { recursive: true, force: true });
  const compared = Object.entries(CANDIDATES).filter(([, [, baseline]]) => baseline !== undefined);
  return [
    `uvicorn with the defaults: ${median(figures.uvicorn).toFixed(0)} requests/s on /items, ${CONNECTIONS} connections`,
    ...compared.map(([name, [, baseline]]) =>
      ratioLine(name, figures[name], baseline, figures[baseline], 'requests/s'),
    ),
  ];
}
