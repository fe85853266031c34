import { fileSchema } from '../input/schema';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';

/** The image of the specification for Python, less its tag. It has the user, sudo and Git. */
const IMAGE = 'mcr.microsoft.com/devcontainers/python';

const minor = (version: string) => Number(version.split('.')[1]);

/** The versions of Python that the apps have, the highest first; that of new apps where there are none. */
function versions({ apps }: Pick<WorkspaceFacts, 'apps'>): [highest: string, ...others: string[]] {
  const found = [...new Set(apps.map(({ app }) => app.python))].sort((one, other) => minor(other) - minor(one));
  const [highest = String(fileSchema.properties?.python?.default), ...others] = found;
  return [highest, ...others];
}

type Options = Pick<ResolvedWorkspace, 'development'>;

/** The image that the container is made from. */
export function imageOf({ development }: Options, facts: Pick<WorkspaceFacts, 'apps'>): string {
  return development.image ?? `${IMAGE}:${versions(facts)[0]}`;
}

/** The versions that the image lacks. An image of the user's has what they have put into it. */
export function otherVersions({ development }: Options, facts: Pick<WorkspaceFacts, 'apps'>): string[] {
  return development.image === undefined ? versions(facts).slice(1) : [];
}
