import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { supportedInterpreter } from '../src/io/python';
import { uvProgram } from '../src/io/uv';
import { App } from './support/app';
import { Container, describeDocker, dockerTest, imageName } from './support/docker';
import { expectApp } from './support/http';
import { NEWEST_NX, nxWorkspace } from './support/nx';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

function replace(path: string, before: string, after: string): void {
  const text = read(path);
  expect(text).toContain(before);
  write(path, text.replace(before, after));
}

describe('a new app whose dependencies are uv’s', () => {
  const app = new App('uv-new');
  const pyproject = join(app.path, 'pyproject.toml');

  beforeAll(() => {
    app.create('--python', '3.12', '--dependencies', 'uv');
  });

  test(
    'has no requirements files, and says that it is to be locked first',
    keepOnFailure(() => {
      expect(Object.keys(files(app.path)).filter((path) => path.startsWith('requirements'))).toEqual([]);
      expect(app.cli('check')).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(/uv\.lock, and there is none yet/) as string,
      });
      const refused = app.cli('install');
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/uv\.lock[^]*is missing[^]*run lock/);
    }),
  );

  test(
    'is locked, installed, tested and checked; a second time nothing changes',
    keepOnFailure(() => {
      expect(app.succeed('lock')).toMatch(/uv\.lock is written[^]*requirements\.lock is written/);
      expect(read(app.path, 'requirements.lock')).toMatch(/^fastapi==[\d.]+ \\\n {4}--hash=sha256:/m);
      expect(read(app.path, 'requirements.lock')).not.toContain('pytest');
      expect(app.cli('check')).toMatchObject({ status: 0 });
      for (const task of ['test', 'lint', 'typecheck']) app.succeed('run', task);
      const before = files(app.root);
      expect(app.succeed('lock')).toContain('requirements.lock is up to date');
      expect(app.succeed('install')).toContain('.venv is up to date');
      app.succeed('synth');
      expect(files(app.root)).toEqual(before);
    }),
  );

  test(
    'is stale once a dependency changed, until it is locked',
    keepOnFailure(() => {
      replace(pyproject, 'dependencies = [\n', 'dependencies = [\n    "idna",\n');
      const stale = app.cli('check');
      expect(stale).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(/older than what it was made from/) as string,
      });
      expect(app.succeed('lock')).toContain('requirements.lock is written');
      expect(app.cli('check').status).toBe(0);
      expect(read(app.path, 'requirements.lock')).toContain('idna==');
    }),
  );

  test(
    'that lacks what the image runs is told the line to type, and nothing is written',
    keepOnFailure(() => {
      const before = read(pyproject);
      replace(pyproject, '    "uvicorn>=0.54.0,<1",\n', '');
      const tree = files(app.root);
      for (const command of ['check', 'synth', 'lock']) {
        const refused = app.cli(command);
        expect(refused.status).toBe(2);
        expect(refused.stderr).toContain("uv add 'uvicorn>=0.54.0,<1'");
      }
      expect(files(app.root)).toEqual(tree);
      write(pyproject, before);
    }),
  );

  test(
    'that cannot be resolved is left as it was',
    keepOnFailure(() => {
      const before = read(pyproject);
      replace(pyproject, '    "idna",\n', '    "idna<1",\n    "idna>2",\n');
      const tree = files(app.root);
      expect(app.cli('lock')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('cannot be locked') as string,
      });
      expect(files(app.root)).toEqual(tree);
      write(pyproject, before);
    }),
  );

  dockerTest(
    'has an image with what was locked, which answers',
    keepOnFailure(async () => {
      app.expectBuilt();
      expect(app.packages()).toEqual(app.locked());
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
      } finally {
        container.remove();
      }
    }),
  );
});

