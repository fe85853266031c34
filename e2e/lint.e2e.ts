import { join } from 'node:path';
import { resolve } from '../src/core/resolve/resolve';
import { describeDocker, docker } from './support/docker';
import { hadolint } from './support/hadolint';
import { dockerfileOf } from './support/image-app';
import { coverPairs, type Choice } from './support/pairs';
import { merge, SETUPS } from './support/pairwise';
import { keepOnFailure, workspace, write } from './support/workspace';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** What the Dockerfile depends on, each value as options. */
const FACTORS: Readonly<Record<string, readonly object[]>> = {
  setup: Object.values(SETUPS),
  python: [{ python: '3.13' }, { python: '3.10' }],
  app: [{}, { app: 'main:create_app()' }],
  variant: [
    {},
    { image: { variant: 'distroless' } },
    { image: { variant: 'dhi' } },
    { image: { variant: 'chainguard', builderBase: `cgr.dev/chainguard/python@${DIGEST}` } },
  ],
  base: [{}, { image: { base: 'registry.example.com:5000/team/python:3.13' } }, { image: { digest: DIGEST } }],
  aptBuilder: [{}, { image: { aptPackages: { builder: ['gcc', 'libpq-dev'] } } }],
  aptRuntime: [{}, { image: { aptPackages: { runtime: ['libpq5=17.6-0+deb13u1', 'curl'] } } }],
  env: [{}, { image: { env: { A: '', B: `"q" 'q' \\ $HOME \`id\` #<<EOF {}\\`, C: 'plain/1.0', D: 'é🎉' } } }],
  labels: [
    {},
    {
      image: {
        labels: {
          'com.example.my-team': '\\"$(id)"\\',
          'org.opencontainers.image.source': 'https://example.com/orders?a=b&c=$d',
          'org.opencontainers.image.licenses': 'Apache-2.0 OR MIT',
        },
      },
    },
  ],
  files: [{}, { image: { files: ['alembic.ini', 'migrations'] } }],
  extraBuilder: [
    {},
    { image: { extra: { builder: ['ENV CFLAGS="-O2 -g"', 'ARG CHANNEL=stable', 'RUN echo "$CHANNEL"'] } } },
  ],
  extraRuntime: [{}, { image: { extra: { runtime: ['RUN groupadd --gid 2000 files && mkdir /data'] } } }],
  copies: [{}, { image: { extra: { runtime: ['COPY --from=builder /etc/ssl /etc/ssl', 'ENV LANGUAGE=en'] } } }],
  check: [{}, { image: { check: true } }],
  bytecode: [{}, { image: { bytecode: 'application' } }],
  strip: [{}, { image: { strip: true } }],
  prune: [{}, { image: { prune: true } }],
};

const factors = Object.entries(FACTORS);

function optionsOf(choice: Choice): Record<string, unknown> {
  return merge(factors.map(([factor, values]) => values[choice.get(factor) ?? -1] ?? {}));
}

/** References of the base images. */
function baseImages(text: string): string[] {
  return [...text.matchAll(/^FROM (\S+[:@/]\S+) AS /gm)].map((match) => match[1] ?? '');
}

describeDocker('every accepted pair of options that the Dockerfile depends on', () => {
  const { choices, pairs } = coverPairs(
    {
      factors: factors.map(([factor, values]) => [factor, values.length]),
      accepted: (choice) => resolve(optionsOf(choice), 'orders').ok,
      contexts: [new Map()],
    },
    7,
  );
  const directory = workspace('lint');
  const paths = choices.map((_, index) => join(directory, String(index), 'Dockerfile'));

  beforeAll(() => {
    choices.forEach((choice, index) => {
      write(paths[index] ?? '', dockerfileOf(optionsOf(choice)));
    });
  });

  test('is there', () => {
    expect(pairs).toBeGreaterThan(500);
    expect(choices.length).toBeGreaterThan(20);
  });

  test(
    'has no findings of hadolint, with all rules and without ignores',
    keepOnFailure(() => {
      expect(hadolint(...paths)).toEqual({ status: 0, output: '' });
    }),
  );

  test(
    'has no findings of docker build --check',
    keepOnFailure(() => {
      for (const [index, path] of paths.entries()) {
        // The checks need no content of a base image. A local one stands for those that cannot be pulled everywhere.
        const references = new Set(baseImages(dockerfileOf(optionsOf(choices[index] ?? new Map<string, number>()))));
        const instead = [...references].flatMap((name) => [
          '--build-context',
          `${name}=docker-image://python:3.12-slim`,
        ]);
        const { output } = docker(['build', '--check', ...instead, '--file', path, directory], 'any');
        expect([path, output]).toEqual([path, expect.stringContaining('Check complete, no warnings found.')]);
      }
    }),
  );
});
