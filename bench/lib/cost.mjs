// What a request costs the server in processor time. Requests per second tell less where whoever asks, and other work,
// share the machine with it.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { untilAnswer, withServer } from './containers.mjs';
import { docker } from './images.mjs';

const require = createRequire(import.meta.url);
const REQUESTS = 4000;

/** Unit of the times in `/proc`, a hundredth of a second, in microseconds. */
const TICK = 10_000;

function ticks(id) {
  const stat = docker('exec', id, 'cat', '/proc/1/stat');
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return Number(user) + Number(system);
}

/**
 * @param prepare what is done with the container before it is asked
 * @returns microseconds of processor time that a request takes
 */
export async function costOf(image, path, flags, prepare = () => undefined) {
  return withServer(image, [...flags, '--tmpfs', '/tmp'], async (url, id) => {
    await untilAnswer(`${url}/health/live`);
    prepare(id);
    const load = (amount) => {
      const words = [require.resolve('autocannon'), '-j', '-c', '8', '-a', String(amount), `${url}${path}`];
      const { non2xx, errors } = JSON.parse(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout);
      if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
    };
    load(REQUESTS / 4);
    const before = ticks(id);
    load(REQUESTS);
    return ((ticks(id) - before) * TICK) / REQUESTS;
  });
}
