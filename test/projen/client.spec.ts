import { join } from 'node:path';
import { Project, typescript } from 'projen';
import { ApiClient, FastApiContainerProject, type ApiClientOptions } from '../../src';
import { readTree } from '../support/memory';
import { directory, read, refusal } from './support';

type Options = Partial<typescript.TypeScriptProjectOptions>;

function made(outdir: string, options: Options = {}, client: Partial<ApiClientOptions> = {}): Project {
  const root = new Project({ name: 'shop', outdir });
  const app = new FastApiContainerProject({ parent: root, name: 'orders', outdir: 'apps/orders' });
  const library = new typescript.TypeScriptProject({
    ...{ parent: root, name: 'orders-client', outdir: 'libs/orders-client' },
    ...{ defaultReleaseBranch: 'main', sampleCode: false, ...options },
  });
  new ApiClient(library, { app, ...client });
  return root;
}

test('a project gets a task that makes the code before it is compiled, and files that are written once', () => {
  const outdir = directory();
  made(outdir).synth();
  const library = join(outdir, 'libs/orders-client');
  expect(read(library, 'openapi-ts.config.ts')).toContain("input: '../../apps/orders/openapi.json'");
  expect(read(library, 'src/index.ts')).toContain("export * from './generated/index.js'");
  expect(read(library, '.gitignore')).toContain('/src/generated/\n');
  const { devDependencies } = JSON.parse(read(library, 'package.json')) as { devDependencies: Record<string, string> };
  expect(devDependencies).toMatchObject({ '@hey-api/openapi-ts': '0.95.0', typescript: '~5.9.3' });
  const { tasks } = JSON.parse(read(library, '.projen/tasks.json')) as { tasks: Record<string, { steps: object[] }> };
  expect(tasks.generate?.steps).toMatchObject([{ exec: 'openapi-ts' }]);
  expect(tasks['pre-compile']?.steps).toEqual([{ spawn: 'generate' }]);
  const before = readTree(outdir);
  made(outdir).synth();
  expect(readTree(outdir)).toEqual(before);
});

test('with TypeScript 7 the tool is another one, which the error names', () => {
  const message = refusal(() => made(directory(), { typescriptVersion: '^7.0.2' }));
  expect(message).toMatch(/does not start with TypeScript \^7\.0\.2[^]*orval/);
  const outdir = directory();
  made(outdir, { typescriptVersion: '^7.0.2' }, { tool: 'orval' }).synth();
  const manifest = read(outdir, 'libs/orders-client/package.json');
  expect(JSON.parse(manifest)).toMatchObject({ devDependencies: { orval: '8.38.0', typescript: '^7.0.2' } });
  expect(read(outdir, 'libs/orders-client/src/request.ts')).toContain('export async function request');
});

test('what projen would write in the place of the client is refused', () => {
  expect(refusal(() => made(directory(), { sampleCode: true }))).toMatch(/sampleCode[^]*false/);
  const wrong = { tool: 'kubb' } as unknown as Partial<ApiClientOptions>;
  expect(refusal(() => made(directory(), {}, wrong))).toMatch(/tool = "kubb"[^]*hey-api, orval/);
});
