import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { githubWorkflow, gitlabPipeline } from '../src/core/outputs/workspace-ci';
import { factsOf, resolvedWorkspace } from './support/pipelines';

/** Pipelines as they are written, for whoever reviews a change of them. `UPDATE_GOLDEN=1 npx jest golden` writes them anew. */
const GOLDEN = join(__dirname, 'golden-pipelines');

const APPS = {
  'apps/billing': { python: '3.12', database: 'postgres' },
  'apps/orders': {
    database: 'postgres',
    cache: 'redis',
    kubernetes: {},
    image: { name: 'ghcr.io/acme/orders', platforms: ['linux/amd64', 'linux/arm64'] },
  },
};

test.each([
  ['github-nx.yml', githubWorkflow, { ci: 'github', pipeline: { deploy: 'kubernetes' } }, { nx: true }],
  [
    'github.yml',
    githubWorkflow,
    { ci: 'github', tags: 'date-commit', pipeline: { deploy: 'pull-request' } },
    { nx: false },
  ],
  ['gitlab-nx.yml', gitlabPipeline, { ci: 'gitlab', pipeline: { deploy: 'pull-request' } }, { nx: true }],
  ['gitlab.yml', gitlabPipeline, { ci: 'gitlab', tags: 'branch', pipeline: { deploy: 'kubernetes' } }, { nx: false }],
] as const)('golden: %s', (name, output, options, facts) => {
  const [file] = output.render(resolvedWorkspace(options), factsOf(APPS, facts));
  const path = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, file?.content ?? '');
  }
  expect(file?.content).toBe(readFileSync(path, 'utf8'));
});
