import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EndOfLine, Project, TextFile } from 'projen';
import type { ProjectOptions } from 'projen';
import { synthSnapshot } from 'projen/lib/util/synth';
import { FastApiContainer, FastApiContainerProject } from '../../src';
import { optionNames, optionsOf } from '../../src/core/input/schema';
import { versionProblem } from '../../src/projen/placement';
import { readTree } from '../support/memory';
import { directory, inStep, read, refusal, synth, synthRefusal, write } from './support';

describe('bad input is refused before a file is written', () => {
  test('all of it in one message, as flags bring it', () => {
    const outdir = directory();
    const options = { port: null, workers: 0, server: 'uwsgi', projenrcTs: true, projenrcJson: true, prot: 9000 };
    const message = refusal(() => synth(outdir, options as never));
    expect(message).toContain('5 problems in the options of project orders. Nothing was written.');
    for (const part of ['port = null', 'workers = 0', 'speaks WSGI only', 'projenrcTs = true', 'did you mean "port"']) {
      expect(message).toContain(part);
    }
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('a name that is missing', () => {
    expect(refusal(() => synth(directory(), { name: undefined } as never))).toContain(
      'name\n    Problem: is missing, not a text',
    );
  });

  test('an option of projen is not taken for a misspelt one', () => {
    const known: Record<keyof ProjectOptions, unknown> = {
      name: '',
      parent: '',
      outdir: '',
      logging: '',
      projenrcJson: '',
      projenrcJsonOptions: '',
      projenCommand: '',
      renovatebot: '',
      renovatebotOptions: '',
      commitGenerated: '',
      gitOptions: '',
      gitIgnoreOptions: '',
      projectTree: '',
    };
    expect(optionsOf({ ...known, projenrcTs: '', projenrcTsOptions: '', devDeps: '' })).toEqual({});
  });

  test('an option of a project type that extends ours is not taken for a misspelt one, and a real slip is', () => {
    const theirs = {
      post: 1,
      build: 1,
      engines: {},
      apps: [],
      sort: 1,
      locks: [],
      images: [],
      pool: 1,
      urn: '',
      pots: 1,
    };
    class ServiceProject extends FastApiContainerProject {}
    const make = (options: object) =>
      new ServiceProject({ name: 'orders', outdir: directory(), projenrcJson: true, ...options });
    expect(() => make(theirs)).not.toThrow();
    for (const slip of ['prot', 'ROOTPATH', 'helath', 'sacn']) {
      expect(refusal(() => make({ [slip]: 1 }))).toContain(`  ${slip} = 1\n    Problem: there is no such option`);
    }
  });

  test('options that stand in another object, and names that no option can have', () => {
    const shared: unknown = Object.create({ builderBase: 'python:3\nRUN id' });
    const hostile = JSON.parse('{ "__proto__": 1, "image": { "env": { "__proto__": "x" } } }') as object;
    const make = (options: object) => new FastApiContainerProject({ name: 'orders', outdir: directory(), ...options });
    expect(refusal(() => make({ image: shared }))).toContain(
      'image.builderBase\n    Problem: comes from another object',
    );
    const inherited = Object.assign(Object.create({ port: 9000 }) as object, { name: 'orders', outdir: directory() });
    expect(refusal(() => new FastApiContainerProject(inherited as never))).toContain('  port\n');
    expect(refusal(() => make(Object.fromEntries(Object.entries(hostile))))).toMatch(
      / {2}__proto__\n[^]* image.env.__proto__\n/,
    );
    const project = new Project({ name: 'orders', outdir: directory() });
    expect(refusal(() => new FastApiContainer(project, Object.create({ port: 9000 }) as object))).toContain('  port\n');
  });

  test('an object that stands in itself, in whatever of our types', () => {
    const env: Record<string, unknown> = { A: '1' };
    env.SELF = env;
    const image = { env } as never;
    const make = () => new FastApiContainerProject({ name: 'orders', outdir: directory(), image });
    expect(refusal(make)).toContain('  image.env.SELF\n    Problem: is an object, not a text');
    const project = new Project({ name: 'orders', outdir: directory() });
    expect(refusal(() => new FastApiContainer(project, { image }))).toContain('  image.env.SELF\n');
    const second = new Project({ name: 'orders', outdir: directory() });
    new FastApiContainer(second);
    expect(refusal(() => new FastApiContainer(second, { image }))).toContain('differ from those of another component');
  });

  test.each([
    [undefined, 'is missing'],
    ['../outside', 'is outside the parent'],
    ['apps/../../outside', 'is outside the parent'],
    ['/tmp/outside', 'is outside the parent'],
    ['linked/orders', 'is outside the parent'],
    ['apps/taken', 'is the directory of project taken'],
    ['.', 'is the directory of project root'],
  ])('outdir %p', (outdir, reason) => {
    const path = directory();
    symlinkSync(directory(), join(path, 'linked'));
    const parent = new Project({ name: 'root', outdir: path });
    new Project({ parent, name: 'taken', outdir: 'apps/taken' });
    const make = () => new FastApiContainerProject({ parent, name: 'orders', ...(outdir ? { outdir } : {}) });
    expect(refusal(make)).toContain(reason);
    expect(refusal(make)).toContain('1 problem in the options of project orders');
  });

  test('the name of another subproject', () => {
    const parent = new Project({ name: 'orders', outdir: directory() });
    new FastApiContainerProject({ parent, name: 'orders', outdir: 'apps/orders' });
    const message = refusal(() => new FastApiContainerProject({ parent, name: 'orders', outdir: 'services/orders' }));
    expect(message).toContain('is the name of another subproject, in apps/orders');
  });

  test('a projen that is too old', () => {
    expect(versionProblem('0.100.2')).toMatchObject({ value: '0.100.2', allowed: '>=0.101.9 <1' });
    expect(versionProblem('0.101.8')).toBeDefined();
    for (const version of ['0.101.9', '0.101.23', '0.103.25', undefined])
      expect(versionProblem(version)).toBeUndefined();
  });

  test('a file with two owners, in whatever order they came', () => {
    const before = new FastApiContainerProject({ name: 'orders', outdir: directory() });
    new TextFile(before, 'Dockerfile', { lines: ['FROM scratch'] });
    expect(synthRefusal(before)).toContain('is also written by TextFile of project orders');
    expect(readdirSync(before.outdir)).toEqual([]);
    const parent = new Project({ name: 'root', outdir: directory() });
    new TextFile(parent, 'apps/orders/requirements.txt', { lines: [] });
    const child = new FastApiContainerProject({ parent, name: 'orders', outdir: 'apps/orders' });
    expect(synthRefusal(parent)).toContain('is also written by TextFile of project root');
    expect(existsSync(child.outdir)).toBe(false);
    const taken = new FastApiContainerProject({ name: 'orders', outdir: directory(), own: ['Dockerfile'] });
    new TextFile(taken, 'Dockerfile', { lines: ['FROM scratch'] });
    taken.synth();
    expect(read(taken.outdir, 'Dockerfile')).toBe('FROM scratch');
  });

  test('two apps that write one path, before the files of either', () => {
    const parent = new FastApiContainerProject({ name: 'shop', outdir: directory(), app: 'orders.main:app' });
    new FastApiContainerProject({ parent, name: 'orders', outdir: 'orders', app: 'main:app' });
    const billing = new FastApiContainerProject({ parent, name: 'billing', outdir: 'billing' });
    write(join(billing.outdir, 'requirements.txt'), 'fastapi==0.1.0\n');
    const message = synthRefusal(parent);
    expect(message).toContain('the files of projects orders, billing');
    expect(message).toContain('orders: main.py');
    expect(message).toContain('is written by two apps, shop and orders');
    expect(message).toContain('billing: requirements.txt');
    expect([...readTree(parent.outdir).keys()]).toEqual(['billing/requirements.txt']);
  });

  test('an options file that a person or another door made', () => {
    const outdir = directory();
    write(join(outdir, 'fastapi-container.json'), '{ "name": "orders", "port": 9000 }');
    expect(refusal(() => synth(outdir))).toContain('was there before and is not written by projen');
    expect(readdirSync(outdir)).toEqual(['fastapi-container.json']);
  });
});

describe('regeneration', () => {
  test('twice changes nothing, and check agrees', () => {
    const outdir = directory();
    synth(outdir);
    const before = readTree(outdir);
    synth(outdir);
    expect(readTree(outdir)).toEqual(before);
    expect(inStep(outdir)).toBe(true);
    expect(before.has('orders/routers/__init__.py')).toBe(true);
  });

  test('a file that an option needed goes with it, unless it was edited', () => {
    const outdir = directory();
    synth(outdir, { workers: 2 });
    expect(statSync(join(outdir, 'fastapi-container.json')).mode & 0o200).toBe(0);
    expect(existsSync(join(outdir, 'orders/_container/serve.py'))).toBe(true);
    synth(outdir);
    expect(existsSync(join(outdir, 'orders/_container/serve.py'))).toBe(false);
    synth(outdir, { workers: 2 });
    write(join(outdir, 'orders/_container/serve.py'), `${read(outdir, 'orders/_container/serve.py')}# mine\n`);
    synth(outdir);
    expect(read(outdir, 'orders/_container/serve.py')).toContain('# mine');
  });

  test('what a person edited, deleted or put there before stays', () => {
    const outdir = directory();
    write(join(outdir, 'pyproject.toml'), '# mine\n');
    synth(outdir, { port: 9000 });
    write(join(outdir, 'Dockerfile'), `${read(outdir, 'Dockerfile')}LABEL mine=1\n`);
    write(join(outdir, 'orders/main.py'), '# mine\n');
    write(join(outdir, 'requirements.txt'), `${read(outdir, 'requirements.txt')}httpx\n`);
    const before = readTree(outdir);
    synth(outdir, { port: 9001, server: 'hypercorn' });
    expect(read(outdir, 'Dockerfile')).toBe(before.get('Dockerfile'));
    expect(read(outdir, 'pyproject.toml')).toBe('# mine\n');
    expect(read(outdir, 'orders/main.py')).toBe('# mine\n');
    expect(read(outdir, 'requirements.txt')).toMatch(/hypercorn[^]*\nhttpx\n$/);
  });

  test("an ignore file of a person's own stays, and the Dockerfile that would not build with it waits", () => {
    const outdir = directory();
    write(join(outdir, '.dockerignore'), 'mine\n');
    synth(outdir);
    expect(read(outdir, '.dockerignore')).toBe('mine\n');
    expect(existsSync(join(outdir, 'Dockerfile'))).toBe(false);
    expect(inStep(outdir)).toBe(false);
  });

  test("modes: the options file is read-only, all other files are the user's to write", () => {
    const outdir = directory();
    synth(outdir);
    expect(statSync(join(outdir, 'fastapi-container.json')).mode & 0o777).toBe(0o444);
    for (const path of ['Dockerfile', 'requirements.txt', 'orders/main.py', 'orders/_container/__init__.py']) {
      expect(statSync(join(outdir, path)).mode & 0o711).toBe(0o600);
    }
  });

  const yours = '# Your own lines, below this one, are kept as they are.\n';

  test.each([
    ['.gitignore', '# ours\n*.bak\n\n!keep.bak\n\\#odd\n'],
    ['.gitattributes', '# ours\n*.psd filter=lfs diff=lfs merge=lfs -text\n"a b.bin" binary\n* eol=crlf\n'],
  ])("the user's lines of %s survive", (path, lines) => {
    const outdir = directory();
    write(join(outdir, path), lines.replaceAll('\n', '\r\n'));
    synth(outdir);
    const first = read(outdir, path);
    expect(first).toMatch(/^# ~~ Generated by/);
    expect(first.split(yours)[1]).toBe(lines);
    synth(outdir);
    expect(read(outdir, path)).toBe(first);
    chmodSync(join(outdir, path), 0o644);
    write(join(outdir, path), `${first}# more\n`);
    synth(outdir, { gitOptions: { lfsPatterns: ['*.onnx'] } });
    expect(read(outdir, path).split(yours)[1]).toBe(`${lines}# more\n`);
    synth(outdir);
    expect(read(outdir, path)).toBe(`${first}# more\n`);
  });

  test('their other lines follow the options', () => {
    const outdir = directory();
    synth(outdir, { gitOptions: { lfsPatterns: ['*.onnx'] } });
    expect(read(outdir, '.gitignore')).toMatch(/\n\.venv\/\n[^]*\n!\/Dockerfile\n/);
    expect(read(outdir, '.gitattributes')).toContain('\n* text=auto eol=lf\n');
    expect(read(outdir, '.gitattributes')).toContain('\n*.onnx filter=lfs diff=lfs merge=lfs -text\n');
    expect(read(outdir, '.gitattributes')).toContain('\n/Dockerfile linguist-generated\n');
    synth(outdir, { gitOptions: { endOfLine: EndOfLine.CRLF } });
    expect(read(outdir, '.gitattributes')).toContain('\n* text=auto eol=crlf\n');
    expect(read(outdir, '.gitattributes')).not.toContain('onnx');
  });

  test('a lock is for its own task to write, and is committed', () => {
    const outdir = directory();
    synth(outdir, { lock: true });
    expect(existsSync(join(outdir, 'requirements.lock'))).toBe(false);
    expect(read(outdir, '.gitignore')).toContain('\n!/requirements.lock\n');
    expect(read(outdir, 'Dockerfile')).toContain('requirements.lock');
    expect(read(outdir, '.projen/tasks.json')).toContain('"lock"');
  });

  test('generated files are ignored where the project does not commit them; what is yours is not', () => {
    const outdir = directory();
    synth(outdir, { commitGenerated: false });
    const lines = read(outdir, '.gitignore').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['/Dockerfile', '/orders/_container/__init__.py', '!/requirements.txt']),
    );
    expect(read(outdir, '.gitattributes')).not.toContain('/Dockerfile');
  });

  test('the first synthesis deletes nothing of an existing tree, whatever it has in it', () => {
    const outdir = directory();
    const marked = ['# ~~ Generated by', 'projen. To modify, edit .projenrc.js'].join(' ');
    write(join(outdir, 'tests/snapshot.txt'), marked);
    synth(outdir);
    expect(read(outdir, 'tests/snapshot.txt')).toBe(marked);
    for (const [path, text] of readTree(outdir)) {
      const expected = ['.gitignore', '.gitattributes', 'tests/snapshot.txt', '.projen'].some((name) =>
        path.startsWith(name),
      );
      expect([path, text.includes(marked.slice(2, 24)) && !expected]).toEqual([path, false]);
    }
  });
});

describe('escape hatches', () => {
  test('an override of the options file is an option: files and tasks follow it', () => {
    const project = new FastApiContainerProject({ name: 'orders', outdir: directory() });
    project.tasks.tryFind('lint')?.exec('echo more');
    project.tasks.tryFind('typecheck')?.reset();
    project.tasks.removeTask('serve');
    project.tryFindObjectFile('fastapi-container.json')?.addOverride('port', 9100);
    project.tryFindObjectFile('fastapi-container.json')?.addOverride('health.live', '/alive');
    project.synth();
    expect(JSON.parse(read(project.outdir, 'fastapi-container.json'))).toMatchObject({ port: 9100 });
    expect(read(project.outdir, 'Dockerfile')).toContain('EXPOSE 9100');
    expect(read(project.outdir, 'orders/_container/__init__.py')).toContain('"/alive"');
    expect(JSON.stringify(project.tasks.tryFind('start')?.steps)).toContain('"9100"');
    expect(JSON.stringify(project.tasks.tryFind('lint')?.steps)).toContain('echo more');
    expect(project.tasks.tryFind('typecheck')?.steps).toEqual([]);
    expect(project.tasks.tryFind('serve')).toBeUndefined();
    expect(inStep(project.outdir)).toBe(true);
  });

  test('and it is validated like one', () => {
    const project = new FastApiContainerProject({ name: 'orders', outdir: directory() });
    project.container.optionsFile.addOverride('port', 80);
    expect(synthRefusal(project)).toContain('port = 80');
    expect(readdirSync(project.outdir)).toEqual([]);
  });

  test("synthSnapshot sees all files, in a user's test", () => {
    const snapshot = synthSnapshot(new FastApiContainerProject({ name: 'orders', outdir: directory(), port: 9000 }));
    expect(snapshot['fastapi-container.json']).toMatchObject({ port: 9000, managedBy: 'projen' });
    expect(snapshot.Dockerfile).toContain('EXPOSE 9000');
    expect(Object.keys(snapshot)).toEqual(
      expect.arrayContaining(['orders/main.py', 'requirements.txt', '.projen/tasks.json']),
    );
  });

  test('ejected, it is an app that the other doors write', () => {
    const outdir = directory();
    synth(outdir);
    process.env.PROJEN_EJECTING = 'true';
    try {
      synth(outdir);
    } finally {
      delete process.env.PROJEN_EJECTING;
    }
    const options = JSON.parse(read(outdir, 'fastapi-container.json')) as object;
    expect(options).not.toHaveProperty('managedBy');
    expect(statSync(join(outdir, 'fastapi-container.json')).mode & 0o200).toBe(0o200);
    expect(inStep(outdir)).toBe(true);
    expect(read(outdir, '.gitignore')).not.toContain('Generated by');
  });
});

test('no option is called as a flag of projen itself, which would be taken for it', () => {
  const directory = join(dirname(require.resolve('projen/package.json')), 'lib/cli');
  const source = ['index.js', 'cmds/new.js'].map((file) => readFileSync(join(directory, file), 'utf8')).join('');
  const flags = [...source.matchAll(/\.options?\(\s*"([\w-]+)"/g)].map(([, flag = '']) => flag);
  expect(flags).toEqual(expect.arrayContaining(['debug', 'watch', 'post', 'synth', 'from', 'git']));
  expect(optionNames.filter((name) => flags.includes(name))).toEqual([]);
});
