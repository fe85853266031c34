import type { ResolvedApp } from '../resolved';
import { hardened, inputs, mainReference, onePlatform, references, repeated, type ContainerEngine } from './engine';

function shared(app: ResolvedApp): string[] {
  const { builder } = app;
  return [
    ...repeated('--tag', references(app)),
    ...inputs(app),
    ...(builder.pull ? ['--pull'] : []),
    ...repeated('--cache-from', builder.cacheFrom),
    ...repeated('--cache-to', builder.cacheTo),
    '.',
  ];
}

/**
 * `docker build` uses Docker's own builder, which sees the images of this machine. Caches are the business of the
 * builder that was chosen with buildx; that one may be a container, from which the image has to be loaded.
 */
function builderOf({ builder }: ResolvedApp): string[] {
  return builder.cacheFrom.length + builder.cacheTo.length === 0 ? ['build'] : ['buildx', 'build', '--load'];
}

function attestations({ push }: ResolvedApp): string[] {
  // Both are said in any case: buildx attaches provenance unasked, which turns the image into an index.
  const provenance = push.provenance === 'none' ? 'false' : `mode=${push.provenance}`;
  return [`--provenance=${provenance}`, `--sbom=${String(push.sbom)}`];
}

/** Docker with BuildKit. */
export const docker: ContainerEngine = {
  build: (app) => [['docker', ...builderOf(app), ...onePlatform(app), ...shared(app)]],

  run: (app) => ['docker', 'run', ...hardened(app), mainReference(app)],

  push: (app) => {
    const { platforms } = app.image;
    const forAll = platforms.length === 0 ? [] : ['--platform', platforms.join(',')];
    return [['docker', 'buildx', 'build', '--push', ...attestations(app), ...forAll, ...shared(app)]];
  },

  pushesWhatWasBuilt: () => false,

  save: (image, file) => ['docker', 'save', '--output', file, image],

  inspect: (image) => ['docker', 'image', 'inspect', image],
};
