import { listing } from '../../../test/support/listing';
import { plan, resolved } from '../../../test/support/memory';
import { leftToPerson } from '../plan/change';
import { startingTexts } from './file';
import { inferOptions } from './infer';

function adoptedWith(dependencies: string) {
  const memory = new Map([
    ['app/__init__.py', ''],
    ['app/main.py', 'from fastapi import FastAPI\napp = FastAPI()\n'],
    ['pyproject.toml', `[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "*"\n${dependencies}`],
  ]);
  const adoption = inferOptions(listing(memory), {}, 'legacy', 'services/legacy');
  const options = { ...adoption.options, own: ['requirements.txt'], born: ['app'] };
  const starting = startingTexts(adoption, resolved(options));
  return plan(memory, options, { starting }).filter(({ path }) => path === 'requirements.txt');
}

test('a requirements file that adopting writes is judged as one that is there', () => {
  const changes = adoptedWith('uvicorn = {version = "^0.20", extras = ["standard"]}\n');
  expect(changes.map(({ action }) => action)).toEqual(['create', 'conflict']);
  const [left] = leftToPerson(changes);
  expect(left).toMatchObject({ begun: true });
  expect(left?.waysOut[0]).toContain('to uvicorn[standard]>=');
  expect(left?.waysOut[0]).toContain("`poetry add 'uvicorn[standard]>=");
});

test.each([
  ['of any version', 'uvicorn = "*"\n'],
  ['that is not named', ''],
])('a server %s leaves nothing to do', (_, dependencies) => {
  expect(adoptedWith(dependencies).map(({ action }) => action)).toEqual(['create']);
});
