import { copyFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { docker, describeDocker } from './support/docker';
import { postgresImage } from './support/data-images';
import { Registry } from './support/image-registry';
import { NEWEST_NX } from './support/nx';
import { oasdiffDirectory } from './support/oasdiff';
import { runGithubJob, runGitlabJob, type Done, type Runner } from './support/pipeline-run';
import { standIns } from './support/pipeline-stand-ins';
import { succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const WORKFLOW = '.github/workflows/containers.yml';

/** A person, for commits. */
const PERSON = {
  GIT_AUTHOR_NAME: 'person',
  GIT_AUTHOR_EMAIL: 'person@example.com',
  GIT_COMMITTER_NAME: 'person',
  GIT_COMMITTER_EMAIL: 'person@example.com',
};

/** What a service names as the commit before the first one. */
const NONE = '0'.repeat(40);

/** The expression of the base in a workflow of GitHub. */
const BASE = 'github.event.pull_request.base.sha || github.event.merge_group.base_sha || github.event.before';

/** What the first job has done for those after it: each would take a quarter of a minute. */
const INSTALLED = 'Install the packages of the workspace';

/** Where Go puts what a job installs. */
const GO_PROGRAMS = join(__dirname, '../node_modules/.cache/ci-go');

const contractTest = oasdiffDirectory() === undefined ? test.skip : test;

/** Steps whose programs are installed into the image of a job of GitLab, which nothing here is run in. */
const OF_THE_IMAGE = {
  check: ['Get the versions of Python'],
  publish: ['Get the client of Docker'],
} as const;

/** A repository with a remote one, the services around it, and what stands in for the rest. */
class Ground {
  readonly root: string;
  readonly remote: string;
  readonly programs = standIns();
  readonly registry = new Registry();
  host = '';

  constructor(name: string) {
    this.root = workspace(name);
    this.remote = `${workspace(`${name}-remote`)}/acme.git`;
  }

  async start(manifest: object): Promise<void> {
    this.host = await this.registry.start();
    const { root } = this;
    write(join(root, 'vendor/.gitkeep'), '');
    copyFileSync(tarball(), join(root, 'vendor/fastapi-container.tgz'));
    const own = { 'fastapi-container': 'file:vendor/fastapi-container.tgz' };
    write(
      join(root, 'package.json'),
      JSON.stringify({ name: 'acme', private: true, devDependencies: own, ...manifest }),
    );
    write(join(root, '.gitignore'), 'node_modules\n.nx\n.venv\n__pycache__\n.*_cache\ndigests\n');
    succeed(root, 'git', ['init', '--quiet', '--initial-branch=main', '.']);
    succeed(root, 'git', ['init', '--quiet', '--bare', '--initial-branch=main', this.remote]);
    succeed(this.remote, 'git', ['config', 'receive.advertisePushOptions', 'true']);
    succeed(root, 'git', ['remote', 'add', 'origin', this.remote]);
    succeed(root, 'npm', ['install']);
    this.commit('the packages');
  }

  stop(): void {
    const named = ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}', `--filter=reference=${this.host}/acme/*`];
    // Each under the tag that it was pushed with, besides its own.
    const images = docker(named, 'any')
      .stdout.split('\n')
      .filter((image) => image !== '');
    if (images.length > 0) docker(['image', 'rm', '--force', ...images], 'any');
    this.registry.stop();
  }

  git(...args: string[]): string {
    return succeed(this.root, 'git', args, PERSON).stdout.trim();
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    this.git('push', '--quiet', 'origin', 'HEAD:main');
    return this.git('rev-parse', 'HEAD');
  }

  npx(...args: string[]): string {
    return succeed(this.root, 'npx', args).output;
  }

  /** Changes options, of an app or of the workspace, without regenerating. */
  options(file: string, changes: object): void {
    const path = join(this.root, file);
    const before = JSON.parse(read(path)) as Record<string, object>;
    write(path, JSON.stringify({ ...before, ...changes }, null, 2));
  }

  get env(): Record<string, string> {
    const { bin, env } = this.programs;
    const home = join(bin, '../home');
    return { ...env, ...PERSON, PATH: [bin, join(home, '.local/bin'), process.env.PATH].join(delimiter) };
  }

  /** What the test says in the place of the machine: where programs go, and which archive is that of Trivy. */
  get scanner(): Record<string, string> {
    return { HOME: join(this.programs.bin, '../home'), TRIVY_SHA256: this.programs.archiveDigest };
  }

  /** Runs a job of GitHub's workflow. @param base the commit that the service names */
  github(
    job: string,
    base: string,
    values: Readonly<Record<string, string>> = {},
    { steps = {}, without = [INSTALLED] }: Pick<Runner, 'steps' | 'without'> = {},
  ) {
    return runGithubJob(join(this.root, WORKFLOW), job, {
      root: this.root,
      env: { ...this.env, GITHUB_REF_NAME: 'main' },
      values: { [BASE]: base, 'runner.temp': join(this.programs.bin, '..'), ...values },
      steps: { 'Get the scanner': this.scanner, ...steps },
      without,
    });
  }

  /** Runs a job of GitLab's pipeline, where the first one is about the whole repository. */
  gitlab(job: string, without: readonly string[], values: Readonly<Record<string, string>> = {}) {
    const given = { CI_PROJECT_DIR: this.root, CI_COMMIT_BRANCH: 'main', BASE: NONE, ...values };
    const { DOCKER_HOST = '' } = process.env;
    // The engine of this machine, which is no service beside the job.
    const here = {
      DOCKER_HOST,
      DOCKER_TLS_VERIFY: '',
      DOCKER_CERT_PATH: '',
      TRIVY_SHA256: this.programs.archiveDigest,
    };
    return runGitlabJob(join(this.root, '.gitlab-ci.yml'), job, {
      root: this.root,
      env: this.env,
      values: given,
      steps: { here },
      without,
    });
  }

  /** Does something while a file is another one. */
  async with<T>(file: string, edit: (text: string) => string, work: () => Promise<T>): Promise<T> {
    const path = join(this.root, file);
    const before = read(path);
    write(path, edit(before));
    try {
      return await work();
    } finally {
      write(path, before);
    }
  }
}

function expectGreen(done: readonly Done[]): string {
  const [failed] = done.filter(({ status }) => status !== 0);
  if (failed) throw new Error(`${failed.name} ended with ${String(failed.status)}:\n${failed.output}`);
  return done.map(({ output }) => output).join('\n');
}

/** The step that ended a job, which is not the last one. */
function expectRed(done: readonly Done[], step: string): string {
  const last = done.at(-1);
  expect([last?.name, last?.status === 0]).toEqual([step, false]);
  return last?.output ?? '';
}

describeDocker('the workflow of GitHub in a workspace of Nx', () => {
  const ground = new Ground('ci-nx');
  const { root, programs } = ground;
  const database = `fce2e-${String(process.pid)}-ci`;
  const image = (name: string) => `${ground.host}/acme/${name}`;
  const credentials = { 'github.actor': 'someone', 'github.token': 'a-token' };
  const secrets = { 'secrets.REGISTRY_USER': 'someone', 'secrets.REGISTRY_PASSWORD': 'a-password' };
  let whole = '';

  beforeAll(async () => {
    const building = postgresImage();
    const own = { nx: NEWEST_NX, 'fastapi-container': 'file:vendor/fastapi-container.tgz' };
    write(join(root, 'nx.json'), '{ "analytics": false }\n');
    await ground.start({ devDependencies: own });
    ground.npx('nx', 'g', 'fastapi-container:init');
    ground.npx('nx', 'g', 'fastapi-container:app', 'apps/orders');
    ground.npx('nx', 'g', 'fastapi-container:app', 'apps/billing', '--database=postgres');
    ground.npx('nx', 'g', 'fastapi-container:workspace', '--ci=github', `--registry=${ground.host}/acme`);
    ground.options('apps/orders/fastapi-container.json', { kubernetes: {} });
    ground.npx('nx', 'sync');
    whole = ground.commit('two apps');
    const environment = ['POSTGRES_DB=app', 'POSTGRES_USER=app', 'POSTGRES_HOST_AUTH_METHOD=trust'];
    const flags = environment.flatMap((each) => ['--env', each]);
    docker(['run', '--detach', '--name', database, '--publish', '127.0.0.1::5432', ...flags, await building]);
  });

  afterAll(() => {
    docker(['rm', '--force', '--volumes', database], 'any');
    ground.stop();
  });

  test(
    'is green where files follow from the options: with no commit before, everything is checked and tested',
    keepOnFailure(async () => {
      const { done } = await ground.github('check', NONE, {}, { without: [] });
      expect(done.map(({ name }) => name)).toEqual([
        'Install the packages of the workspace',
        'Compare generated files with the options',
        'Check and test',
      ]);
      const output = expectGreen(done);
      for (const app of ['orders', 'billing']) {
        for (const task of ['lint', 'typecheck', 'test', 'openapi-check']) expect(output).toContain(`${app}:${task}`);
      }
    }),
  );

  test.each<[string, string, (text: string) => string]>([
    ['a Dockerfile that was edited', 'apps/orders/Dockerfile', (text) => `${text}# mine\n`],
    [
      'an option that was changed without regenerating',
      'apps/orders/fastapi-container.json',
      (text) => text.replace('{', '{ "port": 8123,'),
    ],
    ['a workflow that was edited', WORKFLOW, (text) => text.replace('ubuntu-24.04', 'ubuntu-latest')],
  ])('is red with %s', (_, file, edit) =>
    keepOnFailure(async () => {
      const { done } = await ground.with(file, edit, () => ground.github('check', whole));
      const said = expectRed(done, 'Compare generated files with the options');
      expect(said).toContain(file.startsWith('apps/') ? 'apps/orders' : file);
    })(),
  );

  test(
    'tests an app beside its services, if the change is about it',
    keepOnFailure(async () => {
      const [, port = ''] = /:(\d+)$/m.exec(docker(['port', database, '5432']).stdout.split('\n')[0] ?? '') ?? [];
      const name = 'Test beside the services';
      const there = { [name]: { TEST_DATABASE_URL: `postgresql://app@127.0.0.1:${port}/app` } };
      const values = { 'matrix.app': 'apps/billing' };
      const { done } = await ground.github('test-postgres', NONE, values, { steps: there });
      const output = expectGreen(done);
      expect(output).toContain('billing:test');
      expect(output).not.toContain('orders:test');
      const tables = ['exec', '--user', 'postgres', database, 'psql', '-U', 'app', '-tAc', '\\dt', 'app'];
      expect(docker(tables).stdout).toContain('alembic_version');
      const untouched = await ground.github('test-postgres', whole, values, { steps: there });
      expect(expectGreen(untouched.done)).not.toContain('billing:test');
    }),
  );

  contractTest(
    'fails a proposed change that breaks clients of an app, and no other',
    keepOnFailure(async () => {
      ground.npx('fastapi-container', 'openapi', 'apps/orders');
      const base = ground.commit('a contract');
      const go = { GOPATH: GO_PROGRAMS, GOMODCACHE: succeed(root, 'go', ['env', 'GOMODCACHE']).stdout.trim() };
      const steps = { 'Get oasdiff': go, 'Look for changes that break clients': go };
      const contract = (without: string[] = [INSTALLED]) =>
        ground.github('contract', NONE, { 'github.event.pull_request.base.sha': base }, { steps, without });
      const { done } = await contract();
      const said = expectGreen(done);
      expect(said).toContain('apps/orders: nothing in openapi.json breaks clients');
      expect(said).toContain('apps/billing');
      const withoutRoutes = (text: string) => JSON.stringify({ ...(JSON.parse(text) as object), paths: {} });
      const broken = await ground.with('apps/orders/openapi.json', withoutRoutes, () =>
        contract([INSTALLED, 'Get oasdiff']),
      );
      expect(expectRed(broken.done, 'Look for changes that break clients')).toContain('/items');
    }),
  );

  test(
    'builds and scans the images of a proposed change, and pushes none',
    keepOnFailure(async () => {
      const base = whole;
      write(join(root, 'apps/orders/orders/extra.py'), '"""A module more."""\n');
      ground.commit('a change of orders');
      programs.forget();
      const { done } = await ground.github('build', base);
      expectGreen(done);
      expect(programs.log().filter((line) => line.startsWith('trivy'))).toEqual([
        expect.stringMatching(new RegExp(` --image-src docker ${image('orders')}:latest$`)),
      ]);
      expect(programs.log().filter((line) => / --push /.test(line))).toEqual([]);
      expect(ground.registry.tags('acme/orders')).toEqual([]);
    }),
  );

  test(
    'pushes no image in which something is found',
    keepOnFailure(async () => {
      programs.vulnerable(true);
      const { done, outputs } = await ground.github('publish', whole, { ...credentials, ...secrets });
      programs.vulnerable(false);
      expectRed(done, 'Build, scan and push the images');
      expect(outputs).toEqual({});
      expect(ground.registry.tags('acme/orders')).toEqual([]);
    }),
  );

  /** The images that were pushed, as one job hands them on to the next. */
  let images = '';

  test(
    'pushes the image of what has changed, under the commit, after the scan, and hands on its digest',
    keepOnFailure(async () => {
      programs.forget();
      const { done, outputs } = await ground.github('publish', whole, { ...credentials, ...secrets });
      expectGreen(done);
      const tag = ground.git('rev-parse', 'HEAD').slice(0, 12);
      expect(ground.registry.tags('acme/orders')).toEqual([tag]);
      images = outputs.images ?? '';
      expect(images).toBe(`${image('orders')}@${ground.registry.manifest('acme/orders', tag).digest}`);
      expect(() => ground.registry.manifest('acme/billing', tag)).toThrow('nothing was pushed');
      const log = programs.log();
      const at = (pattern: RegExp) => log.findIndex((line) => pattern.test(line));
      expect(log).toContain(`docker login ${ground.host} --username someone --password-stdin`);
      expect(log).toContain('password a-password');
      expect(log).toContain('docker buildx create --use');
      expect(at(/^trivy image/)).toBeLessThan(at(/^docker buildx build --push/));
      const [built, pushed] = [log[at(/^docker buildx build --load/)], log[at(/^docker buildx build --push/)]];
      const cache = `type=registry,ref=${image('orders')}:buildcache`;
      expect(built).toMatch(new RegExp(`--cache-from ${cache} \\.$`));
      expect(pushed).toMatch(new RegExp(`--provenance=mode=max --sbom=true .*--cache-to ${cache},mode=max \\.$`));
    }),
  );

  test(
    'applies what was pushed to the cluster that the secret names',
    keepOnFailure(async () => {
      ground.options('fastapi-container.workspace.json', { pipeline: { deploy: 'kubernetes' } });
      ground.npx('fastapi-container', 'synth');
      ground.commit('a deployment');
      programs.forget();
      const values = { 'needs.publish.outputs.images': images, 'secrets.KUBECONFIG': 'kind: Config' };
      const { done } = await ground.github('deploy', whole, values);
      expectGreen(done);
      expect(read(programs.bin, '../kubeconfig')).toBe('kind: Config\n');
      const [, digest = ''] = images.split('@');
      expect(read(root, 'apps/orders/kubernetes/overlays/production/kustomization.yaml')).toContain(digest);
      expect(programs.log().filter((line) => line.startsWith('kubectl apply')).length).toBeGreaterThan(1);
      ground.git('checkout', '--quiet', '.');
    }),
  );

  test(
    'or proposes a change with the digest; once that is merged, nothing is pushed again',
    keepOnFailure(async () => {
      ground.options('fastapi-container.workspace.json', { pipeline: { deploy: 'pull-request' } });
      ground.npx('fastapi-container', 'synth');
      const base = ground.commit('proposals');
      programs.forget();
      const values = { 'needs.publish.outputs.images': images, ...credentials };
      expectGreen((await ground.github('deploy', base, values)).done);
      const branch = `deploy/production-${base.slice(0, 12)}`;
      expect(succeed(ground.remote, 'git', ['diff', '--name-only', 'main', branch]).stdout).toBe(
        'apps/orders/kubernetes/overlays/production/kustomization.yaml\n',
      );
      expect(programs.log().filter((line) => line.startsWith('gh'))).toEqual([
        'gh auth setup-git',
        `gh pr create --base main --head ${branch} --title Deploy to production --body ${images}`,
      ]);
      ground.git('checkout', '--quiet', 'main');
      ground.git('merge', '--quiet', branch);
      const { done, outputs } = await ground.github('publish', base, { ...credentials, ...secrets });
      expect(expectGreen(done)).toContain('Nothing but overlays has changed');
      expect(outputs).toEqual({ images: '' });
    }),
  );
});

describeDocker('the pipeline of GitLab without Nx', () => {
  const ground = new Ground('ci-plain');
  const { root, programs } = ground;

  beforeAll(async () => {
    await ground.start({});
    ground.npx('fastapi-container', 'new', 'apps/orders');
    ground.options('apps/orders/fastapi-container.json', { kubernetes: {} });
    const registry = ['--registry', `${ground.host}/acme`];
    ground.npx(
      'fastapi-container',
      'new',
      '--workspace',
      '--ci',
      'gitlab',
      '--pipeline.deploy',
      'pull-request',
      ...registry,
    );
    ground.npx('fastapi-container', 'synth');
    ground.commit('an app');
  });

  afterAll(() => {
    ground.stop();
  });

  test(
    'is green where files follow from the options, and runs the tasks of each app',
    keepOnFailure(async () => {
      const { status, output } = await ground.gitlab('check', OF_THE_IMAGE.check);
      if (status !== 0) throw new Error(output);
      expect(output).toContain('All checks passed!');
      expect(output).toMatch(/\d+ passed in/);
      expect(output).toContain('there is no openapi.json');
    }),
  );

  test.each<[string, string, (text: string) => string]>([
    ['a Dockerfile that was edited', 'apps/orders/Dockerfile', (text) => `${text}# mine\n`],
    [
      'an option that was changed without regenerating',
      'apps/orders/fastapi-container.json',
      (text) => text.replace('{', '{ "port": 8123,'),
    ],
    ['a pipeline that was edited', '.gitlab-ci.yml', (text) => text.replace('30 minutes', '31 minutes')],
  ])('is red with %s', (_, file, edit) =>
    keepOnFailure(async () => {
      const ended = await ground.with(file, edit, () => ground.gitlab('check', [...OF_THE_IMAGE.check, INSTALLED]));
      expect(ended).toMatchObject({
        status: 1,
        output: expect.stringContaining(file.split('/').at(-1) ?? '') as string,
      });
    })(),
  );

  test(
    'pushes the images, and proposes their digests',
    keepOnFailure(async () => {
      const registry = { CI_REGISTRY_USER: 'gitlab-ci-token', CI_REGISTRY_PASSWORD: 'a-token' };
      const { HOME = '' } = ground.scanner;
      programs.forget();
      const { status, output } = await ground.gitlab('publish', [...OF_THE_IMAGE.publish, INSTALLED], {
        ...registry,
        HOME,
      });
      if (status !== 0) throw new Error(output);
      const tag = ground.git('rev-parse', 'HEAD').slice(0, 12);
      const { digest } = ground.registry.manifest('acme/orders', tag);
      expect(read(root, 'digests')).toBe(`${ground.host}/acme/orders@${digest}\n`);
      expect(programs.log()).toContain('password a-token');

      const address = 'https://pipeline:a-secret@gitlab.example.com/acme/shop.git';
      const hook = join(ground.remote, 'hooks/pre-receive');
      const told = join(programs.bin, '../options');
      write(hook, `#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ | grep -v COUNT | sort > '${told}'\n`);
      succeed(root, 'chmod', ['+x', hook]);
      const deployed = await ground.gitlab('deploy', [INSTALLED], {
        GIT_TOKEN: 'a-secret',
        CI_SERVER_HOST: 'gitlab.example.com',
        CI_PROJECT_PATH: 'acme/shop',
        GITLAB_USER_NAME: 'someone',
        GITLAB_USER_EMAIL: 'someone@example.com',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `url.${ground.remote}.insteadOf`,
        GIT_CONFIG_VALUE_0: address,
      });
      if (deployed.status !== 0) throw new Error(deployed.output);
      expect(read(told).split('\n').slice(0, -1)).toEqual([
        'GIT_PUSH_OPTION_0=merge_request.create',
        'GIT_PUSH_OPTION_1=merge_request.target=main',
        'GIT_PUSH_OPTION_2=merge_request.title=Deploy to production',
      ]);
      const branch = `deploy/production-${tag}`;
      const file = 'apps/orders/kubernetes/overlays/production/kustomization.yaml';
      expect(succeed(ground.remote, 'git', ['show', `${branch}:${file}`]).stdout).toContain(digest);
      expect(succeed(ground.remote, 'git', ['log', '-1', '--format=%an', branch]).stdout).toBe('someone\n');
    }),
  );
});
