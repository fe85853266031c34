import { OPTION_SETS } from '../../../test/support/option-sets';
import { resolved } from '../../../test/support/memory';
import { loadTemplates } from '../../io/templates';
import { NO_FACTS, type AppFacts } from '../app/facts';
import { callsBy } from '../npm/calls';
import { OUTPUTS, renderOutputs } from './render';

const templates = loadTemplates();

/** Options that a new app is made after. What follows from any other may change later, when no seed is written any more. */
const BORN_WITH = ['name', 'app', 'source', 'dependencies', 'database', 'sql'];

/** What is written when an app is born, by path. */
function seeds(options: object, facts: AppFacts = NO_FACTS): Record<string, string> {
  const ofBirth = OUTPUTS.filter(({ group }) => group === 'app');
  const files = renderOutputs(ofBirth, resolved(options), templates, facts).map(({ file }) => file);
  return Object.fromEntries(files.map((file) => [file.path, file.ownership === 'seed' ? file.content : 'no seed']));
}

test.each(Object.entries(OPTION_SETS))('no option that may change is frozen in a seed: %s', (_, options) => {
  const born = Object.fromEntries(Object.entries(options).filter(([option]) => BORN_WITH.includes(option)));
  expect(Object.keys(seeds(options)).length).toBeGreaterThan(8);
  expect(seeds(options)).toEqual(seeds(born));
});

test('the README calls programs as the workspace does', () => {
  const calls = () => callsBy('yarn');
  const readme = (door: 'nx' | 'projen' | 'command line') => seeds({}, { ...NO_FACTS, door, calls })['README.md'];
  expect(readme('nx')).toMatch(/`yarn nx serve orders`[^]*`yarn nx g [^]*`yarn nx sync`/);
  expect(readme('projen')).toMatch(/`yarn projen serve`[^]*`yarn projen`/);
  expect(readme('command line')).toMatch(/`yarn fastapi-container run serve`[^]*`yarn fastapi-container synth`/);
});

test('the README speaks of the door that the app came through, and of no other', () => {
  const words = { nx: 'npx nx ', projen: 'npx projen ', 'command line': 'npx fastapi-container ' } as const;
  for (const door of ['nx', 'projen', 'command line'] as const) {
    const readme = seeds({}, { ...NO_FACTS, door })['README.md'] ?? '';
    const spoken = Object.entries(words).filter(([, word]) => readme.includes(word));
    expect(spoken.map(([of]) => of)).toEqual([door]);
  }
});
