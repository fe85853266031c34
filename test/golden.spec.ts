import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from '../src/core/reconcile';
import { readTree, synth, type Memory } from './support/memory';

/**
 * Each folder under golden/ is one run: `options.json` and the files in `existing/` go in, the files in `expected/` and
 * the plan in `plan.txt` come out. `UPDATE_GOLDEN=1 npx jest golden` rewrites what is expected; read the diff then.
 */
const GOLDEN = join(__dirname, 'golden');
const updating = process.env.UPDATE_GOLDEN === '1';

function told(changes: readonly Change[]): string {
  return changes
    .map(({ path, action, reason }) => `${action.padEnd(10)}${path}${reason === undefined ? '' : ` (${reason})`}\n`)
    .join('');
}

function rewrite(directory: string, memory: Memory, existing: Memory, plan: string): void {
  const kept = existsSync(join(directory, 'expected')) ? [...readTree(join(directory, 'expected')).keys()] : [];
  rmSync(join(directory, 'expected'), { recursive: true, force: true });
  for (const path of new Set([...kept, 'Dockerfile', 'requirements.txt', ...existing.keys()])) {
    const text = memory.get(path);
    if (text === undefined) continue;
    mkdirSync(dirname(join(directory, 'expected', path)), { recursive: true });
    writeFileSync(join(directory, 'expected', path), text);
  }
  writeFileSync(join(directory, 'plan.txt'), plan);
}

describe.each(readdirSync(GOLDEN))('golden: %s', (name) => {
  const directory = join(GOLDEN, name);
  const options = JSON.parse(readFileSync(join(directory, 'options.json'), 'utf8')) as object;
  const existing = existsSync(join(directory, 'existing'))
    ? readTree(join(directory, 'existing'))
    : new Map<string, string>();

  test('gives what is expected, and a second run changes nothing', () => {
    const memory: Memory = new Map(existing);
    const changes = synth(memory, options);
    if (updating) rewrite(directory, memory, existing, told(changes));
    expect(told(changes)).toBe(readFileSync(join(directory, 'plan.txt'), 'utf8'));
    for (const [path, text] of readTree(join(directory, 'expected')))
      expect({ [path]: memory.get(path) }).toEqual({ [path]: text });

    const before = new Map(memory);
    const second = synth(memory, options);
    expect(second.filter(({ action }) => ['create', 'update', 'remove'].includes(action))).toEqual([]);
    expect(memory).toEqual(before);
  });
});
