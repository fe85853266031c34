import { copyFileSync, cpSync, existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { docker, imageName } from './docker';
import { runAside, succeed, type Ended } from './shell';
import { workspace, write } from './workspace';

const VERSION = '0.89.0';

/** It stays from one run to the next. */
const HOME = join(__dirname, `../../node_modules/.cache/devcontainers-cli-${VERSION}`);

/** The reference implementation, installed the first time. */
function program(): string {
  const path = join(HOME, 'node_modules/.bin/devcontainer');
  if (!existsSync(path)) {
    write(join(HOME, 'package.json'), '{ "private": true }\n');
    succeed(HOME, 'npm', ['install', '--no-package-lock', `@devcontainers/cli@${VERSION}`]);
  }
  return path;
}

/** Runs it to its end. */
export function devcontainer(...words: string[]): Promise<Ended> {
  return runAside(HOME, program(), words);
}

/**
 * What the image of the specification has, as far as the commands of the container ask for it: Python, Git, sudo and the
 * user; and Node and npm, those of this machine, which a feature brings to the real one.
 */
const BASE = `FROM python:3.13-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends git sudo libstdc++6 && rm -rf /var/lib/apt/lists/* \\
 && useradd --create-home --uid 1000 --shell /bin/bash vscode \\
 && echo 'vscode ALL=(root) NOPASSWD:ALL' > /etc/sudoers.d/vscode
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \\
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
# Node has certificates of its own, and those of the system only when it is told.
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
`;

/** Builds a stand-in for the image that the container is made from, which cannot be pulled everywhere. */
export async function baseImage(): Promise<string> {
  const image = imageName('devcontainer');
  const directory = workspace('devcontainer-image');
  const node = realpathSync(process.execPath);
  const npm = join(dirname(realpathSync(succeed(directory, 'which', ['npm']).stdout.trim())), '..');
  write(join(directory, 'Dockerfile'), BASE);
  copyFileSync(node, join(directory, 'node'));
  cpSync(npm, join(directory, 'npm'), { recursive: true });
  const { status, output } = await runAside(directory, 'docker', ['build', '--quiet', '--tag', image, '.']);
  if (status !== 0) throw new Error(output);
  return image;
}

/** Name of a feature, from its reference. */
const nameOf = (reference: string) => /([a-z-]+):\d+$/.exec(reference)?.[1] ?? '';

/** Writes what it was given where a test can read it. That of Docker starts an engine before everything else. */
const INSTALL = `#!/bin/sh
set -e
env | grep -E '^(VERSION|MOBY|PNPMVERSION)=' | sort > "/etc/feature-$(basename "$PWD" | sed 's/_[0-9]*$//')"
printf '#!/bin/sh\\ntouch /tmp/started\\n' > /usr/local/share/docker-init.sh
chmod +x /usr/local/share/docker-init.sh
`;

/**
 * Writes stand-ins for features, which cannot be downloaded everywhere. They take the same options, and ask for the same
 * rights and the same start.
 *
 * @returns the same options, under the references of the stand-ins
 */
export function featureStandIns(root: string, features: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(features).map(([reference, given]) => {
      const id = nameOf(reference);
      const options = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, { type: typeof value, default: '' }]),
      );
      const starts = id.startsWith('docker') ? { privileged: true, entrypoint: '/usr/local/share/docker-init.sh' } : {};
      const directory = join(root, '.devcontainer/stand-in', id);
      const description = { id, version: '1.0.0', name: id, options, ...starts };
      write(join(directory, 'devcontainer-feature.json'), JSON.stringify(description));
      write(join(directory, 'install.sh'), INSTALL);
      return [`./stand-in/${id}`, given];
    }),
  );
}

/** Removes what it has built for a checkout. */
export function removeBuilt(root: string): void {
  const { stdout } = docker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], 'any');
  const built = stdout.split('\n').filter((name) => name.startsWith(`vsc-${basename(root).toLowerCase()}`));
  if (built.length > 0) docker(['image', 'rm', '--force', ...built], 'any');
}
