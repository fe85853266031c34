// The generated image against the Dockerfile of every tutorial: same base, same application, one run, interleaved.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { idleMemory, requestsPerSecond, startTime } from './lib/containers.mjs';
import { BASE, emptyCache, makeCandidates } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';

/** As `container-run` does. */
const HARDENED = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

const ROUNDS = 5;
const NAME = "the tutorial's";

/** Nothing is cached but the base: no layer, and no package, which the tutorial's never keeps. */
async function coldBuilds(root, { ours, tutorial }) {
  const cold = () => {
    emptyCache(root);
    return ours.build('--no-cache');
  };
  return interleave({ ours: cold, tutorial: () => tutorial.build('--no-cache') }, ROUNDS, 0);
}

async function rebuilds({ ours, tutorial }, file, line) {
  const change = (candidate) => () => {
    candidate.edit(file, line);
    return candidate.build();
  };
  return interleave({ ours: change(ours), tutorial: change(tutorial) }, ROUNDS);
}

async function transfers(candidates) {
  const change = (candidate) => () => {
    const before = candidate.layers();
    candidate.edit('orders/main.py');
    candidate.build();
    return candidate.bytesBeside(before);
  };
  return interleave({ ours: change(candidates.ours), tutorial: change(candidates.tutorial) }, 1, 0);
}

async function running({ ours, quiet, tutorial }) {
  const pair = (measure) => ({
    ours: () => measure(ours.image, HARDENED),
    tutorial: () => measure(tutorial.image, []),
  });
  return {
    start: await interleave(pair(startTime), 9),
    memory: await interleave(pair(idleMemory), ROUNDS, 0),
    requests: await interleave(
      { ...pair(requestsPerSecond), quiet: () => requestsPerSecond(quiet.image, HARDENED) },
      ROUNDS,
    ),
  };
}

export default async function image() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const candidates = makeCandidates(root);
  try {
    const { ours, quiet, tutorial, sameRequirements } = candidates;
    const cold = await coldBuilds(root, candidates);
    quiet.build();
    sameRequirements.build();
    const sizes = [ours, tutorial, sameRequirements].map((candidate) => [candidate.size() / 1e6]);
    const { start, memory, requests } = await running(candidates);
    const code = await rebuilds(candidates, 'orders/main.py', '');
    const bytes = await transfers(candidates);
    const requirement = await rebuilds(candidates, 'requirements.txt', 'itsdangerous\n');
    const kilobytes = (values) => values.map((value) => value / 1000);
    return [
      ratioLine(`size over ${BASE}`, sizes[0], NAME, sizes[1], 'MB', 'at most 1.1'),
      ratioLine(`size over ${BASE}`, sizes[0], `${NAME} with the same requirements`, sizes[2], 'MB', 'at most 1.1'),
      ratioLine('cold build, package cache emptied', cold.ours, NAME, cold.tutorial),
      ratioLine('rebuild after a code change', code.ours, NAME, code.tutorial, 'ms', 'at most 1.0'),
      ratioLine('rebuild after a requirement change', requirement.ours, NAME, requirement.tutorial),
      ratioLine(
        'compressed layers that a code change transfers',
        kilobytes(bytes.ours),
        NAME,
        kilobytes(bytes.tutorial),
        'kB',
      ),
      ratioLine('start to the first 200, hardened', start.ours, NAME, start.tutorial, 'ms', 'at most 1.0'),
      ratioLine('idle memory', memory.ours, NAME, memory.tutorial, 'kB', 'at most 1.05'),
      ratioLine(
        'requests per second, both logging',
        requests.ours,
        NAME,
        requests.tutorial,
        'requests/s',
        'at least 1.4',
      ),
      ratioLine(
        'requests per second, access log off',
        requests.quiet,
        NAME,
        requests.tutorial,
        'requests/s',
        'at least 2.2',
      ),
    ];
  } finally {
    for (const candidate of Object.values(candidates)) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
