import type { ResolvedWorkspace } from '../workspace/resolved';
import { foreignPlatforms, registryHost } from './apps';
import { programCall } from './package-manager';
import { directories, FIND_BASE, forEach } from './shell';
import type { Pipeline, Step } from './steps';
import { TOOLS } from './tools';

/** Trivy, as its release has it. */
export const getScanner: Step = {
  name: 'Get the scanner',
  run: [
    'archive=$(mktemp)',
    'curl --fail --silent --show-error --location --retry 3 --output "$archive" \\',
    '  "https://github.com/aquasecurity/trivy/releases/download/v$TRIVY_VERSION/trivy_${TRIVY_VERSION}_Linux-64bit.tar.gz"',
    'echo "$TRIVY_SHA256  $archive" | sha256sum --check --strict',
    'mkdir -p "$HOME/.local/bin"',
    'tar -xzf "$archive" -C "$HOME/.local/bin" trivy',
  ],
  env: { TRIVY_VERSION: TOOLS.trivy.version, TRIVY_SHA256: TOOLS.trivy.sha256 },
};

/** What a build of images needs besides Docker. @param pushes whether all platforms are built, and not this one alone */
export function buildTools({ workspace, facts }: Pipeline, pushes: boolean): Step[] {
  const foreign = foreignPlatforms(facts.apps);
  const emulators: Step = {
    name: 'Get emulators of other architectures',
    run: [`docker run --rm --privileged ${TOOLS.binfmt} --install ${foreign.join(',')}`],
  };
  return [...(workspace.pipeline.scan ? [getScanner] : []), ...(pushes && foreign.length > 0 ? [emulators] : [])];
}

/** Words for the push of an app, and what calls it. */
function pushAll({ workspace, facts }: Pipeline, words: readonly string[]): Pick<Step, 'run' | 'env'> {
  const { cache, scan } = workspace.pipeline;
  const call = programCall(facts);
  const all = [...words, ...(cache === 'registry' ? ['--cache'] : []), ...(scan ? ['--scan'] : [])].join(' ');
  const found = scan ? ['PATH="$HOME/.local/bin:$PATH"'] : [];
  if (facts.nx)
    return { run: [...found, `${call} nx affected -t container-push --base="$BASE" --parallel=1 -- ${all}`] };
  return {
    run: [...found, ...forEach('APPS', `${call} fastapi-container run container-push "$directory" -- ${all}`)],
    env: { APPS: directories(facts.apps) },
  };
}

/** Builds the images of a change that is proposed. */
export function buildImages(pipeline: Pipeline): Step {
  const { run, env } = pushAll(pipeline, ['--dry-run']);
  const name = pipeline.workspace.pipeline.scan ? 'Build and scan the images' : 'Build the images';
  return { name, run: [...(pipeline.facts.nx ? FIND_BASE : []), ...run], ...(env && { env }) };
}

/** Logs in to the registry of the images with REGISTRY_USER and REGISTRY_PASSWORD. */
export function login({ facts }: Pipeline): Step {
  const host = registryHost(facts.apps[0]?.app.image.name ?? '');
  return {
    name: 'Log in to the registry',
    run: [`docker login ${host} --username "$REGISTRY_USER" --password-stdin <<< "$REGISTRY_PASSWORD"`],
  };
}

/** Whether what is pushed asks for a builder other than Docker's own. */
export function needsBuilder({ workspace, facts }: Pipeline): boolean {
  const { cache, attest } = workspace.pipeline;
  return cache === 'registry' || attest || facts.apps.some(({ app }) => app.image.platforms.length > 1);
}

/** The tag of what is pushed, as a line that sets TAG. */
function tagLine({ tags, pipeline }: ResolvedWorkspace): string {
  if (tags === 'branch') return `TAG='${branchTag(pipeline.branch)}'`;
  if (tags === 'commit') return 'TAG=$(git log -1 --abbrev=12 --format=%h)';
  return 'TAG=$(TZ=UTC git log -1 --abbrev=12 --date=format-local:%Y%m%d --format=%cd-%h)';
}

/** The name of a branch as a tag: registries take no slash, and 128 characters. */
export function branchTag(branch: string): string {
  return branch.replace(/[^A-Za-z0-9_.-]/g, '-').slice(0, 128);
}

/** Otherwise each proposal that is merged would lead to the next one. */
const UNLESS_OVERLAYS = [
  `if git diff --quiet "$BASE" HEAD -- . ':(exclude,glob)**/kubernetes/overlays/**'; then`,
  "  echo 'Nothing but overlays has changed: there is nothing to push.'",
  '  exit 0',
  'fi',
];

/** Builds the images, scans them, pushes them, and writes the digest of each to the file that DIGESTS names. */
export function pushImages(pipeline: Pipeline): Step {
  const { workspace, facts } = pipeline;
  const proposes = workspace.pipeline.deploy === 'pull-request';
  const attest = workspace.pipeline.attest ? ['--attestations'] : [];
  const { run, env } = pushAll(pipeline, ['--only', '--tag="$TAG"', '--digest-file="$DIGESTS"', ...attest]);
  return {
    name: workspace.pipeline.scan ? 'Build, scan and push the images' : 'Build and push the images',
    run: [
      ': > "$DIGESTS"',
      ...(facts.nx || proposes ? FIND_BASE : []),
      ...(proposes ? UNLESS_OVERLAYS : []),
      tagLine(workspace),
      ...run,
    ],
    ...(env && { env }),
  };
}
