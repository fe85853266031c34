// What a request costs the generated image, and how many it answers, against the Dockerfile of every tutorial, in turn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { HARDENED, requestsPerSecond } from './lib/containers.mjs';
import { costOf } from './lib/cost.mjs';
import { makeCandidates } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';

const ROUNDS = 5;
const NAME = "the tutorial's";

export default async function requests() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const { ours, quiet, tutorial } = makeCandidates(root);
  const candidates = [ours, quiet, tutorial];
  try {
    for (const candidate of candidates) candidate.build();
    const cost =
      ({ image }, flags = []) =>
      () =>
        costOf(image, '/items', flags);
    const costs = await interleave({ ours: cost(ours), quiet: cost(quiet), tutorial: cost(tutorial) }, ROUNDS);
    const rate =
      ({ image }, flags = []) =>
      () =>
        requestsPerSecond(image, flags);
    const rates = await interleave(
      { ours: rate(ours, HARDENED), quiet: rate(quiet, HARDENED), tutorial: rate(tutorial) },
      ROUNDS,
    );
    const costLine = (what, values, goal) =>
      ratioLine(`a request, ${what}`, values, NAME, costs.tutorial, 'µs of processor time', goal);
    const rateLine = (what, values) =>
      ratioLine(`requests per second, ${what}`, values, NAME, rates.tutorial, 'requests/s');
    return [
      // 1.4 and 2.2 times as many.
      costLine('both logging', costs.ours, 'at most 0.71'),
      costLine('access log off', costs.quiet, 'at most 0.45'),
      rateLine('both logging', rates.ours),
      rateLine('access log off', rates.quiet),
    ];
  } finally {
    for (const candidate of candidates) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
