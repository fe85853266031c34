import type { ResolvedApp } from '../app/resolved';
import { docker } from './docker';
import type { ContainerEngine } from './engine';
import { podman } from './podman';

export type { ContainerEngine } from './engine';

const ENGINES = { docker, podman };

/** The engine that an app uses. */
export function engineOf({ engine }: ResolvedApp): ContainerEngine {
  return ENGINES[engine];
}
