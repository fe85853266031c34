import { serviceGroups, type ServiceGroup } from './apps';
import { applyImages, proposeImages } from './deploy';
import { GET_DOCKER, GET_KUBECTL, getPythons, OWN_PROGRAMS, WITH_DOCKER, worded, type Yaml } from './gitlab-job';
import { buildImages, buildTools, login, needsBuilder, pushImages } from './image-steps';
import {
  breaking,
  DATABASE_VARIABLES,
  getOasdiff,
  inStep,
  install,
  serviceVariables,
  tasks,
  testWithServices,
  type Pipeline,
  type Step,
} from './steps';
import { JOB_IMAGES } from './tools';

const PROPOSED = '$CI_PIPELINE_SOURCE == "merge_request_event"';

function service({ name, image }: ServiceGroup['services'][number]): Yaml {
  return { name: image, alias: name, ...(name === 'postgres' ? { variables: DATABASE_VARIABLES } : {}) };
}

function testJob(pipeline: Pipeline, group: ServiceGroup): Yaml {
  const variables = serviceVariables(group, (name) => name);
  return {
    extends: '.workspace',
    stage: 'check',
    services: group.services.map(service),
    parallel: { matrix: [{ APP: group.apps.map(({ directory }) => directory) }] },
    ...worded([getPythons(group.apps), install(pipeline), testWithServices(pipeline)], variables),
  };
}

/** oasdiff is built where there is Go, and used where there is Node. */
function contractJobs(pipeline: Pipeline): Yaml {
  const program = { ...getOasdiff, env: { GOBIN: '$CI_PROJECT_DIR/.oasdiff' } };
  const { name, run, env } = breaking(pipeline);
  const found: Step = { name, run: ['PATH="$CI_PROJECT_DIR/.oasdiff:$PATH"', ...run], ...(env && { env }) };
  const rules = [{ if: PROPOSED }];
  return {
    oasdiff: {
      stage: 'check',
      image: JOB_IMAGES.go,
      rules,
      variables: { ...program.env, GIT_STRATEGY: 'none' },
      script: worded([getOasdiff]).script,
      artifacts: { paths: ['.oasdiff'], expire_in: '1 day' },
    },
    contract: {
      extends: '.workspace',
      stage: 'check',
      needs: ['oasdiff'],
      rules,
      ...worded([install(pipeline), found]),
    },
  };
}

function buildJob(pipeline: Pipeline): Yaml {
  const steps = [GET_DOCKER, install(pipeline), ...buildTools(pipeline, false), buildImages(pipeline)];
  const { branch } = pipeline.workspace.pipeline;
  return {
    extends: '.workspace',
    stage: 'image',
    rules: [{ if: `$CI_COMMIT_BRANCH != "${branch}"` }],
    services: WITH_DOCKER.services,
    ...worded(steps, WITH_DOCKER.variables),
  };
}

/** What is pushed to is that of GitLab itself, unless variables name another user. */
const CREDENTIALS: Step = {
  name: 'Take the registry of GitLab, unless variables name the user of another',
  run: [
    'REGISTRY_USER=${REGISTRY_USER:-$CI_REGISTRY_USER}',
    'REGISTRY_PASSWORD=${REGISTRY_PASSWORD:-$CI_REGISTRY_PASSWORD}',
  ],
};

function publishJob(pipeline: Pipeline): Yaml {
  const { branch } = pipeline.workspace.pipeline;
  const builder: Step = {
    name: 'Choose a builder, which is told of the keys by a context',
    run: ['docker context create pipeline', 'docker buildx create --use pipeline'],
  };
  const steps = [
    GET_DOCKER,
    install(pipeline),
    ...(needsBuilder(pipeline) ? [builder] : []),
    ...buildTools(pipeline, true),
    CREDENTIALS,
    login(pipeline),
    pushImages(pipeline),
  ];
  return {
    extends: '.workspace',
    stage: 'image',
    interruptible: false,
    rules: [{ if: `$CI_COMMIT_BRANCH == "${branch}"` }],
    services: WITH_DOCKER.services,
    environment: { name: 'registry', action: 'prepare' },
    ...worded(steps, { ...WITH_DOCKER.variables, DIGESTS: '$CI_PROJECT_DIR/digests' }),
    artifacts: { paths: ['digests'], expire_in: '1 week' },
  };
}