describe('an application in a uv workspace, with a library of the workspace', () => {
  const root = workspace('uv-workspace');
  const directory = join(root, 'services/legacy');
  const image = imageName('uv-workspace');
  const cli = (...args: string[]) => run(root, 'npx', ['fastapi-container', ...args]);

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    write(join(root, '.gitignore'), 'node_modules/\n');
    write(
      join(root, 'pyproject.toml'),
      '[project]\nname = "all"\nversion = "0"\nrequires-python = ">=3.12"\n\n[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
    );
    write(
      join(directory, 'pyproject.toml'),
      '[project]\nname = "Legacy_API"\nversion = "0"\nrequires-python = ">=3.12"\ndependencies = ["fastapi[standard]>=0.115", "shared"]\n\n[tool.uv.sources]\nshared = { workspace = true }\n',
    );
    write(
      join(directory, 'legacy/main.py'),
      'from fastapi import FastAPI\nfrom shared import greeting\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health() -> dict[str, str]:\n    return {"greeting": greeting()}\n',
    );
    write(join(directory, 'legacy/__init__.py'), '');
    write(join(directory, '.python-version'), '3.12\n');
    write(
      join(root, 'libs/shared/pyproject.toml'),
      '[project]\nname = "shared"\nversion = "0"\ndescription = "Shared"\nrequires-python = ">=3.12"\ndependencies = ["idna"]\n\n[build-system]\nrequires = ["flit_core>=3.11,<4"]\nbuild-backend = "flit_core.buildapi"\n',
    );
    write(
      join(root, 'libs/shared/src/shared/__init__.py'),
      'import idna\n\n\ndef greeting() -> str:\n    return idna.encode("hello").decode()\n',
    );
    const python = supportedInterpreter('3.12');
    succeed(root, uvProgram(python, process.env), ['lock', '--python', python.executable]);
    succeed(root, 'git', ['init', '--quiet', '.']);
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(root, 'git', ['add', '--all']);
    succeed(root, 'git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--message', 'before']);
  });

  test(
    'is adopted with the lock of the workspace and the library, and only files are added',
    keepOnFailure(() => {
      const adopted = cli('adopt', 'services/legacy', '--image.name', image);
      expect(adopted.output).toMatch(/dependencies +uv +\.\.\/\.\.\/uv\.lock/);
      const options = JSON.parse(read(directory, 'fastapi-container.json')) as object;
      expect(options).toMatchObject({ dependencies: 'uv', libraries: ['../../libs/shared'] });
      expect(cli('lock', 'services/legacy')).toMatchObject({ status: 0 });
      expect(cli('check', 'services/legacy')).toMatchObject({ status: 0 });
      const status = succeed(root, 'git', ['status', '--porcelain', '--untracked-files=all']).stdout.split('\n');
      expect(status.filter((line) => line !== '' && !line.startsWith('?? services/legacy/'))).toEqual([]);
      const lock = read(directory, 'requirements.lock');
      expect(lock).toContain('idna==');
      expect(lock).not.toMatch(/^(shared|legacy|-e|\.)/m);
    }),
  );

  test(
    'is installed with the library, and the tools that it lacks are told with the line to type',
    keepOnFailure(() => {
      const installed = cli('install', 'services/legacy');
      expect(installed).toMatchObject({ status: 0 });
      expect(installed.stdout).toMatch(/uv add --dev .*'ruff>=/);
      succeed(directory, '.venv/bin/python', ['-c', 'import legacy.main']);
      expect(existsSync(join(root, '.venv'))).toBe(false);
      expect(cli('run', 'lint', 'services/legacy')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("uv add --dev 'ruff>=") as string,
      });
    }),
  );

  test(
    'without the library in the options is told its directory',
    keepOnFailure(() => {
      const path = join(directory, 'fastapi-container.json');
      const before = read(path);
      const { libraries: _, ...options } = JSON.parse(before) as Record<string, unknown>;
      write(path, JSON.stringify(options));
      expect(cli('check', 'services/legacy')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('"libraries": ["../../libs/shared"]') as string,
      });
      write(path, before);
    }),
  );

  describeDocker('its image', () => {
    test(
      'has the library, and answers',
      keepOnFailure(async () => {
        const built = cli('run', 'container-build', 'services/legacy');
        if (built.status !== 0) throw new Error(built.output);
        const container = new Container(image, '8000');
        try {
          await container.untilHealth('healthy');
          expect(await (await fetch(`${container.url}/health`)).json()).toEqual({ greeting: 'hello' });
        } finally {
          container.remove();
        }
      }),
    );
  });
});

