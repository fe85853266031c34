import { listing } from '../../../test/support/listing';
import { groundProblem } from './ground';
import { inferOptions, type Adoption } from './infer';
import { adoptProblems } from './report';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

function found(files: Readonly<Record<string, string>>, decided: Readonly<Record<string, unknown>> = {}): Adoption {
  return inferOptions(listing(new Map(Object.entries(files))), decided, 'legacy', 'services/legacy');
}

function refused(files: Readonly<Record<string, string>>, decided: Readonly<Record<string, unknown>> = {}): string {
  const problems = adoptProblems(found(files, decided));
  return problems.map(({ option, reason, allowed, fix }) => [option, reason, allowed, fix].join(' | ')).join('\n');
}

function notes(files: Readonly<Record<string, string>>): string {
  return found(files)
    .notes.map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`)
    .join('\n');
}

test.each([
  ['Flask', 'from flask import Flask\napp = Flask(__name__)\n', 'Flask, which speaks WSGI (app.py:2)'],
  ['Django', 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n', 'Django'],
  ['Litestar', 'from litestar import Litestar\napp = Litestar([])\n', 'Litestar (app.py:2)'],
  ['Quart', 'from quart import Quart\napp = Quart(__name__)\n', 'Quart (app.py:2)'],
  ['Sanic', 'from sanic import Sanic\napp = Sanic("x")\n', 'Sanic (app.py:2)'],
  ['Starlette', 'from starlette.applications import Starlette\napp = Starlette()\n', 'Starlette without FastAPI'],
])('an application of %s is said to be one', (_, text, said) => {
  expect(refused({ 'app.py': text })).toContain(said);
});

test('a directory without an application says so, and what it holds instead', () => {
  expect(refused({ 'README.md': '' })).toContain('holds no Python file');
  expect(refused({ 'api.py': 'from fastapi import APIRouter\n' })).toContain('though api.py imports fastapi');
  expect(refused({ 'doc.py': '"""\napp = FastAPI()\n"""\n# app = FastAPI()\n' })).toContain('no application was found');
});

test('an app that is one already is not adopted again', () => {
  expect(refused({ 'main.py': MAIN, 'fastapi-container.json': '{}' })).toContain('is an app already');
});

test('two applications are a question with both places, and a flag decides', () => {
  const two = { 'shop/__init__.py': '', 'shop/main.py': MAIN, 'admin/__init__.py': '', 'admin/main.py': MAIN };
  expect(refused(two)).toContain('admin.main:app (admin/main.py:3), shop.main:app (shop/main.py:3) | choose one');
  expect(found(two, { app: 'shop.main:app' }).options).toMatchObject({ app: 'shop.main:app' });
  expect(found({ ...two, Procfile: 'web: uvicorn admin.main:app\n' }).options).toMatchObject({ app: 'admin.main:app' });
  expect(refused(two, { app: 'other.main:app' })).toContain('there is no module other.main');
});

test('one of them that the other mounts, or that a test makes, is no candidate', () => {
  const mounting =
    'from fastapi import FastAPI\nfrom admin import app as admin\n\napp = FastAPI()\napp.mount("/admin", admin)\n';
  const files = { 'main.py': mounting, 'admin.py': MAIN, 'tests/test_it.py': MAIN };
  expect(found(files).options).toMatchObject({ app: 'main:app' });
});

test('two ports are a question, and a command or a flag decides', () => {
  const files = { 'main.py': MAIN, Dockerfile: 'FROM python:3.12\nEXPOSE 8000 9000\n' };
  expect(refused(files)).toContain('port | there are several ports | 8000 (Dockerfile:2), 9000 (Dockerfile:2)');
  expect(found(files, { port: 9000 }).options).toMatchObject({ port: 9000 });
  const started = { ...files, Dockerfile: `${files.Dockerfile}CMD ["uvicorn", "main:app", "--port", "9000"]\n` };
  expect(found(started).options).toMatchObject({ port: 9000 });
});

test('a port that needs privileges is told, with how to publish it', () => {
  const files = {
    'main.py': MAIN,
    Dockerfile: 'FROM python:3.12\nCMD ["fastapi", "run", "main.py", "--port", "80"]\n',
  };
  expect(found(files).options).not.toHaveProperty('port');
  expect(notes(files)).toContain('publish it as 80:8000');
});

test('a Python that is too old is a problem that a flag decides', () => {
  const files = { 'main.py': MAIN, Dockerfile: 'FROM python:3.8-slim\n' };
  expect(refused(files)).toContain('is found in Dockerfile, and is not supported');
  expect(found(files, { python: '3.12' }).options).toMatchObject({ python: '3.12' });
});

test.each([
  ['a here-document', 'FROM python:3.12\nRUN <<EOF\nCMD nothing\nEOF\nEXPOSE 8001\n', 'Dockerfile:2 a here-document'],
  ['ONBUILD', 'FROM python:3.12\nONBUILD RUN true\nEXPOSE 8001\n', 'Dockerfile:2 ONBUILD'],
  ['an argument without a default', 'ARG BASE\nFROM $BASE\nEXPOSE 8001\n', 'Dockerfile:2 the base image $BASE'],
])('%s in a Dockerfile is told with its line, and the rest is read', (_, text, said) => {
  const files = { 'main.py': MAIN, Dockerfile: text };
  expect(notes(files)).toContain(said);
  expect(found(files).options).toMatchObject({ port: 8001 });
});

test('secrets and indexes are named, and never copied', () => {
  const env = 'ENV API_TOKEN=hunter2 PIP_INDEX_URL=https://me:hunter2@pypi.example.com/simple REGION=eu\n';
  const files = {
    'main.py': MAIN,
    Dockerfile: `FROM python:3.12\n${env}`,
    'requirements.txt': '--extra-index-url https://me:hunter2@other.example.com\nfastapi\n',
  };
  expect(JSON.stringify(found(files))).not.toContain('hunter2');
  expect(notes(files)).toContain('API_TOKEN looks like a secret');
  expect(notes(files)).toContain('requirements.txt:1 --extra-index-url names a package index');
  expect(found(files).options).toMatchObject({ image: { env: { REGION: 'eu' } } });
});

test('what the server refuses is left out with the reason', () => {
  const files = { 'main.py': MAIN, Procfile: 'web: hypercorn main:app --bind 0.0.0.0:8001 --workers 4\n' };
  expect(found(files).options).toMatchObject({ server: 'hypercorn', port: 8001 });
  expect(notes(files)).toContain('left out workers = 4: with several workers hypercorn drops requests');
});

test.each([
  ['brackets', '('.repeat(100_000)],
  ['quotes', `x = ${'"\''.repeat(50_000)}`],
  ['an assignment', `app${' '.repeat(100_000)}: x`],
  ['a decorator', `@app.get("${'/a'.repeat(50_000)}"\n`],
  ['nested calls', `app.get(${'a.get('.repeat(50_000)}`],
  ['comments', `f(${'#'.repeat(100_000)}\n)`],
  ['backslashes', '\\\n'.repeat(50_000)],
])('no file can hang it: %s', (_, text) => {
  expect(
    found({ 'main.py': `${MAIN}\n${text}`, Dockerfile: text, Procfile: text, 'start.sh': text }).options,
  ).toBeDefined();
});

test.each([200, 1000])(
  'of ten times as many files, %s Python files are read once each, and data not at all',
  (count) => {
    const python = Array.from(
      { length: count },
      (_, at) => [`shop/m${String(at)}.py`, 'from shop import main\n'] as const,
    );
    const data = Array.from({ length: count * 9 }, (_, at) => [`data/d${String(at)}/x.csv`, 'a,b\n'] as const);
    const main = ['shop/main.py', MAIN] as const;
    const tree = listing(
      new Map([main, ['shop/__init__.py', ''], ['requirements.txt', 'fastapi\n'], ...python, ...data]),
    );
    const reads = new Map<string, number>();
    const counting = {
      ...tree,
      read: (path: string) => {
        reads.set(path, (reads.get(path) ?? 0) + 1);
        return tree.read(path);
      },
    };
    expect(inferOptions(counting, {}, 'shop', 'shop').options).toMatchObject({ app: 'shop.main:app' });
    const ofPython = [...reads].filter(([path]) => path.endsWith('.py'));
    expect(ofPython).toHaveLength(count + 2);
    expect(ofPython.filter(([, times]) => times > 1)).toEqual([]);
    expect([...reads.keys()].filter((path) => path.endsWith('.csv'))).toEqual([]);
  },
);

test('a new application is for empty ground', () => {
  expect(groundProblem(['app/main.py', 'README.md'], 'services/shop', 'nx')?.fix).toContain(
    'npx nx g fastapi-container:adopt services/shop',
  );
  const others = ['README.md', 'scripts/release.py', 'libs/shared/pyproject.toml', 'libs/shared/shared/x.py'];
  expect(groundProblem(others, '.', 'command line')).toBeUndefined();
});

describe('dependencies that uv has locked', () => {
  const pyproject = '[project]\nname = "legacy"\nversion = "1"\ndependencies = ["fastapi>=0.162", "shared"]\n';
  const lock = [
    'version = 1\n[[package]]\nname = "legacy"\nversion = "1"\nsource = { virtual = "." }',
    'dependencies = [{ name = "fastapi" }, { name = "shared" }]',
    '[[package]]\nname = "fastapi"\nversion = "0.165.0"\nsource = { registry = "https://pypi.org/simple" }',
    '[[package]]\nname = "shared"\nversion = "1"\nsource = { editable = "libs/shared" }\n',
  ].join('\n');
  const files = { 'main.py': MAIN, 'pyproject.toml': pyproject, 'uv.lock': lock };

  test('stay its business, and the libraries come along', () => {
    const { options, requirements } = found(files);
    expect(options).toMatchObject({ dependencies: 'uv', libraries: ['libs/shared'] });
    expect(requirements).toBeUndefined();
  });

  test('are told to come without the extras of the project', () => {
    const extras = `${pyproject}[project.optional-dependencies]\ncache = ["redis"]\n`;
    expect(notes({ ...files, 'pyproject.toml': extras })).toContain('the image has none of the extras (cache)');
    expect(notes(files)).not.toContain('extras');
  });

  test.each([
    [
      'a project',
      '[project]\nname = "a"\ndependencies = ["fastapi"]\n[project.optional-dependencies]\ncache = ["redis"]\n',
    ],
    ['poetry', '[tool.poetry.dependencies]\nfastapi = "*"\n[tool.poetry.extras]\ncache = ["redis"]\ndev = ["ruff"]\n'],
  ])('are told without the extras, also of %s', (_, text) => {
    expect(notes({ 'main.py': MAIN, 'pyproject.toml': text })).toContain('the image has none of the extras (cache)');
  });

  test('extras that the Dockerfile installs, or that serve the work, are not told', () => {
    const text = '[project]\nname = "a"\ndependencies = ["fastapi"]\n[project.optional-dependencies]\n';
    const Dockerfile =
      'FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install .[prod]\nCMD ["uvicorn", "main:app"]\n';
    const extras = 'prod = ["redis"]\ndev = ["ruff"]\n';
    expect(notes({ 'main.py': MAIN, 'pyproject.toml': text + extras, Dockerfile })).not.toContain('none of the extras');
  });

  test('are a requirements.txt where that is decided', () => {
    const { options, requirements } = found(files, { dependencies: 'requirements' });
    expect(requirements).toBe('fastapi>=0.162\n');
    expect(options).toMatchObject({ dependencies: 'requirements' });
  });

  test.each([
    ['of another project', { ...files, 'uv.lock': lock.replace('virtual = "."', 'virtual = "other"') }],
    [
      'beside what the Dockerfile installs',
      {
        ...files,
        'requirements.txt': 'fastapi\n',
        Dockerfile: 'FROM python:3.12\nRUN pip install -r requirements.txt\n',
      },
    ],
    ['with extras that the Dockerfile takes', { ...files, Dockerfile: 'FROM python:3.12\nRUN uv sync --extra cpu\n' }],
  ])('%s are read as before', (_, changed) => {
    expect(found(changed).options).not.toHaveProperty('dependencies');
  });
});
