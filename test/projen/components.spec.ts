import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Project, SampleFile, javascript, python } from 'projen';
import {
  ApplicationSource,
  Dockerfile,
  FastApiContainer,
  FastApiContainerProject,
  RequirementsBlock,
  RunTasks,
} from '../../src';
import type * as projen from 'projen';
import type * as own from '../../src';
import { readTree } from '../support/memory';
import { directory, inStep, read, refusal, synthRefusal, write } from './support';

function pythonProject(outdir: string, options: Partial<python.PythonProjectOptions> = {}): python.PythonProject {
  return new python.PythonProject({
    ...options,
    ...{
      name: 'orders',
      outdir,
      moduleName: 'orders',
      authorName: 'A',
      authorEmail: 'a@example.com',
      version: '0.1.0',
    },
    ...{ deps: ['sqlalchemy@^2.0.0'], devDeps: ['ruff@0.17.0'] },
    ...options,
  });
}

function pythonWithContainer(outdir: string): python.PythonProject {
  const project = pythonProject(outdir);
  new FastApiContainer(project, { port: 9000 });
  return project;
}

describe('in a PythonProject with pip', () => {
  test('projen writes the requirements, with the managed block in them', () => {
    const outdir = directory();
    pythonWithContainer(outdir).synth();
    expect(read(outdir, 'requirements.txt')).toMatch(
      />>> fastapi-container[^]*\nfastapi>=0\.\d+\.\d+, <1\.0\.0\n[^]*<<</,
    );
    expect(read(outdir, 'requirements.txt')).toContain('sqlalchemy>=2.0.0, <3.0.0');
    const development = read(outdir, 'requirements-dev.txt');
    expect(development).toMatch(/^mypy>=/m);
    expect(development.match(/^ruff/gm)).toHaveLength(1);
    expect(inStep(outdir)).toBe(true);
  });

  test("what the project has is the project's: README, samples, tasks", () => {
    const outdir = directory();
    const plain = pythonProject(directory());
    const project = pythonWithContainer(outdir);
    for (const name of ['install', 'test']) {
      expect(project.tasks.tryFind(name)?.steps).toEqual(plain.tasks.tryFind(name)?.steps);
    }
    const serve = JSON.stringify(project.tasks.tryFind('serve')?.steps);
    expect(serve).toContain('["npx","--no","fastapi-container","install"]');
    plain.synth();
    project.synth();
    for (const path of ['README.md', 'orders/__init__.py', 'orders/example.py']) {
      expect(read(outdir, path)).toBe(read(plain.outdir, path));
    }
    expect(read(outdir, 'orders/main.py')).toContain('FastAPI');
    expect(read(outdir, '.gitignore')).toContain('!/Dockerfile');
  });

  test.each([
    [['fastapi@0.170.0'], 'fastapi', 'fastapi==0.170.0'],
    [['FastAPI[standard]@^0.170.0'], 'fastapi', 'FastAPI[standard]>=0.170.0, <0.171.0'],
    [['uvicorn'], 'uvicorn', 'uvicorn'],
  ])('of %j, which it asks for itself, nothing is asked for again', (deps, name, line) => {
    const outdir = directory();
    const project = pythonProject(outdir, { deps });
    new FastApiContainer(project);
    project.synth();
    const lines = read(outdir, 'requirements.txt').split('\n');
    expect(lines.filter((each) => new RegExp(`^${name}\\b`, 'i').test(each))).toEqual([line]);
    expect(lines.filter((each) => each.startsWith('pydantic'))).toHaveLength(2);
    expect(inStep(outdir)).toBe(true);
  });

  test('a dependency of the project that is too old is a problem, and nothing is written', () => {
    const outdir = directory();
    const project = pythonProject(outdir, { deps: ['fastapi@0.115.6', 'uvicorn@^0.30.0'] });
    new FastApiContainer(project);
    const message = synthRefusal(project);
    expect(message).toContain('deps = "fastapi==0.115.6"');
    expect(message).toContain('deps = "uvicorn>=0.30.0, <0.31.0"');
    expect(message).toContain('fastapi 0.162.0 or newer');
    expect(existsSync(join(outdir, 'requirements.txt'))).toBe(false);
  });

  test('twice changes nothing; deleted seeds stay deleted', () => {
    const outdir = directory();
    pythonWithContainer(outdir).synth();
    const before = readTree(outdir);
    pythonWithContainer(outdir).synth();
    expect(readTree(outdir)).toEqual(before);
  });
});

