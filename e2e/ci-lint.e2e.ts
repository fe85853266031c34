import { join } from 'node:path';
import { parse } from 'yaml';
import { githubWorkflow, gitlabPipeline } from '../src/core/outputs/workspace-ci';
import { factsOf, resolvedWorkspace } from '../test/support/pipelines';
import { actionlint, PERSONAS, schemaCheck, shellcheck, zizmor } from './support/ci-linters';
import { pipelineRows } from './support/pipeline-rows';
import { keepOnFailure, workspace, write } from './support/workspace';

const { rows, pairs } = pipelineRows();

/** The defaults, for a spoiled file. */
const defaults = () => ({ workspace: resolvedWorkspace(), facts: factsOf({ 'apps/orders': {} }) });

const name = (index: number) => `row-${String(index + 1).padStart(2, '0')}`;

describe(`the workflows of GitHub, in ${String(pairs)} pairs of options`, () => {
  let files: string[] = [];

  beforeAll(() => {
    const root = workspace('ci-lint-github');
    files = rows.flatMap(({ workspace: options, facts }, index) =>
      githubWorkflow.render({ ...options, ci: 'github' }, facts).map(({ content }) => {
        const file = join(root, '.github/workflows', `${name(index)}.yml`);
        write(file, content);
        return file;
      }),
    );
    expect(files).toHaveLength(rows.length);
    // The workflow of this repository is held to the same.
    files.push(join(__dirname, '../.github/workflows/ci.yml'));
  });

  test(
    'have no finding of actionlint with shellcheck',
    keepOnFailure(() => {
      expect(actionlint(files) ?? { status: 0, output: '' }).toMatchObject({ status: 0, output: '' });
    }),
  );

  test.each(PERSONAS)('have no finding of zizmor as %s', (persona) =>
    keepOnFailure(() => {
      const { status, stdout, output } = zizmor(persona, files);
      if (status !== 0) throw new Error(output);
      expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('No findings') as string });
      // What is left out of the findings is told in this line.
      expect(stdout).not.toMatch(/ignored|suppressed/);
    })(),
  );

  test(
    'follow the schema of GitHub',
    keepOnFailure(() => {
      expect(schemaCheck('vendor.github-workflows', files)).toMatchObject({ status: 0 });
    }),
  );

  test(
    'are judged by linters that would find something',
    keepOnFailure(() => {
      const { workspace: options, facts } = defaults();
      const [file] = githubWorkflow.render({ ...options, ci: 'github' }, facts);
      const root = workspace('ci-lint-spoiled');
      const spoiled = join(root, '.github/workflows/spoiled.yml');
      write(spoiled, (file?.content ?? '').replace('run: npm ci', 'run: echo $HOME ${{ github.head_ref }}'));
      const found = actionlint([spoiled]);
      if (found) expect(found.output).toMatch(/SC2086[^]*github\.head_ref|github\.head_ref[^]*SC2086/);
      expect(zizmor('regular', [spoiled]).stdout).toContain('template-injection');
    }),
  );
});

interface GitlabJob {
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
}

describe(`the pipelines of GitLab, in ${String(pairs)} pairs of options`, () => {
  let root = '';
  let files: string[] = [];

  beforeAll(() => {
    root = workspace('ci-lint-gitlab');
    files = rows.flatMap(({ workspace: options, facts }, index) =>
      gitlabPipeline.render({ ...options, ci: 'gitlab' }, facts).map(({ content }) => {
        const file = join(root, `${name(index)}.gitlab-ci.yml`);
        write(file, content);
        return file;
      }),
    );
    expect(files).toHaveLength(rows.length);
  });

  test(
    'follow the schema of GitLab',
    keepOnFailure(() => {
      expect(schemaCheck('vendor.gitlab-ci', files)).toMatchObject({ status: 0 });
      const wrong = join(root, 'wrong.gitlab-ci.yml');
      write(wrong, 'check:\n  script: true\n  stages: check\n');
      expect(schemaCheck('vendor.gitlab-ci', [wrong]).status).toBe(1);
    }),
  );

  test(
    'have no finding of shellcheck in their scripts',
    keepOnFailure(() => {
      const scripts = new Set<string>();
      for (const { workspace: options, facts } of rows) {
        const content = gitlabPipeline.render({ ...options, ci: 'gitlab' }, facts)[0]?.content ?? '';
        for (const job of Object.values(parse(content) as Record<string, GitlabJob>)) {
          if (job.script !== undefined) scripts.add(`${job.script.join('\n')}\n`);
        }
      }
      const written = [...scripts].map((script, index) => {
        const file = join(root, `script-${String(index)}.sh`);
        write(file, `#!/bin/bash\nset -eo pipefail\n${script}`);
        return file;
      });
      expect(written.length).toBeGreaterThan(10);
      expect(shellcheck(written)).toMatchObject({ status: 0, output: '' });
    }),
  );
});
