import { callsBy } from '../npm/calls';
import type { Notice } from '../app/resolved';
import { indexSecrets } from '../dependencies/package-index';
import { pushProblem } from '../image/registry';
import { lockFilesOf } from '../npm/package-managers';
import { GITHUB_WORKFLOW, GITLAB_PIPELINE } from '../constants';
import type { Problem } from '../text/problems';
import type { ResolvedWorkspace, WorkspaceApp, WorkspaceFacts } from '../workspace/resolved';
import { registryHost } from './apps';

/** Apps as messages name them. */
function named(apps: readonly WorkspaceApp[]): string {
  return apps.map(({ directory }) => directory).join(', ');
}

/** Something that is wrong, as long as apps are concerned by it. */
function about(apps: readonly WorkspaceApp[], problem: (concerned: string) => Problem): Problem[] {
  return apps.length === 0 ? [] : [problem(named(apps))];
}

function noApps({ ci }: ResolvedWorkspace, { apps, packageManager }: WorkspaceFacts): Problem[] {
  if (apps.length > 0) return [];
  const example = `${callsBy(packageManager).own} new services/orders`;
  const fix = `make an app first, for example with \`${example}\`; or leave the option out`;
  return [{ option: 'ci', value: ci, reason: 'there is no app here that a pipeline could be about', fix }];
}

/** Images of which some have nowhere to go, or that go to more places than the pipeline logs in to. */
function registries({ ci, registry }: ResolvedWorkspace, { apps }: WorkspaceFacts): Problem[] {
  const nowhere = apps.filter(({ app }) => pushProblem(app) !== undefined);
  const hosts = [...new Set(apps.map(({ app }) => registryHost(app.image.name)))];
  if (nowhere.length > 0) {
    return about(nowhere, (concerned) => ({
      option: 'registry',
      ...(registry === undefined ? {} : { value: registry }),
      reason: `the pipeline pushes images, and that of ${concerned} names no registry`,
      allowed: 'such as ghcr.io/acme, or registry.gitlab.com/acme/shop',
      fix: 'set "registry"; or give "image.name" of each app with its registry; or leave "ci" out',
    }));
  }
  if (hosts.length < 2) return [];
  const reason = `images of the apps go to several registries: ${hosts.join(', ')}`;
  const fix = `give them names in one; or write a pipeline of your own, and leave "ci" out`;
  return [{ option: 'ci', value: ci, reason, allowed: 'images in one registry, to which the pipeline logs in', fix }];
}

function engines({ ci }: ResolvedWorkspace, { apps }: WorkspaceFacts): Problem[] {
  return about(
    apps.filter(({ app }) => app.engine === 'podman'),
    (concerned) => ({
      option: 'ci',
      value: ci,
      reason: `the pipeline builds with Docker, and ${concerned} with podman`,
      allowed: '"engine": "docker" for each app',
      fix: 'set "engine" to "docker" there, which builds the same Dockerfile; or leave "ci" out',
    }),
  );
}

function scanners({ pipeline }: ResolvedWorkspace, { apps }: WorkspaceFacts): Problem[] {
  const others = apps.filter(({ app }) => app.scan.scanner !== undefined && app.scan.scanner !== 'trivy');
  if (!pipeline.scan) return [];
  return about(others, (concerned) => ({
    option: 'pipeline.scan',
    value: true,
    reason: `the pipeline scans with Trivy, and ${concerned} asks for another scanner (scan.scanner)`,
    allowed: 'false, or apps that are scanned with trivy',
    fix: 'leave "scan.scanner" out there, so that the one that is installed is used; or set "pipeline.scan" to false',
  }));
}

function deployment({ pipeline: { deploy } }: ResolvedWorkspace, { apps }: WorkspaceFacts): Problem[] {
  if (deploy === 'none' || apps.some(({ app }) => app.kubernetes)) return [];
  return [
    {
      option: 'pipeline.deploy',
      value: deploy,
      reason: 'no app has "kubernetes", so that nothing could be deployed',
      allowed: '"none", as long as no app has "kubernetes"',
      fix: 'write "kubernetes": {} into the options of an app; or set it to "none"',
    },
  ];
}

/**
 * What is wrong with the options of a pipeline, all of it at once.
 *
 * @param isGit whether the workspace is in a Git repository
 */
export function ciProblems(workspace: ResolvedWorkspace, facts: WorkspaceFacts, isGit: boolean): Problem[] {
  const { ci } = workspace;
  if (ci === 'none') return [];
  const fix = 'run `git init` first; or leave the option out';
  const noGit = { option: 'ci', value: ci, reason: 'this is no Git repository, so that nothing runs a pipeline', fix };
  const none = noApps(workspace, facts);
  const unlocked = {
    option: 'ci',
    value: ci,
    reason: `there is no lock file of ${facts.packageManager} at the root, and a pipeline installs what is locked`,
    allowed: `a package.json at the root, with the lock file beside it (${lockFilesOf(facts.packageManager).join(' or ')})`,
    fix: `run \`${facts.packageManager} install\` at the root, and commit the file`,
  };
  return [
    ...(isGit ? [] : [noGit]),
    ...(facts.unlocked === true ? [unlocked] : []),
    ...none,
    ...(none.length > 0 ? [] : registries(workspace, facts)),
    ...engines(workspace, facts),
    ...scanners(workspace, facts),
    ...(none.length > 0 ? [] : deployment(workspace, facts)),
  ];
}

/** What is legal about a pipeline and worth a second thought. */
export function ciNotices(workspace: ResolvedWorkspace, { apps }: WorkspaceFacts): Notice[] {
  const { ci, given } = workspace;
  if (ci === 'none') {
    const message = 'is about the pipeline, and there is none: set "ci" as well';
    return given.includes('pipeline') ? [{ option: 'pipeline', message }] : [];
  }
  const indexed = apps.filter(({ app }) => indexSecrets(app, app.installer).length > 0);
  if (indexed.length === 0) return [];
  const file = ci === 'github' ? GITHUB_WORKFLOW : GITLAB_PIPELINE;
  const message = `the pipeline gives no secret to a build, and ${named(indexed)} takes packages from an index of its own: give them to its jobs in ${file}, and name that in "own"`;
  return [{ option: 'ci', message }];
}
