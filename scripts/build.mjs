// Builds what is published: dist/ with tsc, and the `.jsii` manifest by which projen finds the project type.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pruneDeclarations } from './lib/declarations.mjs';
import { fromRoot, root } from './lib/paths.mjs';

const require = createRequire(import.meta.url);
const manifest = require('../package.json');

function node(script, args, cwd = root, output = 'loud') {
  const stdio = output === 'quiet' ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve(script), ...args], { cwd, stdio });
  if (status === 0) return;
  throw new Error(`${script} ended with ${status}\n${stdout ?? ''}${stderr ?? ''}`);
}

function compile() {
  rmSync(fromRoot('dist'), { recursive: true, force: true });
  node('typescript/bin/tsc', ['-p', 'tsconfig.json']);
  for (const kind of ['generators', 'executors']) {
    for (const name of readdirSync(fromRoot('src/nx', kind))) {
      const schema = `nx/${kind}/${name}/schema.json`;
      copyFileSync(fromRoot('src', schema), fromRoot('dist', schema));
    }
  }
  chmodSync(fromRoot('dist/cli/main.js'), 0o755);
  const entries = Object.values(manifest.exports).map(({ types }) => types);
  pruneDeclarations(
    fromRoot('dist'),
    entries.filter((path) => path !== undefined).map((path) => fromRoot(path)),
  );
}

/**
 * jsii refuses a package whose dependencies are not jsii packages themselves, so it sees a copy of the public part with
 * a package.json that names projen and constructs only.
 */
function makeJsiiManifest() {
  const stage = fromRoot('node_modules', '.cache', 'jsii');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, 'src'), { recursive: true });
  for (const part of ['index.ts', 'core', 'io', 'projen']) {
    cpSync(fromRoot('src', part), join(stage, 'src', part), {
      recursive: true,
      filter: (path) => !path.endsWith('.spec.ts'),
    });
  }
  const { name, version, description, license, author, repository, peerDependencies, devDependencies } = manifest;
  const peers = { constructs: peerDependencies.constructs, projen: peerDependencies.projen };
  const staged = {
    name,
    version,
    description,
    license,
    author,
    repository,
    main: 'dist/index.js',
    types: 'dist/index.d.ts',
    jsii: { outdir: 'out', targets: {}, tsconfig: 'tsconfig.json', validateTsconfig: 'minimal' },
    peerDependencies: peers,
    devDependencies: { constructs: devDependencies.constructs, projen: devDependencies.projen },
  };
  writeFileSync(join(stage, 'package.json'), JSON.stringify(staged, null, 2));
  writeFileSync(join(stage, 'README.md'), description);
  const { compilerOptions } = JSON.parse(readFileSync(fromRoot('tsconfig.json'), 'utf8'));
  writeFileSync(
    join(stage, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { ...compilerOptions, module: 'commonjs', moduleResolution: 'node' },
      include: ['src'],
    }),
  );
  // Its warnings are about the staged package.json; its errors about the public API come with a failure.
  node('jsii/bin/jsii', ['--silence-warnings=reserved-word', '--no-fix-peer-dependencies'], stage, 'quiet');
  copyFileSync(join(stage, '.jsii'), fromRoot('.jsii'));
}

compile();
makeJsiiManifest();