const IMAGES: Step = {
  name: 'Take what was pushed',
  run: ['IMAGES=$(cat digests)', '[ -n "$IMAGES" ] || exit 0'],
};

/** Proposes the branch. GIT_TOKEN is that of a project, which may write to the repository. */
const PROPOSE = [
  'git push --push-option=merge_request.create --push-option="merge_request.target=$CI_COMMIT_BRANCH" \\',
  '  --push-option="merge_request.title=$TITLE" \\',
  '  "https://pipeline:$GIT_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" "$BRANCH"',
];

const AS_AUTHOR = {
  GIT_AUTHOR_NAME: '$GITLAB_USER_NAME',
  GIT_AUTHOR_EMAIL: '$GITLAB_USER_EMAIL',
  GIT_COMMITTER_NAME: '$GITLAB_USER_NAME',
  GIT_COMMITTER_EMAIL: '$GITLAB_USER_EMAIL',
} as const;

function deployJob(pipeline: Pipeline): Yaml {
  const { branch, deploy, overlay } = pipeline.workspace.pipeline;
  const applies = deploy === 'kubernetes';
  const steps = applies ? [IMAGES, GET_KUBECTL, install(pipeline), applyImages(pipeline)] : [];
  const proposal = [IMAGES, install(pipeline), proposeImages(pipeline, PROPOSE)];
  return {
    extends: '.workspace',
    stage: 'deploy',
    interruptible: false,
    needs: ['publish'],
    rules: [{ if: `$CI_COMMIT_BRANCH == "${branch}"` }],
    environment: { name: overlay },
    resource_group: overlay,
    ...(applies ? worded(steps) : worded(proposal, AS_AUTHOR)),
  };
}

/** The pipeline of GitLab. */
export function gitlabPipeline(pipeline: Pipeline): Yaml {
  const { workspace, facts } = pipeline;
  const { branch, deploy, timeout } = workspace.pipeline;
  const tests = serviceGroups(facts.apps).map((group) => [`test-${group.name}`, testJob(pipeline, group)] as const);
  return {
    workflow: {
      auto_cancel: { on_new_commit: 'interruptible' },
      rules: [
        { if: PROPOSED, variables: { BASE: '$CI_MERGE_REQUEST_DIFF_BASE_SHA' } },
        // What came to the branch is compared with what was there before: nobody would look at it again.
        {
          if: `$CI_COMMIT_BRANCH == "${branch}"`,
          auto_cancel: { on_new_commit: 'none' },
          variables: { BASE: '$CI_COMMIT_BEFORE_SHA' },
        },
        { if: '$CI_PIPELINE_SOURCE == "web"' },
      ],
    },
    stages: ['check', 'image', ...(deploy === 'none' ? [] : ['deploy'])],
    default: { timeout: `${String(timeout)} minutes`, interruptible: true },
    '.workspace': {
      image: `node:${workspace.node}`,
      variables: { GIT_DEPTH: '0' },
      before_script: worded([OWN_PROGRAMS]).script,
    },
    check: {
      extends: '.workspace',
      stage: 'check',
      ...worded([getPythons(facts.apps), install(pipeline), inStep(pipeline), tasks(pipeline)]),
    },
    ...Object.fromEntries(tests),
    ...contractJobs(pipeline),
    build: buildJob(pipeline),
    publish: publishJob(pipeline),
    ...(deploy === 'none' ? {} : { deploy: deployJob(pipeline) }),
  };
}
