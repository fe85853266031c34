import { programCall } from './package-manager';
import { lines } from './apps';
import type { Pipeline, Step } from './steps';

/** Lines that do something with each app that was pushed: IMAGES has a line `<name>@<digest>` for each. */
function forPushed(line: string): string[] {
  return [
    'declare -A digests',
    'while IFS=@ read -r name digest; do digests[$name]=$digest; done <<< "$IMAGES"',
    'mapfile -t deployed <<< "$APPS"',
    'for line in "${deployed[@]}"; do',
    '  read -r name directory <<< "$line"',
    '  if [ -n "${digests[$name]:-}" ]; then',
    `    ${line}`,
    '  fi',
    'done',
  ];
}

function deed({ workspace, facts }: Pipeline, name: 'apply' | 'pin'): string {
  const overlay = workspace.pipeline.overlay;
  return `${programCall(facts)} fastapi-container kubernetes "$directory" ${name} ${overlay} "\${digests[$name]}"`;
}

/** The apps that are deployed, each with the name of its image before its directory. */
function deployed({ facts }: Pipeline): string {
  const apps = facts.apps.filter(({ app }) => app.kubernetes !== undefined);
  return lines(apps.map(({ directory, app }) => `${app.image.name} ${directory}`));
}

/** Applies what was pushed to the cluster. */
export function applyImages(pipeline: Pipeline): Step {
  return {
    name: 'Apply the overlays',
    run: forPushed(deed(pipeline, 'apply')),
    env: { APPS: deployed(pipeline) },
  };
}

/**
 * Enters what was pushed into the overlays, and proposes the change.
 *
 * @param propose lines that push the branch BRANCH and propose it under the title TITLE
 */
export function proposeImages(pipeline: Pipeline, propose: readonly string[]): Step {
  const { overlay } = pipeline.workspace.pipeline;
  return {
    name: 'Enter the digests, and propose the change',
    run: [
      ...forPushed(deed(pipeline, 'pin')),
      'if git diff --quiet; then',
      "  echo 'No app that was pushed is deployed.'",
      '  exit 0',
      'fi',
      `BRANCH=deploy/${overlay}-$(git log -1 --abbrev=12 --format=%h)`,
      'git switch --create "$BRANCH"',
      'git commit --all --message "$TITLE"',
      ...propose,
    ],
    env: { APPS: deployed(pipeline), TITLE: `Deploy to ${overlay}` },
  };
}
