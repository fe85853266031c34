import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTree, synth, type Memory } from './support/memory';

/** Ends the process without a warning at random points of a run over several apps. */

const CLI = join(__dirname, '../dist/cli/main.js');
const APPS = 25;
const ROUNDS = 30;

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-kill-'));
const directory = (index: number) => join(root, `app-${String(index)}`);
const each = Array.from({ length: APPS }, (_, index) => index);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Options that change every container file, and add and remove one. */
const OPTIONS = [
  { port: 8001, workers: 2, health: { live: '/one' } },
  { port: 8002, server: 'granian', health: { live: '/two' } },
];

function put(options: object): void {
  for (const index of each) {
    mkdirSync(directory(index), { recursive: true });
    // Apps that differ in their image's name only, which stands in none of their files.
    const file = { name: 'orders', image: { name: `orders-${String(index)}` }, ...options };
    writeFileSync(join(directory(index), 'fastapi-container.json'), JSON.stringify(file));
  }
}

/** A repeatable draw between 0 and 1: a round that fails can be run again as it was. */
let state = 7;
function draw(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

async function killAfter(milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [CLI, 'synth'], { cwd: root, stdio: 'ignore' });
  const ended = new Promise<boolean>((resolve) => {
    child.on('close', (_, signal) => {
      resolve(signal === 'SIGKILL');
    });
  });
  setTimeout(() => child.kill('SIGKILL'), milliseconds);
  return ended;
}

function complete(): number {
  const begin = performance.now();
  expect(spawnSync(process.execPath, [CLI, 'synth'], { cwd: root }).status).toBe(0);
  return performance.now() - begin;
}

function files(index: number): Memory {
  const memory = readTree(directory(index));
  memory.delete('fastapi-container.json');
  return memory;
}

const isAside = (path: string) => path.endsWith('.fastapi-container.tmp');

/** Every state that a run may leave an app's file in. */
function expectOldOrNew(states: readonly Memory[]): void {
  for (const index of each) {
    for (const [path, text] of files(index)) {
      if (!isAside(path)) expect(states.map((state) => state.get(path))).toContain(text);
    }
  }
}

function expectAll(state: Memory): void {
  const { 'fastapi-container.json': _options, ...expected } = Object.fromEntries(state);
  for (const index of each) expect(Object.fromEntries(files(index))).toEqual(expected);
}

test('every file is old or new at any moment, and the next run completes it', async () => {
  put(OPTIONS[0] ?? {});
  let duration = complete();
  const [first, second]: [Memory, Memory] = [files(0), new Map(files(0))];
  synth(second, { name: 'orders', ...OPTIONS[1] });
  expectAll(first);

  let killed = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    put(OPTIONS[round % 2] ?? {});
    killed += (await killAfter(duration * (0.4 + draw() * 0.6))) ? 1 : 0;
    expectOldOrNew([first, second]);
    complete();
    expectAll(round % 2 === 1 ? second : first);
    put(OPTIONS[(round + 1) % 2] ?? {});
    duration = complete();
    put(OPTIONS[round % 2] ?? {});
    complete();
  }
  expect(killed).toBeGreaterThan(ROUNDS / 4);
}, 300_000);

test('an app whose birth was interrupted is born by the next run', async () => {
  const whole: Memory = new Map();
  synth(whole, { name: 'orders', ...OPTIONS[0] });
  rmSync(root, { recursive: true });
  put(OPTIONS[0] ?? {});
  const duration = complete();
  for (let round = 1; round <= 10; round += 1) {
    rmSync(root, { recursive: true });
    put(OPTIONS[0] ?? {});
    await killAfter(duration * (0.4 + draw() * 0.6));
    expectOldOrNew([whole]);
    complete();
    expectAll(whole);
  }
}, 300_000);
