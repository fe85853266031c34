// Requests per second of the generated image against the Dockerfile of every tutorial, in turn.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { HARDENED, requestsPerSecond } from './lib/containers.mjs';
import { makeCandidates } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';

const ROUNDS = 7;

export default async function requests() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const { ours, quiet, tutorial } = makeCandidates(root);
  const candidates = [ours, quiet, tutorial];
  try {
    for (const candidate of candidates) candidate.build();
    const times = await interleave(
      {
        ours: () => requestsPerSecond(ours.image, HARDENED),
        quiet: () => requestsPerSecond(quiet.image, HARDENED),
        tutorial: () => requestsPerSecond(tutorial.image, []),
      },
      ROUNDS,
    );
    const beside = (what, values, goal) =>
      ratioLine(`requests per second, ${what}`, values, "the tutorial's", times.tutorial, 'requests/s', goal);
    return [beside('both logging', times.ours, 'at least 1.4'), beside('access log off', times.quiet, 'at least 2.2')];
  } finally {
    for (const candidate of candidates) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
