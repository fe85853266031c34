// `npm run demo`: the product from an empty directory to a running system, with both packages as they would be published.
// `--keep` keeps the workspace.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './lib/paths.mjs';
import { dockerAnswers, setUp } from './lib/setup.mjs';
import { ask, elapsed, fails, freePort, quietEnvironment, run, show, tell, withServer } from './lib/story.mjs';

setUp();
const { packAll } = await import('../e2e/support/pack.mjs');
const home = mkdtempSync(join(tmpdir(), 'fastapi-container-demo-'));
const workspace = join(home, 'my-shop');
const nxProgram = join(workspace, 'node_modules', '.bin', 'nx');
const nx = (...args) => run(workspace, nxProgram, args);
const git = (...args) => run(workspace, 'git', args);
const commit = (message) => {
  git('add', '--all');
  git('-c', 'user.name=demo', '-c', 'user.email=demo@example.com', 'commit', '--quiet', '--message', message);
};
const linesOf = (text, pattern) =>
  text
    .split('\n')
    .filter((line) => pattern.test(line))
    .join('\n');

/** A package registry of this run alone, which sends npm elsewhere for all packages but these two. */
async function withRegistry(work) {
  const { product, create } = packAll();
  const registry = spawn(process.execPath, [fromRoot('e2e/support/registry.mjs'), product, create]);
  try {
    const url = await new Promise((resolve) => registry.stdout.once('data', (data) => resolve(String(data).trim())));
    await work(url);
  } finally {
    registry.kill();
  }
}

/** Exchanges words in a file of the workspace. */
function edit(path, from, to) {
  const file = join(workspace, path);
  const before = readFileSync(file, 'utf8');
  if (!before.includes(from)) throw new Error(`${path} holds no ${from}`);
  writeFileSync(file, before.replaceAll(from, to));
}

async function create() {
  tell('npm create fastapi-container@latest my-shop -- --name=orders');
  const port = await freePort();
  await withRegistry((url) => {
    const env = { ...quietEnvironment(), npm_config_registry: url, npm_config_cache: join(home, 'npm-cache') };
    const words = ['create', '--yes', 'fastapi-container@latest', 'my-shop', '--', '--name=orders', `--port=${port}`];
    show(linesOf(run(home, 'npm', words, env), /ready|cd |npm start/));
  });
  for (const project of ['apps/orders', 'apps/web', 'libs/orders-client']) {
    const files = git('ls-files', project).trim().split('\n');
    show(`${project}: ${files.map((file) => file.slice(project.length + 1)).join('  ')}`.slice(0, 170));
  }
  return port;
}

async function serve(servicePort) {
  const port = await freePort();
  tell('npm start: the page on Vite, the service behind it, the client made in between');
  await withServer(workspace, 'npm', ['start', '--', `--port=${port}`, '--strictPort'], async () => {
    await ask(`http://127.0.0.1:${servicePort}/health/ready`);
    await ask(`http://localhost:${port}/src/main.ts`);
    const headers = { 'content-type': 'application/json' };
    await ask(`http://localhost:${port}/api/items`, {
      method: 'POST',
      headers,
      body: '{"name": "lamp", "quantity": 2}',
    });
    await ask(`http://localhost:${port}/api/items`);
  });
}

function changeTheModel() {
  tell('nx g fastapi-container:app apps/billing: a second service, with a port of its own');
  show(linesOf(nx('g', 'fastapi-container:app', 'apps/billing'), /port|Next/));
  commit('billing');

  tell('The model in Python changes: `quantity` becomes `amount`. Its contract is made again, and reviewed as a file');
  edit('apps/orders/orders/routers/items.py', 'quantity', 'amount');
  nx('openapi', 'orders');
  show(linesOf(git('diff', '--unified=0', '--', 'apps/orders/openapi.json'), /^[+-]\s/), 8);

  tell('nx affected: service, client and page, and not the other service');
  show(`projects: ${nx('show', 'projects', '--affected', '--base=HEAD').trim().split(/\s+/).join(', ')}`);

  tell('nx typecheck web: the client follows the contract, and the page no longer compiles');
  show(linesOf(fails(workspace, nxProgram, ['typecheck', 'web', '--output-style=static']), /error TS|main\.ts/));

  tell('The page follows. All of it is checked: only what changed runs, the rest comes from the cache');
  edit('apps/web/src/main.ts', 'quantity', 'amount');
  edit('apps/web/index.html', 'quantity', 'amount');
  edit('apps/orders/tests/test_items.py', 'quantity', 'amount');
  const targets = '--targets=typecheck,test,lint,build,openapi-check';
  show(
    linesOf(
      nx('affected', targets, '--base=HEAD', '--output-style=static'),
      /passed|All checks|no issues|built in|Success/,
    ),
  );
  commit('amount');
}

async function changeAnOption() {
  const port = await freePort();
  tell(`One option changes: --port=${port} --workers=2. What follows from it:`);
  nx('g', 'fastapi-container:app', 'apps/orders', `--port=${port}`, '--workers=2');
  const diff = linesOf(git('diff', '--unified=0'), /^(diff|[+-](?![+-]))/).split('\n');
  show(diff.map((line) => line.replace(/^diff --git a\/(\S+).*/, '$1').slice(0, 150)).join('\n'), 24);

  tell('A hand edit in the Dockerfile is kept, and reported with the ways out');
  const dockerfile = join(workspace, 'apps', 'orders', 'Dockerfile');
  const generated = readFileSync(dockerfile, 'utf8');
  writeFileSync(dockerfile, `${generated}LABEL team=shop\n`);
  show(linesOf(nx('g', 'fastapi-container:app', 'apps/orders'), /left alone|Ways out|own"|overwrite|LABEL/));
  writeFileSync(dockerfile, generated);
  commit('port');
  return port;
}

async function container(port) {
  if (!dockerAnswers()) {
    console.log(`\n${'!'.repeat(90)}`);
    console.log('NO DOCKER ENGINE ANSWERS: THE IMAGE IS NOT BUILT AND NOT RUN HERE. Start Docker, and run this again.');
    console.log('!'.repeat(90));
    return;
  }
  tell('nx container-run orders: builds the image, and runs it read-only and without privileges');
  await withServer(workspace, nxProgram, ['container-run', 'orders'], async () => {
    await ask(`http://127.0.0.1:${port}/health/ready`);
    const id = run(workspace, 'docker', ['ps', '--quiet', '--filter', 'ancestor=orders']).trim().split('\n')[0];
    show(`in the container: ${run(workspace, 'docker', ['exec', id, 'id']).trim()}`);
    const format = 'read-only root {{.HostConfig.ReadonlyRootfs}}, dropped capabilities {{.HostConfig.CapDrop}}';
    show(run(workspace, 'docker', ['inspect', '--format', format, id]));
  });
}

try {
  await serve(await create());
  changeTheModel();
  await container(await changeAnOption());
  console.log(`\nThat was it, in ${elapsed()}.`);
  if (process.argv.includes('--keep')) console.log(`The workspace is at ${workspace}`);
  else rmSync(home, { recursive: true, force: true });
} catch (error) {
  console.error(`\n${error.message}\n\nThe workspace is left at ${workspace}`);
  process.exitCode = 1;
}
