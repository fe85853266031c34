// `npm run demo`: the product in a throw-away Nx workspace, from nothing to a running container. `--keep` keeps it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './lib/paths.mjs';
import { dockerAnswers, setUp } from './lib/setup.mjs';
import { ask, elapsed, freePort, run, show, tell, withServer } from './lib/story.mjs';

setUp();
const { pack } = await import('../e2e/support/pack.mjs');
const workspace = mkdtempSync(join(tmpdir(), 'fastapi-container-demo-'));
const { nx: nxVersion } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')).devDependencies;
const nxProgram = join(workspace, 'node_modules', '.bin', 'nx');
const nx = (...args) => run(workspace, nxProgram, args);
const git = (...args) => run(workspace, 'git', args);
const dockerfile = join(workspace, 'apps', 'orders', 'Dockerfile');

async function askApp(port, live) {
  const base = `http://127.0.0.1:${port}`;
  await ask(base + live);
  await ask(`${base}/health/ready`);
  const headers = { 'content-type': 'application/json' };
  await ask(`${base}/items`, { method: 'POST', headers, body: '{"name": "lamp", "quantity": 2}' });
}

async function story() {
  tell(`A new workspace with Nx ${nxVersion}, and this package added to it`);
  writeFileSync(join(workspace, 'package.json'), JSON.stringify({ private: true, devDependencies: { nx: nxVersion } }));
  writeFileSync(join(workspace, 'nx.json'), '{ "analytics": false }\n');
  writeFileSync(join(workspace, '.gitignore'), 'node_modules\n.nx\n');
  git('init', '--quiet', '.');
  run(workspace, 'npm', ['install', '--no-audit', '--no-fund', '--no-package-lock']);
  nx('add', `fastapi-container@file:${pack()}`);

  const [first, second] = [await freePort(), await freePort()];
  tell(`nx g fastapi-container:app apps/orders --port=${first}`);
  const created = nx('g', 'fastapi-container:app', 'apps/orders', `--port=${first}`);
  show(
    created
      .split('\n')
      .filter((line) => line.startsWith('CREATE'))
      .join('\n'),
  );

  tell('nx start orders: makes .venv, installs the requirements, and runs the command of the container');
  show(
    nx('install', 'orders')
      .split('\n')
      .filter((line) => /\.venv|Note|image still/.test(line))
      .join('\n'),
  );
  await withServer(workspace, nxProgram, ['start', 'orders'], () => askApp(first, '/health/live'));

  tell('nx test orders, lint and typecheck: the generated code passes its own tools');
  const checked = nx('run-many', '--targets=test,lint,typecheck', '--output-style=static');
  show(
    checked
      .split('\n')
      .filter((line) => /passed|All checks|no issues/.test(line))
      .join('\n'),
  );

  git('add', '--all');
  git('-c', 'user.name=demo', '-c', 'user.email=demo@example.com', 'commit', '--quiet', '--message', 'orders');
  tell(`One command changes three options: --port=${second} --health.live=/healthz --workers=2. What follows from it:`);
  nx('g', 'fastapi-container:app', 'apps/orders', `--port=${second}`, '--health.live=/healthz', '--workers=2');
  const diff = git('diff', '--unified=0')
    .split('\n')
    .filter((line) => /^(diff|[+-](?![+-]))/.test(line));
  show(diff.map((line) => line.replace(/^diff --git a\/(\S+).*/, '$1').slice(0, 150)).join('\n'), 60);

  show(
    git('status', '--short')
      .split('\n')
      .filter((line) => line.startsWith('??'))
      .join('\n')
      .replaceAll('?? ', 'new: '),
  );

  tell('A hand edit in the Dockerfile is kept, and reported with the ways out');
  const generated = readFileSync(dockerfile, 'utf8');
  writeFileSync(dockerfile, `${generated}LABEL team=shop\n`);
  const reported = nx('g', 'fastapi-container:app', 'apps/orders');
  show(
    reported
      .split('\n')
      .filter((line) => /left alone|Ways out|own"|overwrite|LABEL/.test(line))
      .join('\n'),
  );
  writeFileSync(dockerfile, generated);

  if (!dockerAnswers()) {
    tell('NO DOCKER ENGINE ANSWERS: the image is not built. With Docker running, this step builds and runs it');
    await withServer(workspace, nxProgram, ['start', 'orders'], () => askApp(second, '/healthz'));
    return;
  }
  tell('nx container-run orders: builds the image, and runs it read-only and without privileges');
  await withServer(workspace, nxProgram, ['container-run', 'orders'], async () => {
    await askApp(second, '/healthz');
    const id = run(workspace, 'docker', ['ps', '--quiet', '--filter', 'ancestor=orders']).trim().split('\n')[0];
    show(`in the container: ${run(workspace, 'docker', ['exec', id, 'id']).trim()}`);
    const format =
      'read-only root {{.HostConfig.ReadonlyRootfs}}, dropped capabilities {{.HostConfig.CapDrop}}, health {{.State.Health.Status}}';
    show(run(workspace, 'docker', ['inspect', '--format', format, id]));
  });
}

try {
  await story();
  console.log(`\nThat was it, in ${elapsed()}.`);
  if (process.argv.includes('--keep')) console.log(`The workspace is at ${workspace}`);
  else rmSync(workspace, { recursive: true, force: true });
} catch (error) {
  console.error(`\n${error.message}\n\nThe workspace is left at ${workspace}`);
  process.exitCode = 1;
}
