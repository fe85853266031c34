// Running containers: how long until they answer, what they take and what they give.
import { spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { docker, PORT } from './images.mjs';

const require = createRequire(import.meta.url);
const CONNECTIONS = 32;
const SECONDS = 2;

/** As `container-run` does. */
export const HARDENED = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

/** Whether a URL answers 200. Each time on a new connection: one that was refused must not hold up the next. */
function answers(url) {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

/** Waits until a URL answers 200. */
export async function untilAnswer(url) {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} did not answer`);
}

/** Runs a container while something is done with it. */
export async function withContainer(image, flags, work) {
  const id = docker('run', '--detach', ...flags, image);
  try {
    const result = await work(id);
    // Where something else has its port, that was measured.
    if (docker('inspect', '--format', '{{.State.Running}}', id) !== 'true') throw new Error('it did not keep running');
    return result;
  } catch (error) {
    const { stdout, stderr } = spawnSync('docker', ['logs', id], { encoding: 'utf8' });
    throw new Error(`${image}\n${stdout}${stderr}`, { cause: error });
  } finally {
    docker('rm', '--force', '--volumes', id);
  }
}

/** Runs a container while something is done with its address. */
export async function withServer(image, flags, work) {
  return withContainer(image, [...flags, '--publish', `127.0.0.1::${PORT}`], async (id) => {
    const [address] = docker('port', id, String(PORT)).split('\n');
    return work(`http://${address}`, id);
  });
}

/** @returns milliseconds from `docker run` to the first answer with status 200 */
export async function startTime(image, flags, path = '/health/live') {
  const begin = performance.now();
  return withServer(image, flags, async (url) => {
    await untilAnswer(url + path);
    return performance.now() - begin;
  });
}

/** @returns resident kilobytes of the server, two seconds after it has answered */
export async function idleMemory(image, flags) {
  return withServer(image, flags, async (url, id) => {
    await untilAnswer(`${url}/health/live`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const status = docker('exec', id, 'python', '-c', 'print(open("/proc/1/status").read())');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]);
  });
}

/** @returns requests per second on /items, asked through the loopback interface without address translation */
export async function requestsPerSecond(image, flags) {
  return withContainer(image, [...flags, '--network', 'host'], async () => {
    const url = `http://127.0.0.1:${PORT}/items`;
    await untilAnswer(url);
    const load = (seconds) =>
      spawnSync(process.execPath, [require.resolve('autocannon'), '-j', '-c', CONNECTIONS, '-d', seconds, url], {
        encoding: 'utf8',
      });
    load(1);
    const { requests, non2xx, errors } = JSON.parse(load(SECONDS).stdout);
    if (non2xx + errors > 0) throw new Error(`${image}: ${non2xx + errors} requests failed`);
    return requests.average;
  });
}
