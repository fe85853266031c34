// The image of every tutorial beside ours: same base, same application, and what is asked of both.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { run } from '../../scripts/lib/story.mjs';
import { enlarge } from './real-app.mjs';

export const PYTHON = '3.12';
export const BASE = `python:${PYTHON}-slim`;
export const PORT = 8000;

const TUTORIAL = `FROM ${BASE}

WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY . .

EXPOSE ${PORT}

CMD ["uvicorn", "orders.main:app", "--host", "0.0.0.0", "--port", "${PORT}"]
`;

/** What tutorials install, and what this application imports besides: its settings and its documentation pages. */
const TUTORIAL_REQUIREMENTS = 'fastapi\nuvicorn\npydantic-settings\nfastapi-offline\n';

/** Runs docker, which has to succeed. @returns its standard output */
export function docker(...args) {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`docker ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout.trim();
}

/** An image with the directory that it is built from. Everything that it makes goes away with `remove`. */
export class Candidate {
  constructor(name, directory) {
    this.image = `fastapi-container-bench/${name}-${process.pid}`;
    this.directory = directory;
    this.edits = 0;
  }

  /** @returns milliseconds */
  build(...flags) {
    const before = this.id;
    const begin = performance.now();
    this.id = docker('build', '--quiet', '--tag', this.image, ...flags, this.directory);
    const took = performance.now() - begin;
    if (before !== undefined && before !== this.id) docker('image', 'rm', before);
    return took;
  }

  /** A change that no earlier build has seen. */
  edit(file, line = '') {
    this.edits += 1;
    appendFileSync(join(this.directory, file), `${line}# ${process.pid}-${this.edits}\n`);
  }

  inspect() {
    return JSON.parse(docker('image', 'inspect', this.image))[0];
  }

  /** Bytes over the base. */
  size() {
    return this.inspect().Size - JSON.parse(docker('image', 'inspect', BASE))[0].Size;
  }

  layers() {
    return this.inspect().RootFS.Layers;
  }

  /** Bytes, compressed as a registry takes them, of the layers that are not among the given ones. */
  bytesBeside(known) {
    const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-bench-'));
    const archive = join(directory, 'image.tar');
    docker('save', '--output', archive, this.image);
    const inArchive = (path) => spawnSync('tar', ['-xOf', archive, path], { maxBuffer: 1 << 30 }).stdout;
    const [{ Layers: paths }] = JSON.parse(inArchive('manifest.json').toString());
    const fresh = paths.filter((_, index) => !known.includes(this.layers()[index]));
    const bytes = fresh.map(inArchive).map((layer) => (layer.readUInt16BE() === 0x1f8b ? layer : gzipSync(layer)));
    rmSync(directory, { recursive: true });
    return bytes.reduce((sum, { length }) => sum + length, 0);
  }

  remove() {
    spawnSync('docker', ['image', 'rm', '--force', this.image], { stdio: 'ignore' });
  }
}

/** The generated app with a cache of its own, so that a cold build can be cold without touching those of others. */
export function generate(root, directory, ...flags) {
  const path = join(root, directory);
  run(root, process.execPath, [fromRoot('dist/cli/main.js'), 'new', path, '--name', 'orders', ...flags]);
  const dockerfile = readFileSync(join(path, 'Dockerfile'), 'utf8');
  writeFileSync(
    join(path, 'Dockerfile'),
    dockerfile.replaceAll('--mount=type=cache,', `--mount=type=cache,id=fastapi-container-bench,`),
  );
  return path;
}

/** Empties the package cache of the generated app's builds. */
export function emptyCache(root) {
  const context = mkdtempSync(join(root, 'empty-'));
  const mount = 'RUN --mount=type=cache,id=fastapi-container-bench,target=/cache';
  writeFileSync(join(context, 'Dockerfile'), `FROM ${BASE}\n${mount} find /cache -mindepth 1 -delete\n`);
  docker('build', '--quiet', '--no-cache', '--output', 'type=cacheonly', context);
}

/** The candidates, all with the same application, none of them built yet. */
export function makeCandidates(root) {
  const ours = generate(root, 'ours', '--python', PYTHON);
  const quiet = generate(root, 'quiet', '--python', PYTHON, '--no-access-log');
  const tutorial = (name, requirements) => {
    const directory = join(root, name);
    cpSync(ours, directory, { recursive: true });
    rmSync(join(directory, '.dockerignore'));
    writeFileSync(join(directory, 'Dockerfile'), TUTORIAL);
    if (requirements !== undefined) writeFileSync(join(directory, 'requirements.txt'), requirements);
    return new Candidate(name, directory);
  };
  return {
    ours: new Candidate('ours', ours),
    quiet: new Candidate('quiet', quiet),
    tutorial: tutorial('tutorial', TUTORIAL_REQUIREMENTS),
    sameRequirements: tutorial('tutorial-with-our-requirements'),
  };
}

/**
 * The same comparison for an application of a real size.
 *
 * @param candidates those of {@link makeCandidates}, not yet built or edited
 */
export function makeRealCandidates(root, { ours, sameRequirements, tutorial }) {
  const enlarged = (name, { directory }) => {
    const path = join(root, name);
    cpSync(directory, path, { recursive: true });
    enlarge(path);
    return new Candidate(name, path);
  };
  return {
    ours: enlarged('real-ours', ours),
    tutorial: enlarged('real-tutorial', tutorial),
    sameRequirements: enlarged('real-tutorial-with-our-requirements', sameRequirements),
  };
}
