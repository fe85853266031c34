// What the calls of the managed package cost an application while every option behind them is off.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { dockerAnswers } from '../scripts/lib/setup.mjs';
import { run } from '../scripts/lib/story.mjs';
import { Candidate, PYTHON } from './lib/images.mjs';
import { interleave, ratioLine } from './lib/measure.mjs';
import { timeToReady, withoutSeams } from './lib/seams.mjs';

/** An app without what new ones are made with. */
function makeBare(root) {
  const directory = join(root, 'bare');
  const cli = (...args) => run(root, process.execPath, [fromRoot('dist/cli/main.js'), ...args]);
  cli('new', directory, '--name', 'orders', '--python', PYTHON);
  const path = join(directory, 'fastapi-container.json');
  const options = JSON.parse(readFileSync(path, 'utf8'));
  delete options.docs;
  delete options.maxBodySize;
  writeFileSync(path, JSON.stringify(options));
  cli('synth', directory);
  return new Candidate('with-seams', directory);
}

export default async function seams() {
  if (!dockerAnswers()) return ['no Docker engine answers: nothing was measured'];
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  const called = makeBare(root);
  const bare = withoutSeams(root, called);
  try {
    for (const candidate of [called, bare]) candidate.build();
    const ready = { with: () => timeToReady(called.image), without: () => timeToReady(bare.image) };
    const times = await interleave(ready, 25);
    const what = 'processor time until the application is ready, its seams called, all options off';
    return [ratioLine(what, times.with, 'without the calls', times.without, 'ms', 'at most 1.03')];
  } finally {
    for (const candidate of [called, bare]) candidate.remove();
    rmSync(root, { recursive: true, force: true });
  }
}