test('in a PythonProject with poetry, whose pyproject.toml is its own', () => {
  const project = pythonProject(directory(), { poetry: true });
  new FastApiContainer(project, { port: 9000 });
  project.synth();
  expect(read(project.outdir, 'pyproject.toml')).toContain('[tool.poetry');
  expect(read(project.outdir, 'requirements.txt')).toMatch(/\nfastapi>=0\.\d+\.\d+,<1\n/);
  expect(inStep(project.outdir)).toBe(true);
});

test('in a NodeProject, nothing of the project changes but the ignore files and the tasks that were empty', () => {
  const make = (outdir: string) => new javascript.NodeProject({ name: 'shop', outdir, defaultReleaseBranch: 'main' });
  const plain = make(directory());
  const project = make(directory());
  new FastApiContainer(project, { name: 'orders' });
  plain.synth();
  project.synth();
  const differ = ['.gitignore', '.gitattributes', '.projen/tasks.json', '.projen/files.json', 'package.json'];
  for (const [path, text] of readTree(plain.outdir)) {
    if (!differ.includes(path)) expect({ [path]: read(project.outdir, path) }).toEqual({ [path]: text });
  }
  // A NodeProject has a script for each of its tasks.
  const manifest = ({ outdir }: Project) => JSON.parse(read(outdir, 'package.json')) as { scripts: object };
  expect({ ...manifest(project), scripts: {} }).toEqual({ ...manifest(plain), scripts: {} });
  expect(manifest(project).scripts).toMatchObject(manifest(plain).scripts);
  expect(read(project.outdir, '.gitattributes')).toContain('/Dockerfile linguist-generated');
  expect(project.tasks.tryFind('install')?.steps).toEqual(plain.tasks.tryFind('install')?.steps);
  expect(inStep(project.outdir)).toBe(true);
});

test('several subprojects of a root, each with the path to the schema', () => {
  const parent = new javascript.NodeProject({ name: 'shop', outdir: directory(), defaultReleaseBranch: 'main' });
  const first = new FastApiContainerProject({ parent, name: 'orders', outdir: 'apps/orders' });
  const second = new FastApiContainerProject({ parent, name: 'billing', outdir: 'services/eu/billing', port: 9000 });
  parent.synth();
  for (const { outdir } of [first, second]) {
    expect(inStep(outdir)).toBe(true);
    expect([...readTree(outdir).keys()].filter((path) => /package\.json|projenrc/.test(path))).toEqual([]);
  }
  const schema = (outdir: string) =>
    (JSON.parse(read(outdir, 'fastapi-container.json')) as { $schema: string }).$schema;
  expect(schema(first.outdir)).toBe('../../node_modules/fastapi-container/schema.json');
  expect(schema(second.outdir)).toBe('../../../node_modules/fastapi-container/schema.json');
});

test('a library of the same tree need not be written yet', () => {
  const parent = new Project({ name: 'shop', outdir: directory() });
  write(join(parent.outdir, '.projenrc.js'), '');
  const app = { parent, name: 'orders', outdir: 'apps/orders', lock: true, libraries: ['../../libs/shared'] };
  const orders = new FastApiContainerProject(app);
  expect(synthRefusal(parent)).toContain('there is no libs/shared/pyproject.toml');
  pythonProject('libs/shared', { parent, name: 'shared', moduleName: 'shared', uv: true, sample: false });
  parent.synth();
  expect(read(parent.outdir, 'libs/shared/pyproject.toml')).toContain('[project]');
  expect(read(orders.outdir, 'Dockerfile')).toContain('lib_libs_shared');
});

test('the schema is where the package is installed', () => {
  const root = directory();
  write(join(root, '.projenrc.js'), '');
  write(join(root, 'apps/node_modules/fastapi-container/schema.json'), '{}');
  const project = new FastApiContainerProject({ name: 'orders', outdir: join(root, 'apps/orders') });
  project.synth();
  expect(read(project.outdir, 'fastapi-container.json')).toContain('"../node_modules/fastapi-container/schema.json"');
});

test('what another component writes at the same time is not overwritten', () => {
  const project = new Project({ name: 'orders', outdir: directory() });
  new SampleFile(project, 'Dockerfile', { contents: 'FROM scratch\n' });
  new SampleFile(project, 'orders/settings.py', { contents: '# sample\n' });
  new FastApiContainer(project);
  project.synth();
  expect(read(project.outdir, 'Dockerfile')).toBe('FROM scratch\n');
  expect(read(project.outdir, 'orders/settings.py')).toBe('# sample\n');
  expect(read(project.outdir, 'orders/main.py')).toContain('FastAPI');
});

