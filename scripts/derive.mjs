// Writes everything that is derived from the options interface. `schema` stops before the README, whose tables need the
// compiled core; `--check` only reports what is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { nxAppSchema } from './lib/nx-schema.mjs';
import { readOptionSchema } from './lib/option-schema.mjs';
import { fromRoot } from './lib/paths.mjs';

const { schema, optionNames } = readOptionSchema();

const module = `// Derived from the options interface by \`npm run derive\`: do not edit.
import type { OptionSchema } from '../schema';

export const optionsSchema: OptionSchema = ${JSON.stringify({ type: schema.type, properties: schema.properties })};
`;

const derived = {
  'src/core/generated/options-schema.ts': () => module,
  'schema.json': () => JSON.stringify(schema),
  'src/nx/generators/app/schema.json': () => JSON.stringify(nxAppSchema(schema, optionNames)),
};
if (!process.argv.includes('schema')) {
  const { readmeTables } = await import('./lib/readme-tables.mjs');
  const { serverTables } = await import('./lib/server-tables.mjs');
  const { fill } = await import('./lib/markdown.mjs');
  const document = (path, parts) => () => fill(readFileSync(fromRoot(path), 'utf8'), parts);
  derived['README.md'] = document('README.md', readmeTables(schema, optionNames));
  derived['docs/servers.md'] = document('docs/servers.md', serverTables());
}

const check = process.argv.includes('--check');
const stale = [];
for (const [path, derive] of Object.entries(derived)) {
  const file = fromRoot(path);
  const config = await prettier.resolveConfig(file);
  const text = await prettier.format(derive(), { ...config, filepath: file });
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // A derived file that is missing is stale.
  }
  if (text === before) continue;
  stale.push(path);
  if (!check) writeFileSync(file, text);
}
if (check && stale.length > 0) {
  console.error(`stale, run \`npm run derive\`: ${stale.join(', ')}`);
  process.exit(1);
}
console.log(stale.length === 0 ? 'everything derived is up to date' : `derived: ${stale.join(', ')}`);
