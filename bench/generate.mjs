// `nx g fastapi-container:app` against a generator that does nothing.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleave, ratioLine, time } from './lib/measure.mjs';
import { makeNxWorkspace } from './lib/workspace.mjs';

export default async function generate({ tarball }) {
  const root = makeNxWorkspace(tarball);
  const nx = (...args) => time(root, join(root, 'node_modules', '.bin', 'nx'), ['g', ...args]);
  nx('fastapi-container:app', 'apps/orders');
  const times = await interleave(
    {
      nothing: () => nx('noop:noop'),
      again: () => nx('fastapi-container:app', 'apps/orders'),
      fresh: () => nx('fastapi-container:app', 'apps/fresh', '--dry-run'),
    },
    9,
  );
  rmSync(root, { recursive: true, force: true });
  return [
    ratioLine('nx g, app without changes', times.again, 'a generator that does nothing', times.nothing, 'ms', '1.15'),
    ratioLine('nx g, new app (dry run)', times.fresh, 'a generator that does nothing', times.nothing, 'ms', '1.15'),
  ];
}
