// `npm run bench`: ratios against named baselines, measured in one run. `npm run bench -- generate` runs one part.
// Nothing is asserted: figures are for people to read.
import { cpus, loadavg } from 'node:os';
import { setUp } from './lib/setup.mjs';

const PARTS = ['package', 'generate', 'thousand', 'graph', 'servers', 'image', 'requests', 'seams', 'production'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}: choose from ${PARTS.join(', ')}`);
  process.exit(2);
}

setUp();
const { pack } = await import('../e2e/support/pack.mjs');
const tarball = pack();
for (const name of wanted.length > 0 ? wanted : PARTS) {
  const { default: measure } = await import(`../bench/${name}.mjs`);
  const before = loadavg()[0];
  const lines = await measure({ tarball });
  // Other work on the machine blurs times; sizes, bytes and memory stay as they are.
  console.log(`\n${name} (load average ${before.toFixed(1)} before, ${cpus().length} cores)`);
  for (const line of lines) console.log(`  ${line}`);
}
