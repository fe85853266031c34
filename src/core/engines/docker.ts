import type { ResolvedApp } from '../app/resolved';
import { references } from '../app/image-reference';
import { inputs, onePlatform, repeated, runArguments, type ContainerEngine } from './engine';

function shared(app: ResolvedApp, tagged: readonly string[]): string[] {
  const { builder } = app;
  return [
    ...repeated('--tag', tagged),
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
function builderOf({ builder }: ResolvedApp, asPushed: boolean): string[] {
  const chosen = asPushed || builder.cacheFrom.length + builder.cacheTo.length > 0;
  return chosen ? ['buildx', 'build', '--load'] : ['build'];
}

function attestations({ push }: ResolvedApp): string[] {
  // Both are said in any case: buildx attaches provenance unasked, which turns the image into an index.
  const provenance = push.provenance === 'none' ? 'false' : `mode=${push.provenance}`;
  return [`--provenance=${provenance}`, `--sbom=${String(push.sbom)}`];
}

/** Docker with BuildKit. */
export const docker: ContainerEngine = {
  build: (app, asPushed = false) => [
    ['docker', ...builderOf(app, asPushed), ...onePlatform(app), ...shared(app, references(app))],
  ],

  run: (contract, name) => ['docker', 'run', ...runArguments(contract, name), contract.image],

  remove: (name) => ['docker', 'rm', '--force', '--volumes', name],

  push: (app, { references: pushed, words }, digestFile) => {
    const { platforms } = app.image;
    const forAll = platforms.length === 0 ? [] : ['--platform', platforms.join(',')];
    const told = ['--metadata-file', digestFile];
    return [
      [
        'docker',
        'buildx',
        'build',
        '--push',
        ...told,
        ...attestations(app),
        ...forAll,
        ...shared(app, pushed),
        ...words,
      ],
    ];
  },

  digestIn: (text) => /"containerimage\.digest":\s*"(sha256:[0-9a-f]{64})"/.exec(text)?.[1],

  pushesWhatWasBuilt: () => false,

  save: (image, file) => ['docker', 'save', '--output', file, image],

  inspect: (image) => ['docker', 'image', 'inspect', image],
};
