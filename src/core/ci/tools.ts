/** Programs that a pipeline gets besides what its runner has: the one table of their versions. */
export const TOOLS = {
  /** Tells what breaks clients. Built from source: https://github.com/oasdiff/oasdiff */
  oasdiff: { module: 'github.com/oasdiff/oasdiff', version: 'v1.37.0' },
  /** Looks for vulnerabilities: https://github.com/aquasecurity/trivy/releases */
  trivy: { version: '0.72.0', sha256: 'bbb64b9695866ce4a7a8f5c9592002c5961cab378577fa3f8a040df362b9b2ea' },
  /** Get a package manager: https://www.npmjs.com/package/corepack, https://www.npmjs.com/package/bun */
  corepack: '0.36.0',
  bun: '1.4.5',
  /** Runs programs of other architectures: https://hub.docker.com/r/tonistiigi/binfmt */
  binfmt: 'tonistiigi/binfmt:qemu-v10.2.3@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0',
} as const;

/** Images of GitLab's jobs. By tag: the runner pulls what is newest of a version, as one of GitHub's has it. */
export const JOB_IMAGES = { go: 'golang:1.26', docker: 'docker:29-dind' } as const;

/** Release of Kubernetes whose kubectl is installed where the runner has none; it works with the two beside it. */
export const KUBECTL_RELEASE = 'v1.36';

/** The runner of GitHub's jobs. */
export const RUNNER = 'ubuntu-24.04';
