// Writes everything that is derived from the options interface. `schema` stops before the documents, which need the
// compiled core; `--check` only reports what is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { nxAdoptSchema, nxAppSchema, nxPresetSchema, nxWorkspaceSchema } from './lib/nx-schema.mjs';
import { readOptionSchema, readWorkspaceSchema } from './lib/option-schema.mjs';
import { fromRoot } from './lib/paths.mjs';
import { publishedSchema, unknownKeywords } from './lib/schema-keywords.mjs';

const { schema, optionNames } = readOptionSchema();
const { schema: workspaceSchema, optionNames: workspaceOptionNames } = readWorkspaceSchema();
const unknown = [...unknownKeywords(schema), ...unknownKeywords(workspaceSchema, 'workspace')];
if (unknown.length > 0) {
  console.error(`keywords that the validator does not know: ${unknown.join('; ')}`);
  console.error('enforce them in src/core/input/validate.ts, then add them to scripts/lib/schema-keywords.mjs');
  process.exit(1);
}

const module = (
  name,
  { type, properties },
) => `// Derived from the options interface by \`npm run derive\`: do not edit.
import type { OptionSchema } from '../schema';

export const ${name}: OptionSchema = ${JSON.stringify({ type, properties })};
`;

const derived = {
  'src/core/input/generated/options-schema.ts': () => module('optionsSchema', schema),
  'src/core/input/generated/workspace-schema.ts': () => module('workspaceSchema', workspaceSchema),
  'schema.json': () => JSON.stringify(publishedSchema(schema)),
  'workspace.schema.json': () => JSON.stringify(publishedSchema(workspaceSchema)),
  'src/nx/generators/app/schema.json': () => JSON.stringify(nxAppSchema(schema, optionNames)),
  'src/nx/generators/adopt/schema.json': () => JSON.stringify(nxAdoptSchema(schema, optionNames)),
  'src/nx/generators/preset/schema.json': () => JSON.stringify(nxPresetSchema(schema, optionNames)),
  'src/nx/generators/workspace/schema.json': () =>
    JSON.stringify(nxWorkspaceSchema(workspaceSchema, workspaceOptionNames)),
};
if (!process.argv.includes('schema')) {
  const { readmeParts, regenerationParts, targetParts } = await import('./lib/document-parts.mjs');
  const { optionsPage } = await import('./lib/options-page.mjs');
  const { serverTables } = await import('./lib/server-tables.mjs');
  const { fill } = await import('./lib/markdown.mjs');
  const document = (path, parts) => () => fill(readFileSync(fromRoot(path), 'utf8'), parts);
  derived['README.md'] = document('README.md', readmeParts());
  derived['docs/options.md'] = document('docs/options.md', { options: optionsPage(schema, optionNames) });
  derived['docs/workspace.md'] = document('docs/workspace.md', {
    options: optionsPage(workspaceSchema, workspaceOptionNames),
  });
  derived['docs/regeneration.md'] = document('docs/regeneration.md', regenerationParts());
  derived['docs/targets.md'] = document('docs/targets.md', targetParts());
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
