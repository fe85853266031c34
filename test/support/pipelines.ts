import type { PipelineOptions } from '../../src/core/options';
import type { ResolvedWorkspace, WorkspaceFacts } from '../../src/core/workspace/resolved';
import { resolved } from './memory';

/** Options of a workspace, those of its pipeline apart from the rest. */
export interface PipelineSet extends Partial<Pick<ResolvedWorkspace, 'ci' | 'tags' | 'node' | 'registry'>> {
  readonly pipeline?: PipelineOptions;
}

/** Options of a workspace with a pipeline, with the defaults. */
export function resolvedWorkspace(set: PipelineSet = {}): ResolvedWorkspace {
  const { pipeline, ...given } = set;
  return {
    registry: 'ghcr.io/acme',
    tags: 'commit',
    node: '24',
    compose: undefined,
    ci: 'github',
    pipeline: {
      branch: 'main',
      cache: 'registry',
      scan: true,
      attest: true,
      deploy: 'none',
      overlay: 'production',
      timeout: 30,
      ...pipeline,
    },
    devcontainer: 'none',
    development: { features: {}, extensions: [] },
    own: [],
    managedBy: undefined,
    given: Object.keys(set),
    ...given,
  };
}

/** What the root of a workspace tells: its apps by their directories, each with its options. */
export function factsOf(apps: Readonly<Record<string, object>>, more: Partial<WorkspaceFacts> = {}): WorkspaceFacts {
  return {
    name: 'acme',
    apps: Object.entries(apps).map(([directory, options]) => {
      const name = directory.split('/').at(-1) ?? 'app';
      return { directory, app: resolved({ image: { name: `ghcr.io/acme/${name}` }, ...options }, name) };
    }),
    nx: true,
    packageManager: 'npm',
    packageManagerVersion: undefined,
    projen: false,
    ...more,
  };
}
