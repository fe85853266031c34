import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkReport, writeReport } from '../src/core/plan/report';
import { plan, readTree, synth, type Memory } from './support/memory';

/**
 * Each folder under golden/ is one run: `options.json` and the files in `existing/` go in, the files in `expected/` and
 * the messages in `messages.txt` come out. `UPDATE_GOLDEN=1 npx jest golden` rewrites what is expected; read the diff then.
 */
const GOLDEN = join(__dirname, 'golden');
const updating = process.env.UPDATE_GOLDEN === '1';

/** What `synth` says, and what `check` says afterwards. */
function told(memory: Memory, options: object): string {
  const written = writeReport('orders', synth(memory, options));
  return `$ synth\n${written}\n\n$ check\n${checkReport('orders', plan(memory, options), 'command line')}\n`;
}

function rewrite(directory: string, memory: Memory, existing: Memory, messages: string): void {
  const kept = existsSync(join(directory, 'expected')) ? [...readTree(join(directory, 'expected')).keys()] : [];
  rmSync(join(directory, 'expected'), { recursive: true, force: true });
  for (const path of new Set([...kept, 'Dockerfile', 'requirements.txt', ...existing.keys()])) {
    const text = memory.get(path);
    if (text === undefined) continue;
    mkdirSync(dirname(join(directory, 'expected', path)), { recursive: true });
    writeFileSync(join(directory, 'expected', path), text);
  }
  writeFileSync(join(directory, 'messages.txt'), messages);
}

describe.each(readdirSync(GOLDEN))('golden: %s', (name) => {
  const directory = join(GOLDEN, name);
  const options = JSON.parse(readFileSync(join(directory, 'options.json'), 'utf8')) as object;
  const existing = existsSync(join(directory, 'existing'))
    ? readTree(join(directory, 'existing'))
    : new Map<string, string>();

  test('gives what is expected, and a second run changes nothing', () => {
    const memory: Memory = new Map(existing);
    const messages = told(memory, options);
    if (updating) rewrite(directory, memory, existing, messages);
    expect(messages).toBe(readFileSync(join(directory, 'messages.txt'), 'utf8'));
    for (const [path, text] of readTree(join(directory, 'expected')))
      expect({ [path]: memory.get(path) }).toEqual({ [path]: text });

    const before = new Map(memory);
    const second = synth(memory, options);
    expect(second.filter(({ action }) => ['create', 'update', 'remove'].includes(action))).toEqual([]);
    expect(memory).toEqual(before);
  });
});
