import type { ImageVariant, PythonVersion } from '../options';
import { IMAGE_LAYOUT } from '../constants';

/** What a family of base images asks of the Dockerfile. */
export interface Variant {
  /** Name for people. */
  readonly title: string;
  /** Base image of the final stage. */
  readonly base: (python: PythonVersion) => string;
  /** Base image of the stage that installs the packages, where it is another one. */
  readonly builderBase?: (python: PythonVersion) => string;
  /** Python versions that the family has; all where it is not said. */
  readonly pythons?: readonly PythonVersion[];
  /** Path of the final image's Python, where the builder has its own elsewhere. */
  readonly interpreter?: string;
  /** The user that the image runs as. */
  readonly uid: number;
  /** Whether the final image has a shell, and so can run commands while it is built. */
  readonly hasShell: boolean;
  /** Whether the builder has Debian's package manager. */
  readonly builderHasApt: boolean;
}

/** User `nonroot` of the families without a shell. */
const NONROOT = 65532;

/** Every variant by its name. */
export const VARIANTS: Readonly<Record<ImageVariant, Variant>> = {
  slim: {
    title: 'the official image, without what only building needs',
    base: (python) => `python:${python}-slim`,
    uid: IMAGE_LAYOUT.uid,
    hasShell: true,
    builderHasApt: true,
  },
  // https://github.com/GoogleContainerTools/distroless/blob/main/python3/README.md
  distroless: {
    title: "Google's distroless image",
    base: () => 'gcr.io/distroless/python3-debian13:nonroot',
    builderBase: () => 'python:3.13-slim-trixie',
    pythons: ['3.13'],
    interpreter: '/usr/bin/python3',
    uid: NONROOT,
    hasShell: false,
    builderHasApt: true,
  },
  // https://docs.docker.com/dhi/migration/examples/python/
  dhi: {
    title: 'Docker Hardened Images; `docker login dhi.io` first',
    base: (python) => `dhi.io/python:${python}`,
    builderBase: (python) => `dhi.io/python:${python}-dev`,
    uid: NONROOT,
    hasShell: false,
    builderHasApt: true,
  },
  // https://edu.chainguard.dev/chainguard/migration/migrating-python/
  chainguard: {
    title: 'Chainguard; its free images have the tag latest only, so that both need a digest',
    base: () => 'cgr.dev/chainguard/python:latest',
    builderBase: () => 'cgr.dev/chainguard/python:latest-dev',
    uid: NONROOT,
    hasShell: false,
    builderHasApt: false,
  },
};

/** Whether an image is the official slim one of Python, or a mirror of it: what lies where is known then. */
export function isOfficialPython(reference: string): boolean {
  return /(^|\/)python:[0-9][0-9a-z.]*-slim/.test(reference);
}

/**
 * Whether an image is known to start as root: the official one of Python. Any other may start as a user who cannot write
 * where the packages go.
 */
export function startsAsRoot(reference: string): boolean {
  return /^(docker\.io\/)?(library\/)?python:/.test(reference);
}
