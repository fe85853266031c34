// The generated image against the Dockerfile of every tutorial: same base, same application, one run, interleaved.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { HARDENED, idleMemory, startTime } from './lib/containers.mjs';
import { BASE, emptyCache, makeCandidates, makeRealCandidates } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';

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

/** The same measure of both; ours as hardened as it is run. */
const both = (measure, { ours, tutorial }) => ({
  ours: () => measure(ours.image, HARDENED),
  tutorial: () => measure(tutorial.image, []),
});

async function running(candidates) {
  return {
    start: await interleave(both(startTime, candidates), 9),
    memory: await interleave(both(idleMemory, candidates), ROUNDS, 0),
  };
}

function sizesOf({ ours, tutorial, sameRequirements }) {
  return [ours, tutorial, sameRequirements].map((candidate) => [candidate.size() / 1e6]);
}

/** What is asked of both applications alike. */
function commonLines({ sizes, code, start, memory }) {
  const size = `size over ${BASE}`;
  return [
    ratioLine(size, sizes[0], NAME, sizes[1], 'MB', 'at most 0.9'),
    ratioLine(size, sizes[0], `${NAME} with the same requirements`, sizes[2], 'MB', 'at most 0.9'),
    ratioLine('rebuild after a code change', code.ours, NAME, code.tutorial, 'ms', 'at most 1.2'),
    ratioLine('start to the first 200, hardened', start.ours, NAME, start.tutorial, 'ms', 'at most 1.0'),
    ratioLine('idle memory', memory.ours, NAME, memory.tutorial, 'kB', 'at most 1.05'),
  ];
}

/** SQLAlchemy, httpx and forty modules: what is simple is judged on more than two routes. */
async function realLines(candidates) {
  for (const candidate of Object.values(candidates)) candidate.build();
  const sizes = sizesOf(candidates);
  const measured = await running(candidates);
  const code = await rebuilds(candidates, 'orders/main.py', '');
  return commonLines({ sizes, code, ...measured }).map((line) => `application of a real size: ${line}`);
}

async function tutorialLines(root, candidates) {
  const cold = await coldBuilds(root, candidates);
  candidates.sameRequirements.build();
  const sizes = sizesOf(candidates);
  const measured = await running(candidates);
  const code = await rebuilds(candidates, 'orders/main.py', '');
  const bytes = await transfers(candidates);
  const requirement = await rebuilds(candidates, 'requirements.txt', 'itsdangerous\n');
  const kilobytes = (values) => values.map((value) => value / 1000);
  const sent = [kilobytes(bytes.ours), NAME, kilobytes(bytes.tutorial), 'kB'];
  return [
    ...commonLines({ sizes, code, ...measured }),
    ratioLine('cold build, package cache emptied', cold.ours, NAME, cold.tutorial),
    ratioLine('rebuild after a requirement change', requirement.ours, NAME, requirement.tutorial),
    ratioLine('compressed layers that a code change transfers', ...sent),
  ];
}

export default async function image() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const candidates = makeCandidates(root);
  const real = makeRealCandidates(root, candidates);
  try {
    return [...(await tutorialLines(root, candidates)), ...(await realLines(real))];
  } finally {
    for (const candidate of [...Object.values(candidates), ...Object.values(real)]) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