describe('an application of uv’s in an Nx workspace', () => {
  const { root, nx, install, add } = nxWorkspace(NEWEST_NX);
  const directory = join(root, 'services/legacy');
  const image = imageName('uv-nx');

  beforeAll(() => {
    install();
    add();
    write(
      join(directory, 'pyproject.toml'),
      '[project]\nname = "legacy"\nversion = "0"\nrequires-python = ">=3.12,<3.13"\ndependencies = ["fastapi>=0.162,<1", "uvicorn>=0.54,<1"]\n\n[project.optional-dependencies]\ncache = ["redis"]\n',
    );
    write(
      join(directory, 'legacy/main.py'),
      'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/health")\ndef health() -> str:\n    return "up"\n',
    );
    write(join(directory, 'legacy/__init__.py'), '');
    write(join(directory, '.python-version'), '3.12\n');
    const python = supportedInterpreter('3.12');
    succeed(directory, uvProgram(python, process.env), ['lock', '--python', python.executable]);
  });

  test(
    'is adopted with its lock, and told about the extras that it comes without',
    keepOnFailure(() => {
      const adopted = nx('g', 'fastapi-container:adopt', 'services/legacy', `--image.name=${image}`);
      expect(adopted).toMatchObject({ status: 0 });
      expect(adopted.output).toContain('the image has none of the extras (cache)');
      expect(JSON.parse(read(directory, 'fastapi-container.json'))).toMatchObject({ dependencies: 'uv' });
      expect(nx('run', 'legacy:lock')).toMatchObject({ status: 0 });
      expect(nx('run', 'legacy:container-check')).toMatchObject({ status: 0 });
      expect(read(directory, 'requirements.lock')).not.toContain('redis');
      expect(existsSync(join(directory, 'requirements.txt'))).toBe(false);
    }),
  );

  dockerTest(
    'is built by its target, and answers',
    keepOnFailure(async () => {
      const built = nx('run', 'legacy:container-build');
      if (built.status !== 0) throw new Error(built.output);
      const container = new Container(image, '8000');
      try {
        await container.untilHealth('healthy');
        expect(await (await fetch(`${container.url}/health`)).json()).toBe('up');
      } finally {
        container.remove();
      }
    }),
  );
});

describe('an application of uv’s that projen writes', () => {
  test(
    'is synthesized, locked by its task, and in step',
    keepOnFailure(() => {
      const root = workspace('uv-projen');
      write(join(root, 'package.json'), '{ "name": "orders", "private": true }\n');
      const packages = ['projen@0.103.25', 'constructs@^10.5.0', tarball()];
      succeed(root, 'npm', ['install', '--save-dev', '--no-package-lock', ...packages]);
      const call = "new FastApiContainerProject({ name: 'orders', python: '3.12', dependencies: 'uv' }).synth();";
      write(join(root, '.projenrc.js'), `const { FastApiContainerProject } = require('fastapi-container');\n${call}\n`);
      succeed(root, 'node', ['.projenrc.js']);
      expect(Object.keys(files(root)).filter((path) => path.startsWith('requirements'))).toEqual([]);
      succeed(root, 'npx', ['projen', 'lock']);
      expect(read(root, 'requirements.lock')).toMatch(/^fastapi==/m);
      succeed(root, 'npx', ['projen', 'container-check']);
      const before = files(root);
      succeed(root, 'node', ['.projenrc.js']);
      expect(files(root)).toEqual(before);
    }),
  );
});
