import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n';

const APP = {
  'services/dk/app/__init__.py': '',
  'services/dk/app/main.py': MAIN,
  'services/dk/requirements.txt': 'fastapi\nuvicorn\n',
};

/** A Dockerfile that is built from the root, with further lines before its command. */
const dockerfile = (port: number, ...lines: readonly string[]) =>
  [
    'FROM python:3.12-slim',
    'RUN apt-get update && apt-get install -y libpq5',
    'WORKDIR /code',
    ...(lines.length > 0 ? lines : ['COPY services/dk/requirements.txt .', 'COPY services/dk/app ./app']),
    'USER 1000',
    `CMD uvicorn app.main:app --host 0.0.0.0 --port ${String(port)} --workers 4`,
    '',
  ].join('\n');

function adopted(files: Readonly<Record<string, string>>, decided: object = {}, directory = 'services/dk') {
  const decisions = decided as Readonly<Record<string, unknown>>;
  const adoption = inferOptions(
    listing(new Map(Object.entries({ ...APP, ...files })), directory),
    decisions,
    'dk',
    directory,
  );
  const told = adoption.notes
    .map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`)
    .join('\n');
  return { ...adoption, told };
}

const FOUND = {
  app: 'app.main:app',
  python: '3.12',
  port: 5555,
  workers: 4,
  image: { aptPackages: { runtime: ['libpq5'] }, user: 1000 },
};

describe('a Dockerfile that compose names outside of the directory', () => {
  const outer = { 'docker/dk.Dockerfile': dockerfile(5555) };

  test.each<[string, string, object]>([
    ['in flow style', 'services:\n  dk:\n    build: {context: ., dockerfile: docker/dk.Dockerfile}\n', outer],
    [
      'in block style',
      'services:\n  dk:\n    build:\n      context: .\n      dockerfile: docker/dk.Dockerfile\n',
      outer,
    ],
    ['without a context', 'services:\n  dk:\n    build:\n      dockerfile: docker/dk.Dockerfile\n', outer],
    ['of the root itself', 'services:\n  dk:\n    build: .\n', { Dockerfile: dockerfile(5555) }],
    [
      'from a directory on the way',
      'services:\n  dk:\n    build: {context: services, dockerfile: ../docker/dk.Dockerfile}\n',
      { 'docker/dk.Dockerfile': dockerfile(5555, 'COPY dk/app ./app') },
    ],
    [
      'from the directory itself',
      'services:\n  dk:\n    build: {context: ./services/dk, dockerfile: ../../docker/dk.Dockerfile}\n',
      { 'docker/dk.Dockerfile': dockerfile(5555, 'COPY . .') },
    ],
    [
      'whose builder alone copies from the directory',
      'services:\n  dk:\n    build: {context: ., dockerfile: docker/dk.Dockerfile}\n',
      {
        'docker/dk.Dockerfile': `FROM python:3.12 AS build\nCOPY services/dk /src\n\n${dockerfile(5555, 'COPY --from=build /src /code')}`,
      },
    ],
    [
      'that copies everything and starts in the directory',
      'services:\n  dk:\n    build: {context: ., dockerfile: docker/dk.Dockerfile}\n',
      { 'docker/dk.Dockerfile': dockerfile(5555, 'COPY . /repo', 'WORKDIR /repo/services/dk') },
    ],
    [
      'that several services share, by an argument',
      'services:\n  other:\n    build: {context: ., dockerfile: docker/all.Dockerfile, args: {NAME: other}}\n    environment: {OF_OTHER: "1"}\n' +
        '  dk:\n    build: {context: ., dockerfile: docker/all.Dockerfile, args: [NAME=dk]}\n',
      { 'docker/all.Dockerfile': dockerfile(5555, 'ARG NAME', 'COPY services/${NAME}/app ./app') },
    ],
  ])('%s is read', (_, compose, files) => {
    const { options, told } = adopted({ 'compose.yaml': compose, ...files });
    expect(options).toMatchObject(FOUND);
    expect(options).not.toHaveProperty('run');
    expect(told).toMatch(
      /\.\.\/\.\.\/.*Dockerfile:undefined stays as it is: the image from here has a Dockerfile in services\/dk/,
    );
    expect(told).toMatch(
      /\.\.\/\.\.\/compose\.yaml:\d+ builds .*Dockerfile, and goes on to: .* this has to be `build: \.\/services\/dk`/,
    );
  });

  test.each([
    ['of another application', dockerfile(5555, 'COPY services/other .')],
    ['of one whose name begins alike', dockerfile(5555, 'COPY services/dk2/app ./app')],
    ['that copies everything and starts elsewhere', dockerfile(5555, 'COPY . /repo', 'WORKDIR /repo/services/dk2')],
  ])('%s is none of it', (_, text) => {
    const compose =
      'services:\n  x:\n    build: {context: ., dockerfile: docker/x.Dockerfile}\n    environment: {A: "1"}\n';
    const { options, told } = adopted({ 'compose.yaml': compose, 'docker/x.Dockerfile': text });
    expect(options).not.toHaveProperty('port');
    expect(options).not.toHaveProperty('run');
    expect(told).not.toContain('x.Dockerfile');
  });

  test('and another one for its worker: that of the server counts, with its service', () => {
    const compose = [
      'services:',
      '  queue: {build: {context: ., dockerfile: docker/queue.Dockerfile}, environment: {A: worker}}',
      '  dk: {build: {context: ., dockerfile: docker/dk.Dockerfile}, environment: {A: server}}',
      '',
    ].join('\n');
    const queue = dockerfile(1).replace(/CMD.*/, 'CMD celery -A app worker');
    const { options, told } = adopted({ 'compose.yaml': compose, ...outer, 'docker/queue.Dockerfile': queue });
    expect(options).toMatchObject({ ...FOUND, run: { env: { A: 'server' } } });
    expect(told).toContain('../../docker/queue.Dockerfile:undefined is not read: one image is made of one Dockerfile');
  });

  test('where several start a server none is guessed, and a person decides', () => {
    const compose = [
      'services:',
      '  a: {build: {context: ., dockerfile: docker/a.Dockerfile}, environment: {A: a}}',
      '  b: {build: {context: ., dockerfile: docker/b.Dockerfile}, environment: {A: b}}',
      '',
    ].join('\n');
    const files = {
      'compose.yaml': compose,
      'docker/a.Dockerfile': dockerfile(4444),
      'docker/b.Dockerfile': dockerfile(5555),
    };
    const { options, told } = adopted(files);
    expect(options).not.toHaveProperty('port');
    expect(options).not.toHaveProperty('run');
    expect(told).toContain(
      '../../docker/a.Dockerfile:undefined copies from services/dk, and so does ../../docker/b.Dockerfile',
    );
    expect(told).toContain('--dockerfile=../../docker/b.Dockerfile takes this one');
    const decided = adopted(files, { dockerfile: '../../docker/b.Dockerfile' });
    expect(decided.options).toMatchObject({ ...FOUND, run: { env: { A: 'b' } } });
    expect(decided.options).not.toHaveProperty('dockerfile');
    expect(adopted(files, { dockerfile: 'docker/b.Dockerfile' }).problems).toEqual([
      expect.objectContaining({ option: 'dockerfile', value: 'docker/b.Dockerfile' }),
    ]);
  });

  test('gives way to the plain name in the directory, and is told', () => {
    const compose = 'services:\n  dk:\n    build: {context: ., dockerfile: docker/dk.Dockerfile}\n';
    const own = dockerfile(4444, 'COPY . .');
    const { options, told } = adopted({ 'compose.yaml': compose, ...outer, 'services/dk/Dockerfile': own });
    expect(options).toMatchObject({ port: 4444 });
    expect(told).toContain('../../docker/dk.Dockerfile:undefined is not read');
  });
});

describe('a Dockerfile further up that no compose file names', () => {
  test.each([
    'Dockerfile',
    'services/Dockerfile',
    'dk.Dockerfile',
    'Dockerfile.dk',
    'docker/Dockerfile',
    'docker/dk.Dockerfile',
    'docker/dk/Dockerfile',
    'deploy/Dockerfile.dk',
  ])('%s is read where it copies from the directory', (path) => {
    const { options, told } = adopted({ [path]: dockerfile(5555) });
    expect(options).toMatchObject(FOUND);
    expect(told).toContain(
      `${path.startsWith('services/') ? '..' : '../..'}/${path.replace('services/', '')}:undefined stays`,
    );
    expect(told.match(/is built from the root of the repository/g)).toHaveLength(1);
  });

  test('with paths of its own directory', () => {
    expect(adopted({ 'services/Dockerfile': dockerfile(5555, 'COPY dk/app ./app') }).options).toMatchObject(FOUND);
  });

  test('is none of the application where it copies another one', () => {
    expect(adopted({ Dockerfile: dockerfile(5555, 'COPY services/other .') }).options).not.toHaveProperty('port');
    expect(adopted({ Dockerfile: dockerfile(5555, 'COPY . .') }).options).not.toHaveProperty('port');
  });

  test('does not count beside one in the directory', () => {
    const { options, told } = adopted({
      Dockerfile: dockerfile(5555),
      'services/dk/Dockerfile': dockerfile(4444, 'COPY . .'),
    });
    expect(options).toMatchObject({ port: 4444 });
    expect(told).not.toContain('../../Dockerfile');
  });

  test('beside another one that copies from the directory, neither is guessed', () => {
    const { options, told } = adopted({ Dockerfile: dockerfile(5555), 'docker/dk.Dockerfile': dockerfile(4444) });
    expect(options).not.toHaveProperty('port');
    expect(told).toContain('--dockerfile=../../docker/dk.Dockerfile takes this one');
  });
});
