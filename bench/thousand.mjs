// A workspace of 1,000 apps: what inference adds to Nx, and how long it takes to find that nothing is to be done.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../scripts/lib/paths.mjs';
import { interleave, median, ratioLine, time } from './lib/measure.mjs';
import { makeApps, makeConstantPlugin, makeNxWorkspace, write } from './lib/workspace.mjs';

async function nxCommands(tarball) {
  const root = makeNxWorkspace(tarball);
  makeApps(root, 1000);
  const nx = (nxJson, ...args) => {
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, ...nxJson }));
    return time(root, join(root, 'node_modules', '.bin', 'nx'), args);
  };
  const constant = { plugins: [makeConstantPlugin(root, 'apps/service-0000')] };
  const ours = { plugins: ['fastapi-container/nx'] };
  // Nx computes the graph twice for any sync generator: what one that does nothing costs is not ours to change.
  const nothing = {
    ...ours,
    sync: { globalGenerators: ['noop:noop'], disabledTaskSyncGenerators: ['fastapi-container:sync'] },
  };
  const times = await interleave({
    without: () => nx({}, 'show', 'projects'),
    constant: () => nx(constant, 'show', 'projects'),
    show: () => nx(ours, 'show', 'projects'),
    nothing: () => nx(nothing, 'sync:check'),
    sync: () => nx(ours, 'sync:check'),
  });
  rmSync(root, { recursive: true, force: true });
  return [
    ratioLine('nx show projects, 1,000 apps', times.show, 'the same workspace without the plugin', times.without),
    ratioLine(
      'nx show projects, 1,000 apps',
      times.show,
      'a plugin that infers as many targets from constants',
      times.constant,
      'ms',
      'at most 1.3',
    ),
    ratioLine('nx sync:check, 1,000 apps in step', times.sync, 'nx show projects', times.show, 'ms', '1.5'),
    ratioLine('a sync generator that does nothing', times.nothing, 'nx show projects', times.show),
    ratioLine('nx sync:check', times.sync, 'a sync generator that does nothing', times.nothing, 'ms', 'at most 1.1'),
  ];
}

/** The options that bring every file of every orchestrator. */
const orchestrated = (name) => ({
  compose: {},
  swarm: {},
  kubernetes: {},
  image: { name: `registry.example.com/${name}` },
});

async function check() {
  const cli = fromRoot('dist', 'cli', 'main.js');
  const roots = [250, 500, 1000].map((count) => {
    const root = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
    makeApps(root, count);
    return [String(count), root];
  });
  const everywhere = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
  makeApps(everywhere, 1000, orchestrated);
  roots.push(['orchestrated', everywhere]);
  const candidates = roots.map(([count, root]) => [
    count,
    () => time(root, process.execPath, [cli, 'check', '--json']),
  ]);
  const times = await interleave({
    node: () => time('.', process.execPath, ['-e', '0']),
    ...Object.fromEntries(candidates),
  });
  for (const [, root] of roots) rmSync(root, { recursive: true, force: true });
  const over = ((median(times['1000']) - median(times.node)) / 1000).toFixed(2);
  return [
    `fastapi-container check, 1,000 apps in step: ${over} s over the start of node; goal at most 1`,
    ratioLine('check, 500 apps', times['500'], '250 apps', times['250']),
    ratioLine('check, 1,000 apps', times['1000'], '500 apps', times['500']),
    ratioLine(
      'check, 1,000 apps with compose, swarm and kubernetes',
      times.orchestrated,
      '1,000 apps without',
      times['1000'],
      'ms',
      'at most 1.6',
    ),
  ];
}

export default async function thousand({ tarball }) {
  return [...(await nxCommands(tarball)), ...(await check())];
}
