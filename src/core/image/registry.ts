import type { ResolvedApp } from '../app/resolved';
import { WORKSPACE_FILE } from '../constants';
import type { Problem } from '../text/problems';

/** Why the image cannot be pushed: a name alone is one of Docker Hub's own images, which nobody else can push. */
export function pushProblem({ image }: ResolvedApp): Problem | undefined {
  if (image.name.includes('/')) return undefined;
  return {
    option: 'image.name',
    value: image.name,
    reason: 'names no registry: there is nowhere to push the image to',
    allowed: 'a name with a registry, or with your account on Docker Hub',
    fix: `set it to such as registry.example.com/${image.name}, or "registry" in ${WORKSPACE_FILE} for all apps`,
  };
}
