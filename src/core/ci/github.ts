import type { PipelineOptions } from '../options';
import { PORTS } from '../orchestrators/compose/services';
import { remark, type Remarked } from '../text/yaml-document';
import { registryHost, serviceGroups, type ServiceGroup } from './apps';
import { applyImages, proposeImages } from './deploy';
import { job, READ, setUp, worded, type Yaml } from './github-job';
import { buildImages, buildTools, login, needsBuilder, pushImages } from './image-steps';
import {
  breaking,
  DATABASE_VARIABLES,
  getOasdiff,
  inStep,
  serviceVariables,
  tasks,
  testWithServices,
  type Pipeline,
  type Step,
} from './steps';

function service(name: 'postgres' | 'redis', image: string): Yaml {
  const ready = { postgres: 'pg_isready --host=127.0.0.1', redis: 'redis-cli ping' }[name];
  return {
    image,
    ...(name === 'postgres' ? { env: DATABASE_VARIABLES } : {}),
    ports: [`${String(PORTS[name])}:${String(PORTS[name])}`],
    options: `--health-cmd "${ready}" --health-interval 2s --health-timeout 5s --health-retries 30`,
  };
}

/** The tests of each app of a group, in a job of its own with services of its own. */
function testJob(pipeline: Pipeline, group: ServiceGroup): Yaml {
  const kinds = group.services.map(({ name }) => name).join(' and ');
  const given = {
    strategy: { 'fail-fast': false, matrix: { app: group.apps.map(({ directory }) => directory) } },
    services: Object.fromEntries(group.services.map(({ name, image }) => [name, service(name, image)])),
  };
  const variables = { APP: '${{ matrix.app }}', ...serviceVariables(group, () => '127.0.0.1') };
  const steps = [...setUp(pipeline, group.apps), worded(testWithServices(pipeline), variables)];
  return job(pipeline, `Tests of \${{ matrix.app }} with ${kinds}`, given, steps);
}

function contractJob(pipeline: Pipeline): Yaml {
  const base = { BASE: '${{ github.event.pull_request.base.sha }}' };
  const { name, run, env } = breaking(pipeline);
  const found: Step = { name, run: ['PATH="$(go env GOPATH)/bin:$PATH"', ...run], ...(env && { env }) };
  const steps = [...setUp(pipeline), worded(getOasdiff), worded(found, base)];
  return job(pipeline, 'Contracts with clients', { if: "github.event_name == 'pull_request'" }, steps);
}

/** Whether an expression runs on the branch whose images are pushed. */
function onBranch({ branch }: Required<PipelineOptions>, is: '==' | '!='): string {
  return `github.ref ${is} 'refs/heads/${branch}'`;
}

function buildJob(pipeline: Pipeline, needs: readonly string[]): Yaml {
  const given = { if: onBranch(pipeline.workspace.pipeline, '!='), needs };
  const steps = [
    ...setUp(pipeline),
    ...buildTools(pipeline, false).map((step) => worded(step)),
    worded(buildImages(pipeline)),
  ];
  return job(pipeline, 'Images', given, steps);
}

/** Who logs in to the registry: the run itself at GitHub's own, whoever the secrets name at another. */
function credentials({ facts }: Pipeline): { permissions: Yaml; variables: Yaml } {
  if (registryHost(facts.apps[0]?.app.image.name ?? '') === 'ghcr.io') {
    const permissions = { ...READ, packages: remark('write', 'Images are pushed to ghcr.io.') };
    return {
      permissions,
      variables: { REGISTRY_USER: '${{ github.actor }}', REGISTRY_PASSWORD: '${{ github.token }}' },
    };
  }
  const variables = {
    REGISTRY_USER: '${{ secrets.REGISTRY_USER }}',
    REGISTRY_PASSWORD: '${{ secrets.REGISTRY_PASSWORD }}',
  };
  return { permissions: READ, variables };
}

