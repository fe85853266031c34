// Type declarations that nobody can reach are a fifth of the package: only what the entries lead to is published.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

function collect(file, reached) {
  if (reached.has(file)) return;
  reached.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
    const target = join(dirname(file), path.replace(/\.js$/, ''));
    collect(existsSync(`${target}.d.ts`) ? `${target}.d.ts` : join(target, 'index.d.ts'), reached);
  }
}

/** Removes all declarations below a directory that the entries, also declarations, do not lead to. */
export function pruneDeclarations(directory, entries) {
  const reached = new Set();
  for (const entry of entries) collect(entry, reached);
  for (const entry of readdirSync(directory, { recursive: true })) {
    const file = join(directory, entry);
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}
