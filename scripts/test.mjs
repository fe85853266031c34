// `npm test`: every tier. `npm test -- unit` or `e2e` runs one of them. Ends with one line that counts all tests.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fromRoot } from './lib/paths.mjs';
import { clusterAnswers, dockerAnswers, findChromium, podmanAnswers, runVisibly, setUp } from './lib/setup.mjs';

const only = process.argv[2];
const count = { passed: 0, failed: 0, skipped: 0 };

function check(name, command, args) {
  console.log(`\n=== ${name}`);
  if (runVisibly(command, args)) count.passed += 1;
  else count.failed += 1;
}

function jest(name, args, env) {
  console.log(`\n=== ${name}`);
  const report = fromRoot('node_modules', '.cache', 'jest-report.json');
  rmSync(report, { force: true });
  const jestProgram = fromRoot('node_modules/jest/bin/jest.js');
  const succeeded = runVisibly(process.execPath, [jestProgram, '--json', `--outputFile=${report}`, ...args], {
    ...process.env,
    ...env,
  });
  if (!existsSync(report)) {
    count.failed += 1;
    return;
  }
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  count.passed += numPassedTests;
  count.skipped += numPendingTests;
  const failures = numFailedTests + numRuntimeErrorTestSuites;
  count.failed += succeeded ? 0 : Math.max(failures, 1);
}

/** What tests need and is not there is said loudly, and fails CI: nobody takes a run without them for a whole one. */
function tellMissing(lines) {
  const frame = '!'.repeat(110);
  console.error(`\n${frame}\n${lines.join('\n')}\n${frame}\n`);
  if (process.env.CI === 'true') count.failed += 1;
}

function docker() {
  if (dockerAnswers()) return 'yes';
  const lines = [
    'NO DOCKER ENGINE ANSWERS. The tests that build and run the image DO NOT RUN:',
    'nothing here tells whether the generated image builds, starts or stops as it should.',
    'Start Docker and run the tests again.',
  ];
  tellMissing(lines);
  return 'no';
}

/** Podman is an option of the targets: its command lines are unit tests, and these run them where it is installed. */
function podman() {
  if (podmanAnswers()) return 'yes';
  console.error('\nTHERE IS NO PODMAN 5 HERE: the end-to-end tests of `"engine": "podman"` are skipped.\n');
  return 'no';
}

function browser() {
  const program = findChromium();
  if (program !== undefined) return program;
  const lines = [
    'THERE IS NO CHROMIUM HERE. The tests that show generated clients and our pages in a browser DO NOT RUN.',
    'Install it, for example with `apt-get install chromium`, and run the tests again.',
  ];
  tellMissing(lines);
  return '';
}

function kubernetes() {
  if (clusterAnswers()) return 'yes';
  const lines = [
    'NO KUBERNETES CLUSTER ANSWERS TO kubectl. The tests that apply, roll and break the app there DO NOT RUN:',
    'nothing here tells whether a cluster takes the files, or whether requests fail while pods are replaced.',
    'Name a cluster in KUBECONFIG, and how images get into it in E2E_CLUSTER_LOAD: see CONTRIBUTING.md.',
  ];
  tellMissing(lines);
  return 'no';
}

setUp();
const node = process.execPath;
if (only === undefined || only === 'static') {
  check('lint', node, [fromRoot('node_modules/eslint/bin/eslint.js'), '.']);
  check('formatting', node, [fromRoot('node_modules/prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']);
  check('types', node, [fromRoot('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.eslint.json']);
  check('derived files', node, [fromRoot('scripts/derive.mjs'), '--check']);
  check('picture', node, [fromRoot('scripts/picture.mjs'), '--check']);
}
if (only === undefined || only === 'unit') jest('core and adapters', []);
if (only === undefined || only === 'e2e')
  jest('end to end', ['-c', 'e2e/jest.config.js'], {
    E2E_DOCKER: docker(),
    E2E_PODMAN: podman(),
    E2E_KUBERNETES: kubernetes(),
    E2E_BROWSER: browser(),
  });

console.log(`\ntests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
