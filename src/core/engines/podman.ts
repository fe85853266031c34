import type { ResolvedApp } from '../app/resolved';
import { mainReference, references } from '../app/image-reference';
import { inputs, onePlatform, repeated, runArguments, type ContainerEngine } from './engine';

/** The repository of a cache, which is all that podman can take: the rules let nothing else through. */
function repository(cache: string): string {
  return cache.replace(/^.*\bref=([^,]+).*$/, '$1');
}

function build(app: ResolvedApp, ...target: string[]): string[] {
  const { pull, cacheFrom, cacheTo } = app.builder;
  return [
    // The format of OCI has no place for a health check.
    ...['podman', 'build', '--format', 'docker'],
    ...target,
    ...inputs(app),
    ...(pull ? ['--pull=newer'] : []),
    ...repeated('--cache-from', cacheFrom.map(repository)),
    ...repeated('--cache-to', cacheTo.map(repository)),
    '.',
  ];
}

/** Where the images of all platforms are collected. A name of its own, since a tag is no list. */
function listOf({ image }: ResolvedApp): string {
  return `${image.name}-platforms`;
}

function hasSeveralPlatforms({ image }: ResolvedApp): boolean {
  return image.platforms.length > 1;
}

/** Podman, which builds with Buildah; from 5, the first with all that the Dockerfile needs. */
export const podman: ContainerEngine = {
  build: (app) => [build(app, ...onePlatform(app), ...repeated('--tag', references(app)))],

  // Unless told otherwise, podman makes more of a read-only container writable than /tmp.
  run: (contract, name) => [
    ...['podman', 'run', '--read-only-tmpfs=false'],
    ...[...runArguments(contract, name), contract.image],
  ],

  remove: (name) => ['podman', 'rm', '--force', '--volumes', name],

  push: (app, { references: pushed, words }, digestFile) => {
    const told = ['--digestfile', digestFile, ...words];
    const send = (what: string[], reference: string) => ['podman', ...what, `docker://${reference}`];
    if (!hasSeveralPlatforms(app)) {
      return pushed.map((reference) => send(['push', ...told, mainReference(app)], reference));
    }
    const list = listOf(app);
    return [
      // A list keeps what earlier builds have put into it.
      ['podman', 'manifest', 'rm', '--ignore', list],
      build(app, '--platform', app.image.platforms.join(','), '--manifest', list),
      ...pushed.map((reference) => send(['manifest', 'push', '--all', ...told, list], reference)),
    ];
  },

  digestIn: (text) => /^sha256:[0-9a-f]{64}/.exec(text)?.[0],

  pushesWhatWasBuilt: (app) => !hasSeveralPlatforms(app),

  save: (image, file) => ['podman', 'save', '--format', 'docker-archive', '--output', file, image],

  inspect: (image) => ['podman', 'image', 'inspect', image],
};
