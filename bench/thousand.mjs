// A workspace of 1,000 apps: what inference adds to Nx, and how long a check takes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { interleave, median, ratioLine, time } from './lib/measure.mjs';
import { makeApps, makeNxWorkspace, write } from './lib/workspace.mjs';

function inference(tarball) {
  const root = makeNxWorkspace(tarball);
  makeApps(root, 1000);
  const show = (plugins) => {
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins }));
    return time(root, join(root, 'node_modules', '.bin', 'nx'), ['show', 'projects']);
  };
  const times = interleave({ without: () => show([]), with: () => show(['fastapi-container/nx']) });
  rmSync(root, { recursive: true, force: true });
  return ratioLine('nx show projects, 1,000 apps', times.with, 'the same workspace without the plugin', times.without);
}

function check() {
  const cli = fromRoot('dist', 'cli', 'main.js');
  const roots = [250, 500, 1000].map((count) => {
    const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
    makeApps(root, count);
    return [String(count), root];
  });
  const candidates = roots.map(([count, root]) => [
    count,
    () => time(root, process.execPath, [cli, 'check', '--json']),
  ]);
  const times = interleave({ node: () => time('.', process.execPath, ['-e', '0']), ...Object.fromEntries(candidates) });
  for (const [, root] of roots) rmSync(root, { recursive: true, force: true });
  const over = ((median(times['1000']) - median(times.node)) / 1000).toFixed(2);
  return [
    `fastapi-container check, 1,000 apps in step: ${over} s over the start of node; goal at most 1`,
    ratioLine('check, 500 apps', times['500'], '250 apps', times['250']),
    ratioLine('check, 1,000 apps', times['1000'], '500 apps', times['500']),
  ];
}

export default function thousand({ tarball }) {
  return [inference(tarball), ...check()];
}