describe('a part of it alone', () => {
  const options = { name: 'orders', port: 9000 };

  test.each([
    [Dockerfile, ['.dockerignore', 'Dockerfile']],
    [RequirementsBlock, ['requirements.txt']],
    [ApplicationSource, ['orders/_container/__init__.py', 'orders/main.py', 'pyproject.toml', 'requirements.txt']],
    [RunTasks, ['fastapi-container.json']],
  ])('%p', (Part, paths) => {
    const bare = new Project({ name: 'tools', outdir: directory() });
    bare.synth();
    const project = new Project({ name: 'tools', outdir: directory() });
    new Part(project, options);
    project.synth();
    const added = [...readTree(project.outdir).keys()].filter((path) => !readTree(bare.outdir).has(path));
    expect(added).toEqual(expect.arrayContaining(paths));
    expect(added.includes('Dockerfile')).toBe(paths.includes('Dockerfile'));
    expect(added.includes('requirements.txt')).toBe(paths.includes('requirements.txt'));
  });

  test('source that was deleted stays deleted', () => {
    const outdir = directory();
    const make = () => {
      const project = new Project({ name: 'tools', outdir });
      new ApplicationSource(project, options);
      project.synth();
    };
    make();
    rmSync(join(outdir, 'orders/routers/items.py'));
    make();
    expect(existsSync(join(outdir, 'orders/routers/items.py'))).toBe(false);
  });

  test('parts of one app are given the same options', () => {
    const project = new Project({ name: 'tools', outdir: directory() });
    new Dockerfile(project, options);
    new RequirementsBlock(project, { ...options });
    expect(refusal(() => new ApplicationSource(project, { ...options, port: 9001 }))).toContain('differ from those');
  });

  test('one app in a project', () => {
    const project = new Project({ name: 'orders', outdir: directory() });
    new FastApiContainer(project);
    expect(refusal(() => new FastApiContainer(project))).toContain('the project has an app already');
  });

  test('one image in a tree', () => {
    const parent = new Project({ name: 'shop', outdir: directory() });
    new FastApiContainerProject({ parent, name: '@acme/orders-api', outdir: 'apps/a' });
    new FastApiContainerProject({ parent, name: 'acme-orders-api', outdir: 'apps/b' });
    expect(synthRefusal(parent)).toContain('is shared: the app in apps/a builds acme-orders-api:latest too');
  });

  test('one name in a tree', () => {
    const parent = new Project({ name: 'shop', outdir: directory() });
    new FastApiContainer(parent, { name: 'orders' });
    new FastApiContainerProject({ parent, name: 'orders', outdir: 'apps/orders' });
    expect(synthRefusal(parent)).toContain(`is the name of another app, in ${parent.outdir}`);
  });
});

describe('installed twice in one tree', () => {
  type Copy = typeof own & { readonly projen: typeof projen };
  const options = { port: 9000 };

  /** What another copy of this package, and of projen, exports. */
  function another(): Copy {
    let copy: Copy | undefined;
    jest.isolateModules(() => {
      copy = {
        ...jest.requireActual<typeof own>('../../src'),
        projen: jest.requireActual<typeof projen>('projen'),
      };
    });
    if (!copy) throw new Error('there is no other copy');
    return copy;
  }

  test('the components of both write parts of one app', () => {
    const outdir = directory();
    const project = new Project({ name: 'orders', outdir });
    new Dockerfile(project, options);
    const copy = another();
    expect(copy.RequirementsBlock).not.toBe(RequirementsBlock);
    new copy.RequirementsBlock(project, options);
    project.synth();
    expect(readTree(outdir).get('Dockerfile')).toContain('EXPOSE 9000');
    expect(readTree(outdir).has('requirements.txt')).toBe(true);
  });

  test('two apps of one tree that have one name are refused', () => {
    const root = new Project({ name: 'root', outdir: directory() });
    for (const [index, { FastApiContainer: Container }] of [{ FastApiContainer }, another()].entries()) {
      const child = new Project({ name: `child-${String(index)}`, parent: root, outdir: `child-${String(index)}` });
      new Container(child, { ...options, name: 'orders' });
    }
    expect(synthRefusal(root)).toContain('is the name of another app');
  });

  test("a file of the other copy's projen has an owner all the same", () => {
    const project = new Project({ name: 'orders', outdir: directory() });
    new FastApiContainer(project, options);
    new (another().projen.TextFile)(project, 'Dockerfile', { lines: ['FROM scratch'] });
    expect(synthRefusal(project)).toContain('is also written by TextFile');
  });
});
