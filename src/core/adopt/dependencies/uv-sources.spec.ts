import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const CORE = '[project]\nname = "Core"\nversion = "1"\n[build-system]\nrequires = ["flit_core"]\n';

function project(sources: string, needs = ['fastapi', 'core']): string {
  return `[project]\nname = "shop"\nversion = "1"\ndependencies = ${JSON.stringify(needs)}\n${sources}`;
}

function root(members: readonly string[], more = ''): string {
  return `[tool.uv.workspace]\nmembers = ${JSON.stringify(members)}\n${more}`;
}

function adopted(files: Readonly<Record<string, string>>) {
  const tree = new Map(Object.entries({ 'services/shop/main.py': MAIN, ...files }));
  const { options, requirements, notes } = inferOptions(listing(tree, 'services/shop'), {}, 'shop', 'services/shop');
  return { libraries: options.libraries, requirements, told: notes.map(({ text }) => text).join('\n') };
}

const MEMBER = '[tool.uv.sources]\ncore = { workspace = true }\n';

test.each<[string, readonly string[], string, string, string]>([
  ['by its directory', ['services/*', 'libs/base'], 'libs/base', MEMBER, ''],
  ['by its name', ['services/*', 'libs/*'], 'libs/core', MEMBER, ''],
  ['at any depth that is one', ['**'], 'core', MEMBER, ''],
  ['by what the root says for all', ['libs/*'], 'libs/core', '', MEMBER],
  ['by one of several sources', ['libs/*'], 'libs/core', MEMBER.replace(/\{.*\}/, '[$&]'), ''],
])('a member of a uv workspace without a lock is a library: %s', (_, members, directory, own, shared) => {
  const { libraries, requirements } = adopted({
    'pyproject.toml': root(members, shared),
    [`${directory}/pyproject.toml`]: CORE,
    'services/shop/pyproject.toml': project(own),
  });
  expect({ libraries, requirements }).toEqual({ libraries: [`../../${directory}`], requirements: 'fastapi\n' });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['its directory has another name', { 'pyproject.toml': root(['libs/*']), 'libs/base/pyproject.toml': CORE }],
  ['there is no uv workspace', {}],
  ['the directory has another project', { 'pyproject.toml': root(['libs/core']), 'libs/core/pyproject.toml': '' }],
])('what is a member is never asked of an index, and left to a person where %s', (_, files) => {
  const { libraries, requirements, told } = adopted({ ...files, 'services/shop/pyproject.toml': project(MEMBER) });
  expect(libraries).toBeUndefined();
  expect(told).toMatch(/the image would lack core: [^]*"libraries", with "lock": true/);
  expect(requirements).toBe('fastapi\n');
});

test('nor is what comes from Git or an address', () => {
  const sources =
    '[tool.uv.sources]\ncore = { git = "https://git.example.com/core", tag = "v1", subdirectory = "py" }\n' +
    'money = { url = "https://example.com/money-1.whl" }\n';
  const needs = ['core[fast]>=1', "money ; sys_platform == 'linux'"];
  expect(adopted({ 'services/shop/pyproject.toml': project(sources, needs) }).requirements).toBe(
    'core[fast] @ git+https://git.example.com/core@v1#subdirectory=py\n' +
      "money @ https://example.com/money-1.whl ; sys_platform == 'linux'\n",
  );
});
