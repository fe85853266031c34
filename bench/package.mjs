// What an installation costs, and what inference loads.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { run } from '../scripts/lib/story.mjs';
import { write } from './lib/workspace.mjs';

export default function packageSize({ tarball }) {
  const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  write(join(root, 'package.json'), '{ "private": true }');
  run(root, 'npm', ['install', '--no-audit', '--no-fund', tarball]);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  rmSync(root, { recursive: true, force: true });
  const script = "require('./dist/nx/plugin.js'); console.log(Object.keys(require.cache).join('\\n'))";
  const loaded = spawnSync(process.execPath, ['-e', script], { cwd: fromRoot(), encoding: 'utf8' })
    .stdout.trim()
    .split('\n');
  const foreign = loaded.filter((path) => /node_modules\/(@nx|nx|jest|jsii|typescript|projen)\//.test(path));
  return [
    `tarball: ${(statSync(tarball).size / 1000).toFixed(0)} kB; goal below 300`,
    `packages installed with it: ${Object.keys(lock.packages).length - 2}; goal at most 5`,
    `modules that the inference plugin loads: ${loaded.length}, of hosts and build tools ${foreign.length}; goal 0`,
  ];
}
