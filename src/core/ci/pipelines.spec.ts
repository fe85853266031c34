import { factsOf, resolvedWorkspace, type PipelineSet } from '../../../test/support/pipelines';
import { githubWorkflow, gitlabPipeline } from '../outputs/workspace-ci';
import { managedState } from '../text/managed-file';
import type { WorkspaceFacts } from '../workspace/resolved';
import { registryHost, serviceGroups } from './apps';
import { githubPipeline } from './github';
import { gitlabPipeline as pipelineOfGitlab } from './gitlab';
import { branchTag } from './image-steps';

const APPS = { 'apps/orders': { database: 'postgres', kubernetes: {} }, 'apps/billing': {} };

interface Job {
  readonly permissions: Record<string, unknown>;
  readonly 'timeout-minutes': number;
  readonly needs?: readonly string[];
  readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string>; readonly uses?: unknown }[];
}

function github(set: PipelineSet = {}, more: Partial<WorkspaceFacts> = {}, apps: Record<string, object> = APPS) {
  return githubPipeline({ workspace: resolvedWorkspace(set), facts: factsOf(apps, more) }) as {
    readonly permissions: object;
    readonly jobs: Readonly<Record<string, Job>>;
  };
}

function scriptsOf(job: Job | undefined): string {
  return (job?.steps ?? []).map(({ run = '' }) => run).join('\n');
}

const SETS: [string, PipelineSet][] = [
  ['the defaults', {}],
  ['a deployment', { pipeline: { deploy: 'kubernetes' }, tags: 'branch' }],
  ['a proposal', { pipeline: { deploy: 'pull-request', scan: false }, tags: 'date-commit' }],
];

describe.each(SETS)('the workflow of GitHub with %s', (_, set) => {
  const { permissions, jobs } = github(set);

  test('has no expression in a script, where whoever names a branch would write in it', () => {
    for (const job of Object.values(jobs)) expect(scriptsOf(job)).not.toContain('${{');
  });

  test('gives no job more than it needs, and ends each', () => {
    expect(permissions).toEqual({});
    for (const [name, job] of Object.entries(jobs)) {
      const more = Object.entries(job.permissions).filter(([, right]) => right !== 'read');
      expect([name, more.length > 0]).toEqual([
        name,
        name === 'publish' || (name === 'deploy' && set.pipeline?.deploy === 'pull-request'),
      ]);
      expect(job['timeout-minutes']).toBe(30);
    }
  });

  test('has secrets only where a proposed change does not run', () => {
    const withSecrets = Object.entries(jobs).filter(([, job]) => /secrets\.|github\.token/.test(JSON.stringify(job)));
    expect(withSecrets.map(([name]) => name).filter((name) => !['publish', 'deploy'].includes(name))).toEqual([]);
    for (const [, job] of withSecrets) expect(job).toMatchObject({ environment: expect.any(String) as string });
  });
});

test('with Nx what is affected is checked, without it each app and library', () => {
  expect(scriptsOf(github().jobs.check)).toContain('npx nx sync:check\nnpx fastapi-container check\n\n# It is gone');
  const libraries = { 'apps/orders': { lock: true, libraries: ['../../libs/money'] }, 'apps/billing': {} };
  const check = github({}, { nx: false }, libraries).jobs.check;
  expect(scriptsOf(check)).toContain('npx fastapi-container check\nmapfile -t directories');
  const env = check?.steps.at(-1)?.env;
  expect(env).toEqual({ APPS: 'apps/orders\napps/billing', LIBRARIES: 'libs/money' });
});

test('each package manager installs what is locked, and runs what it has installed', () => {
  const line = (more: Partial<WorkspaceFacts>, set: PipelineSet = {}) => scriptsOf(github(set, more).jobs.contract);
  expect(line({})).toContain('npm ci\n');
  expect(line({ packageManager: 'pnpm', packageManagerVersion: '10.4.1' })).toMatch(
    /^corepack enable\npnpm install --frozen-lockfile\n[^]*pnpm exec fastapi-container/m,
  );
  expect(line({ packageManager: 'yarn' })).toMatch(/^yarn install --frozen-lockfile\n[^]*npx fastapi/m);
  expect(line({ packageManager: 'yarn', packageManagerVersion: '4.9.2' })).toMatch(
    /^yarn install --immutable\n[^]*yarn fastapi-container/m,
  );
  expect(line({ packageManager: 'bun' })).toMatch(/bun@1\S+ install --frozen-lockfile\n[^]*npx fastapi-container/);
  expect(line({ packageManager: 'yarn' }, { node: '26' })).toMatch(/^npx --yes corepack@\S+ enable$/m);
});

