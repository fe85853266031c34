// What the commands of the README do first on a fresh clone, and skip where it is done already. Uses nothing installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fromRoot, root } from './paths.mjs';

/** Runs a command with its output on the terminal. @returns whether it succeeded */
export function runVisibly(command, args, env = process.env) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function install() {
  const marker = fromRoot('node_modules', '.package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(fromRoot('package-lock.json')).mtimeMs) return;
  console.log('installing the development dependencies ...');
  if (!runVisibly('npm', ['ci', '--no-audit', '--no-fund'])) throw new Error('npm ci failed');
}

function build() {
  const built = fromRoot('.jsii');
  const sources = ['src', 'scripts/build.mjs', 'package.json'].map((path) => newest(fromRoot(path)));
  if (existsSync(built) && existsSync(fromRoot('dist')) && statSync(built).mtimeMs >= Math.max(...sources)) return;
  console.log('building ...');
  if (!runVisibly(process.execPath, [fromRoot('scripts/build.mjs')])) throw new Error('the build failed');
}

/** Installs and builds what is missing or out of date. */
export function setUp() {
  install();
  build();
}

/** Whether a Docker engine answers. */
export function dockerAnswers() {
  return spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
}

/** Whether there is a podman that can build the Dockerfile: from version 5. */
export function podmanAnswers() {
  const { status, stdout } = spawnSync('podman', ['version', '--format', '{{.Client.Version}}'], { encoding: 'utf8' });
  return status === 0 && Number(stdout.split('.')[0]) >= 5;
}

/** The path of Chromium, by the names that systems give it; undefined where there is none that starts. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const programs = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return programs.find((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0);
}

/** Whether there is a kubectl that reaches a cluster: without one it fails, also where it is installed. */
export function clusterAnswers() {
  return spawnSync('kubectl', ['version', '--request-timeout=10s'], { stdio: 'ignore' }).status === 0;
}
