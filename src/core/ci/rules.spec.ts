import { factsOf, resolvedWorkspace, type PipelineSet } from '../../../test/support/pipelines';
import { ciNotices, ciProblems } from './rules';

function problemsOf(set: PipelineSet, apps: Readonly<Record<string, object>>, isGit = true): string[] {
  return ciProblems(resolvedWorkspace(set), factsOf(apps), isGit).map(({ option, reason }) => `${option}: ${reason}`);
}

const APP = { 'apps/orders': {} };

test('the defaults of a pipeline are in order', () => {
  expect(problemsOf({}, APP)).toEqual([]);
  expect(problemsOf({ ci: 'gitlab', registry: undefined }, APP)).toEqual([]);
});

test('nothing is asked of a workspace without a pipeline', () => {
  expect(problemsOf({ ci: 'none', pipeline: { deploy: 'kubernetes' } }, {}, false)).toEqual([]);
});

test.each<[string, PipelineSet, Readonly<Record<string, object>>, RegExp[]]>([
  ['no app', { pipeline: { deploy: 'kubernetes' } }, {}, [/^ci: there is no app/]],
  [
    'an image that has nowhere to go',
    { registry: undefined },
    { ...APP, 'apps/billing': { image: { name: 'billing' } } },
    [/^registry: the pipeline pushes images, and that of apps\/billing names no registry/],
  ],
  [
    'two registries',
    {},
    { ...APP, 'apps/billing': { image: { name: 'acme/billing' } } },
    [/^ci: images of the apps go to several registries: ghcr\.io, docker\.io/],
  ],
  ['podman', {}, { 'apps/orders': { engine: 'podman' } }, [/^ci: the pipeline builds with Docker, and apps\/orders/]],
  ['another scanner', {}, { 'apps/orders': { scan: { scanner: 'grype' } } }, [/^pipeline\.scan: .*apps\/orders/]],
  ['a deployment of nothing', { pipeline: { deploy: 'pull-request' } }, APP, [/^pipeline\.deploy: no app has/]],
])('%s is told', (_, set, apps, said) => {
  expect(problemsOf(set, apps)).toEqual(said.map((pattern) => expect.stringMatching(pattern) as string));
});

test('all that is wrong is told at once', () => {
  const apps = { 'apps/orders': { engine: 'podman', scan: { scanner: 'grype' }, image: { name: 'orders' } } };
  expect(problemsOf({ pipeline: { deploy: 'kubernetes' } }, apps, false)).toHaveLength(5);
});

test('another scanner is nobody’s business where nothing is scanned, and trivy by name is none', () => {
  expect(problemsOf({ pipeline: { scan: false } }, { 'apps/orders': { scan: { scanner: 'grype' } } })).toEqual([]);
  expect(problemsOf({}, { 'apps/orders': { scan: { scanner: 'trivy' } } })).toEqual([]);
});

test('a pipeline that nothing runs, and builds that get no secret, are noticed', () => {
  const told = (set: PipelineSet, apps: Readonly<Record<string, object>>) =>
    ciNotices(resolvedWorkspace(set), factsOf(apps)).map(({ option }) => option);
  expect(told({ ci: 'none', pipeline: { timeout: 10 } }, APP)).toEqual(['pipeline']);
  expect(told({ ci: 'none' }, APP)).toEqual([]);
  expect(told({ pipeline: { timeout: 10 } }, APP)).toEqual([]);
  expect(told({}, { 'apps/orders': { packageIndex: { secret: 'PIP_INDEX_URL' } } })).toEqual(['ci']);
});