test('apps are tested beside the services that they ask for, a job for each set of images', () => {
  const apps = {
    'apps/a': { database: 'postgres' },
    'apps/b': { database: 'postgres', cache: 'redis' },
    'apps/c': { database: 'postgres' },
    'apps/d': { database: 'postgres', compose: { postgres: { image: 'postgis/postgis:17-3.5' } } },
    'apps/e': {},
  };
  const groups = serviceGroups(factsOf(apps).apps).map(({ name, apps: members }) => [name, members.length]);
  expect(groups).toEqual([
    ['postgres', 2],
    ['postgres-redis', 1],
    ['postgres-2', 1],
  ]);
  const { jobs } = github({}, {}, apps);
  expect(jobs['test-postgres']).toMatchObject({ strategy: { matrix: { app: ['apps/a', 'apps/c'] } } });
  expect(jobs['test-postgres-2']).toMatchObject({ services: { postgres: { image: 'postgis/postgis:17-3.5' } } });
  expect(jobs['test-postgres-redis']?.steps.at(-1)?.env).toMatchObject({ REDIS_URL: 'redis://127.0.0.1:6379/0' });
  expect(jobs.publish?.needs).toEqual(['check', 'test-postgres', 'test-postgres-redis', 'test-postgres-2']);
});

test('what is pushed is tagged as the options say, and told by its digest', () => {
  const push = (set: PipelineSet) => scriptsOf(github(set).jobs.publish);
  expect(push({})).toContain('TAG=$(git log -1 --abbrev=12 --format=%h)\n');
  expect(push({ tags: 'branch', pipeline: { branch: 'release/1.x' } })).toContain("TAG='release-1.x'\n");
  expect(push({})).toContain('-- --only --tag="$TAG" --digest-file="$DIGESTS" --attestations --cache --scan\n');
  const bare = push({ pipeline: { cache: 'none', scan: false, attest: false } });
  expect(bare).toContain('-- --only --tag="$TAG" --digest-file="$DIGESTS"\n');
  expect(bare).not.toMatch(/buildx create|trivy|binfmt/);
  expect(branchTag('a/b_c.d-e')).toBe('a-b_c.d-e');
});

test('other registries and architectures get what they need', () => {
  const image = { name: 'registry.example.com:5000/acme/orders', platforms: ['linux/amd64', 'linux/arm64'] };
  const { jobs } = github({}, {}, { 'apps/orders': { image } });
  expect(scriptsOf(jobs.publish)).toContain('docker login registry.example.com:5000 --username');
  expect(scriptsOf(jobs.publish)).toMatch(/binfmt:\S+ --install arm64/);
  expect(scriptsOf(jobs.build)).not.toContain('binfmt');
  expect(jobs.publish?.permissions).toEqual({ contents: 'read' });
  expect(['ghcr.io/a/b', 'localhost/a', 'acme/b', 'b'].map(registryHost)).toEqual([
    'ghcr.io',
    'localhost',
    'docker.io',
    'docker.io',
  ]);
});

test('a proposal is not followed by the next one', () => {
  const push = (set: PipelineSet) => scriptsOf(github(set).jobs.publish);
  expect(push({ pipeline: { deploy: 'pull-request' } })).toContain("':(exclude,glob)**/kubernetes/overlays/**'");
  expect(push({ pipeline: { deploy: 'kubernetes' } })).not.toContain('overlays');
});

test('GitLab replaces no variable in what a script reads', () => {
  const pipeline = {
    workspace: resolvedWorkspace({ ci: 'gitlab' }),
    facts: factsOf({ 'apps/$x/orders': {} }, { nx: false }),
  };
  expect(pipelineOfGitlab(pipeline)).toMatchObject({ check: { variables: { APPS: 'apps/$$x/orders' } } });
});

test('the files are managed, name the options file of the workspace, and are there for one service alone', () => {
  const facts = factsOf(APPS);
  const outputs = [githubWorkflow, gitlabPipeline];
  for (const ci of ['none', 'github', 'gitlab'] as const) {
    const files = outputs.flatMap(({ render }) => render(resolvedWorkspace({ ci }), facts));
    expect(files.map(({ path }) => path)).toEqual(
      { none: [], github: ['.github/workflows/containers.yml'], gitlab: ['.gitlab-ci.yml'] }[ci],
    );
    for (const { content } of files) {
      expect(content).toMatch(/^# Managed by .* Edit fastapi-container\.workspace\.json instead\.\n/);
      expect(managedState(content)?.untouched).toBe(true);
    }
  }
});
