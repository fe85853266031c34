import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './shell';
import { read, workspace, write } from './workspace';

/** Programs that stand in for what a pipeline reaches over the network. Each tells in `log` how it was called. */
export interface StandIns {
  /** Directory of the programs, for the PATH. */
  readonly bin: string;
  readonly log: () => string[];
  readonly forget: () => void;
  /** Digest of the archive that `curl` gives for that of Trivy. */
  readonly archiveDigest: string;
  /** Lets Trivy find something, or nothing. */
  readonly vulnerable: (is: boolean) => void;
}

/** Answers as a cluster does that takes everything at once: what it is told is kept in a file. */
const KUBECTL = `#!/usr/bin/env node
const { execFileSync } = require('node:child_process');
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
const [verb, what = '', name = ''] = args;
if (verb === 'kustomize') {
  process.stdout.write(execFileSync(process.env.REAL_KUBECTL, args));
  process.exit(0);
}
appendFileSync(process.env.LOG, ['kubectl', ...args].join(' ') + '\\n');
const state = process.env.LOG + '.cluster';
const objects = existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : {};
if (verb === 'apply') {
  const { items } = JSON.parse(readFileSync(0, 'utf8'));
  if (args.includes('--dry-run=server')) process.exit(0);
  for (const item of items) objects[item.kind + '/' + item.metadata.name] = item;
  writeFileSync(state, JSON.stringify(objects));
}
if (verb !== 'get') process.exit(0);
const kind = what.split('.')[0];
if (['pods', 'replicasets', 'events'].includes(kind)) {
  console.log('{ "items": [] }');
  process.exit(0);
}
if (args.some((word) => word.startsWith('--output=go-template'))) {
  console.log([name, 'database_url', 'redis_url'].join('\\n'));
  process.exit(0);
}
const found = objects[kind + '/' + name];
if (!found) process.exit(args.includes('--ignore-not-found') ? 0 : 1);
const replicas = found.spec?.replicas ?? 1;
const status = { observedGeneration: 1, replicas, updatedReplicas: replicas, availableReplicas: replicas };
console.log(JSON.stringify({ ...found, status, metadata: { generation: 1, ...found.metadata } }));
`;

/**
 * The engine itself, but for what it does only with a builder that has to be pulled: attestations and a cache in a registry.
 * What it is asked for is told all the same.
 */
const DOCKER = `#!/bin/bash
echo "docker $*" >> "$LOG"
case "$1 $2" in
  'login '*) echo "password $(cat)" >> "$LOG"; exit 0 ;;
  'buildx create' | 'context create') exit 0 ;;
esac
words=()
while [ $# -gt 0 ]; do
  case "$1" in
    --provenance=*) words+=(--provenance=false) ;;
    --sbom=*) words+=(--sbom=false) ;;
    --cache-from | --cache-to) shift ;;
    *) words+=("$1") ;;
  esac
  shift
done
exec "$REAL_DOCKER" "\${words[@]}"
`;

const CURL = `#!/bin/bash
echo "curl $*" >> "$LOG"
while [ "$1" != --output ]; do shift; done
cp "$ARCHIVE" "$2"
`;

const TRIVY = `#!/bin/bash
[ "$1" = --version ] && exit 0
echo "trivy $*" >> "$LOG"
[ ! -e "$LOG.vulnerable" ] || exit 3
`;

const GH = '#!/bin/bash\necho "gh $*" >> "$LOG"\n';

function whereIs(program: string): string {
  return succeed(__dirname, 'bash', ['-c', `command -v ${program} || true`]).stdout.trim();
}

/** Makes them. */
export function standIns(): StandIns & { readonly env: Readonly<Record<string, string>> } {
  const home = workspace('pipeline-stand-ins');
  const [bin, log, archive] = [join(home, 'bin'), join(home, 'log'), join(home, 'trivy.tgz')];
  const programs = { kubectl: KUBECTL, docker: DOCKER, curl: CURL, gh: GH };
  for (const [name, text] of Object.entries(programs)) {
    write(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  write(join(home, 'inside/trivy'), TRIVY);
  chmodSync(join(home, 'inside/trivy'), 0o755);
  succeed(home, 'tar', ['-czf', archive, '-C', join(home, 'inside'), 'trivy']);
  write(log, '');
  const env = { LOG: log, ARCHIVE: archive, REAL_DOCKER: whereIs('docker'), REAL_KUBECTL: whereIs('kubectl') };
  return {
    bin,
    env,
    log: () => read(log).split('\n').slice(0, -1),
    forget: () => {
      write(log, '');
    },
    archiveDigest: succeed(home, 'sha256sum', [archive]).stdout.split(' ')[0] ?? '',
    vulnerable: (is) => {
      succeed(home, is ? 'touch' : 'rm', [...(is ? [] : ['-f']), `${log}.vulnerable`]);
    },
  };
}
