// Interleaved runs of several commands, and what they say.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { quietEnvironment } from '../../scripts/lib/story.mjs';

/** The middle of a list of numbers. */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds that a command takes. One that fails ends the benchmark. */
export function time(cwd, command, args, allowed = [0]) {
  const begin = performance.now();
  const { status, stderr, stdout } = spawnSync(command, args, {
    cwd,
    env: { ...quietEnvironment(), CI: 'true' },
    encoding: 'utf8',
  });
  if (!allowed.includes(status)) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return performance.now() - begin;
}

/** Runs the candidates in turn, after rounds that do not count. @returns what they returned, by name */
export async function interleave(candidates, rounds = 7, warmUp = 1) {
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(candidates)) {
      const value = await run();
      if (round >= 0) times[name].push(value);
    }
  }
  return times;
}

/** A line of the report: a ratio to the baseline, with the medians behind it. */
export function ratioLine(name, values, baselineName, baseline, unit = 'ms', goal = '') {
  const ratio = median(values) / median(baseline);
  const range = `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
  const figures = `${median(values).toFixed(0)} ${unit} (${range}) to ${median(baseline).toFixed(0)} ${unit}`;
  return `${name}: ${ratio.toFixed(2)} x ${baselineName}; ${figures}${goal === '' ? '' : `; goal ${goal}`}`;
}
