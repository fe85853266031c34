import type { ResolvedApp } from '../app/resolved';
import type { PushManner } from './push-words';

/** Tag under which the layers of a build are kept beside the image. */
const CACHE_TAG = 'buildcache';

/** Where the layers of an app's builds are kept. */
function cacheOf({ image }: ResolvedApp): string {
  return `type=registry,ref=${image.name}:${CACHE_TAG}`;
}

/** The app as it is built before a push: layers are taken from the cache, and kept by the push itself. */
export function asBuilt(app: ResolvedApp, { cache }: PushManner): ResolvedApp {
  const { builder } = app;
  return cache ? { ...app, builder: { ...builder, cacheFrom: [...builder.cacheFrom, cacheOf(app)] } } : app;
}

/**
 * The app as it is pushed. What is attached is said in its options, so that the engine is told once: AWS Lambda rejects
 * whatever has something attached.
 */
export function asPushed(app: ResolvedApp, manner: PushManner): ResolvedApp {
  const built = asBuilt(app, manner);
  const { builder, push } = built;
  return {
    ...built,
    // All layers, those of the stages too that are not in the image: they take the time.
    builder: manner.cache ? { ...builder, cacheTo: [...builder.cacheTo, `${cacheOf(app)},mode=max`] } : builder,
    push: manner.attestations && takesAttestations(app) ? { ...push, sbom: true, provenance: 'max' } : push,
  };
}

/** Whether what runs the image takes it with something attached. */
export function takesAttestations({ push }: ResolvedApp): boolean {
  return push.target !== 'lambda';
}
