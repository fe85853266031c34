import { githubPipeline } from '../ci/github';
import { gitlabPipeline as pipelineOfGitlab } from '../ci/gitlab';
import { GITHUB_WORKFLOW, GITLAB_PIPELINE, WORKSPACE_FILE } from '../constants';
import { withHeader } from '../text/managed-file';
import { yamlDocument } from '../text/yaml-document';
import type { WorkspaceOutput } from './workspace-output';

/** The pipeline of GitHub. */
export const githubWorkflow: WorkspaceOutput = {
  about: 'the pipeline of GitHub: checks, tests, builds, scans, pushes and deploys the apps',
  render: (workspace, facts) => {
    if (workspace.ci !== 'github') return [];
    const text = yamlDocument(githubPipeline({ workspace, facts }), ['jobs']);
    return [{ ownership: 'managed', path: GITHUB_WORKFLOW, content: withHeader(text, WORKSPACE_FILE) }];
  },
  former: [GITHUB_WORKFLOW],
};

/** The pipeline of GitLab. */
export const gitlabPipeline: WorkspaceOutput = {
  about: 'the pipeline of GitLab: checks, tests, builds, scans, pushes and deploys the apps',
  render: (workspace, facts) => {
    if (workspace.ci !== 'gitlab') return [];
    const text = yamlDocument(pipelineOfGitlab({ workspace, facts }));
    return [{ ownership: 'managed', path: GITLAB_PIPELINE, content: withHeader(text, WORKSPACE_FILE) }];
  },
  former: [GITLAB_PIPELINE],
  neighbours: {
    yieldTo: `keep your jobs beside it: move them to a file such as .gitlab/pipeline.yml that begins with "include: ${GITLAB_PIPELINE}", and name that file in the settings of the project (CI/CD, General pipelines, CI/CD configuration file)`,
  },
};