function publishJob(pipeline: Pipeline, needs: readonly string[]): Yaml {
  const { permissions, variables } = credentials(pipeline);
  const digests = { DIGESTS: '${{ runner.temp }}/digests' };
  const builder: Step = { name: 'Choose a builder', run: ['docker buildx create --use'] };
  const handOn: Step = {
    name: 'Hand on what was pushed',
    run: [`{ echo 'images<<END'; cat "$DIGESTS"; echo 'END'; } >> "$GITHUB_OUTPUT"`],
  };
  const steps = [
    ...setUp(pipeline),
    ...(needsBuilder(pipeline) ? [worded(builder)] : []),
    ...buildTools(pipeline, true).map((step) => worded(step)),
    worded(login(pipeline), variables),
    worded(pushImages(pipeline), digests),
    worded(handOn, digests, 'pushed'),
  ];
  const given = {
    if: onBranch(pipeline.workspace.pipeline, '=='),
    needs,
    environment: 'registry',
    permissions,
    outputs: { images: '${{ steps.pushed.outputs.images }}' },
  };
  return job(pipeline, 'Images to the registry', given, steps);
}

/** Proposes the branch. Its push asks for the token by the program of GitHub. */
const PROPOSE = [
  'gh auth setup-git',
  'git push origin "$BRANCH"',
  'gh pr create --base "$GITHUB_REF_NAME" --head "$BRANCH" --title "$TITLE" --body "$IMAGES"',
];

const AUTHOR = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
} as const;

const AS_AUTHOR = {
  GIT_AUTHOR_NAME: AUTHOR.name,
  GIT_AUTHOR_EMAIL: AUTHOR.email,
  GIT_COMMITTER_NAME: AUTHOR.name,
  GIT_COMMITTER_EMAIL: AUTHOR.email,
};

function deployJob(pipeline: Pipeline): Yaml {
  const { deploy, overlay } = pipeline.workspace.pipeline;
  const images = { IMAGES: '${{ needs.publish.outputs.images }}' };
  const given = {
    if: "needs.publish.outputs.images != ''",
    needs: ['publish'],
    environment: overlay,
    concurrency: { group: `deploy-${overlay}`, 'cancel-in-progress': false },
  };
  if (deploy === 'kubernetes') {
    const config: Step = {
      name: 'Write how the cluster is reached',
      run: ['umask 077', 'printf \'%s\\n\' "$CONFIG" > "$KUBECONFIG"'],
    };
    const file = { KUBECONFIG: '${{ runner.temp }}/kubeconfig' };
    const steps = [
      ...setUp(pipeline, [], false),
      worded(config, { CONFIG: '${{ secrets.KUBECONFIG }}', ...file }),
      worded(applyImages(pipeline), { ...images, ...file }),
    ];
    return job(pipeline, `Deployment to ${overlay}`, given, steps);
  }
  const permissions: Record<string, Remarked> = {
    contents: remark('write', 'A branch with the digests is pushed.'),
    'pull-requests': remark('write', 'Its change is proposed.'),
  };
  const variables = { ...images, ...AS_AUTHOR, GH_TOKEN: '${{ github.token }}' };
  const steps = [...setUp(pipeline, [], false), worded(proposeImages(pipeline, PROPOSE), variables)];
  return job(pipeline, `Proposal for ${overlay}`, { ...given, permissions }, steps);
}

/** The workflow of GitHub. */
export function githubPipeline(pipeline: Pipeline): Yaml {
  const { workspace, facts } = pipeline;
  const { branch, deploy } = workspace.pipeline;
  const tests = serviceGroups(facts.apps).map((group) => [`test-${group.name}`, testJob(pipeline, group)] as const);
  const needs = ['check', ...tests.map(([name]) => name)];
  const checks = [inStep(pipeline), tasks(pipeline)].map((step) => worded(step));
  return {
    name: 'Containers',
    on: { push: { branches: [branch] }, pull_request: null, merge_group: null, workflow_dispatch: null },
    permissions: {},
    concurrency: {
      // Of a branch each commit has its own run: one that is passed over would be compared with by the next, and never built.
      group: 'containers-${{ github.event.pull_request.number || github.sha }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    defaults: { run: { shell: 'bash' } },
    env: {
      BASE: '${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha || github.event.before }}',
    },
    jobs: {
      check: job(pipeline, 'Checks and tests', {}, [...setUp(pipeline, facts.apps), ...checks]),
      ...Object.fromEntries(tests),
      contract: contractJob(pipeline),
      build: buildJob(pipeline, needs),
      publish: publishJob(pipeline, needs),
      ...(deploy === 'none' ? {} : { deploy: deployJob(pipeline) }),
    },
  };
}
