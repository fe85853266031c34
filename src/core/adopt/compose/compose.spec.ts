import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n';

function adopted(files: Readonly<Record<string, string>>, directory = 'svc') {
  const app = { [`${directory}/app/__init__.py`]: '', [`${directory}/app/main.py`]: MAIN };
  const all = { ...app, [`${directory}/requirements.txt`]: 'fastapi\nuvicorn\n', ...files };
  const adoption = inferOptions(listing(new Map(Object.entries(all)), directory), {}, 'svc', directory);
  const told = adoption.notes
    .map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`)
    .join('\n');
  return { ...adoption, told };
}

const yaml = (...lines: readonly string[]) => ({ 'compose.yaml': `${lines.join('\n')}\n` });
const RUN = 'command: uvicorn app.main:app --port 8181 --workers 3';

describe('aliases and merges in a compose file are what they stand for', () => {
  test.each<[string, readonly string[]]>([
    ['a build that is merged', ['x-base: &base {build: ./svc}', 'services:', '  web:', '    <<: *base', `    ${RUN}`]],
    ['a build by an alias', ['x-build: &build ./svc', 'services:', '  web:', '    build: *build', `    ${RUN}`]],
    ['a whole service', ['x-web: &web', '  build: ./svc', `  ${RUN}`, 'services:', '  web: *web']],
    [
      'a service that is merged from several',
      ['x-a: &a {build: ./svc}', `x-b: &b {${RUN.replace(/: (.*)/, ': "$1"')}}`, 'services:', '  web: {<<: [*a, *b]}'],
    ],
    [
      'one that is merged from a service beside it',
      ['services:', '  web: &web', '    build: ./svc', `    ${RUN}`, '  again: {<<: *web, profiles: [x]}'],
    ],
  ])('%s', (_, lines) => {
    expect(adopted(yaml(...lines)).options).toMatchObject({ port: 8181, workers: 3 });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['variables by an alias', ['x-env: &env {REGION: eu, EXTRA: "1"}'], ['environment: *env']],
    ['variables that are merged', ['x-env: &env {REGION: eu}'], ['environment: {<<: *env, EXTRA: "1"}']],
    [
      'a variable that is said again',
      ['x-env: &env {REGION: us, EXTRA: "1"}'],
      ['environment: {<<: *env, REGION: eu}'],
    ],
    ['a list with an alias in it', ['x-one: &one REGION=eu'], ['environment: [*one, EXTRA=1]']],
  ])('%s', (_, above, lines) => {
    const { options, told } = adopted(
      yaml(...above, 'services:', '  web:', '    build: ./svc', ...lines.map((line) => `    ${line}`)),
    );
    expect(options).toMatchObject({ run: { env: { REGION: 'eu', EXTRA: '1' } } });
    expect(told).not.toContain('left out');
  });

  test.each<[string, readonly string[]]>([
    [
      'a service that is extended',
      [
        '  base: {build: ./svc, environment: {REGION: us, EXTRA: "1"}}',
        '  web: {extends: base, environment: {REGION: eu}, command: uvicorn app.main:app --port 8181}',
      ],
    ],
    [
      'one that is extended by its name in a map',
      [
        '  base: {build: {context: ./svc}, command: other}',
        '  web: {extends: {service: base}, environment: [REGION=eu, EXTRA=1], command: [uvicorn, "app.main:app", --port, "8181"]}',
      ],
    ],
    [
      'one that extends another',
      [
        '  a: {build: ./svc, environment: [EXTRA=1]}',
        '  b: {extends: a, environment: [REGION=eu]}',
        '  web: {extends: b, command: uvicorn app.main:app --port 8181}',
      ],
    ],
  ])('%s is part of what extends it', (_, lines) => {
    // The first service is the application.
    const { options } = adopted(yaml('services:', ...[...lines].reverse()));
    expect(options).toMatchObject({ port: 8181, run: { env: { REGION: 'eu', EXTRA: '1' } } });
  });

  test('a service of another file is told', () => {
    const { told } = adopted(
      yaml('services:', '  web:', '    build: ./svc', '    extends: {file: common.yml, service: base}'),
    );
    expect(told).toContain('../compose.yaml:4 extends a service of common.yml: what that says is not in this report');
  });

  test('services that extend each other come to an end', () => {
    expect(adopted(yaml('services:', '  a: {extends: b, build: ./svc}', '  b: {extends: a}')).problems).toEqual([]);
  });

  test('and are told where they are written', () => {
    const { told } = adopted(
      yaml('x-env: &env', '  API_TOKEN: hunter2', 'services:', '  web:', '    build: ./svc', '    environment: *env'),
    );
    expect(told).toContain('../compose.yaml:2 API_TOKEN is left out: it looks like a secret');
  });

  test('a file whose aliases stand for too much is not read, and told', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const nine = Array<string>(9)
        .fill(`*l${String(level)}`)
        .join(', ');
      return `x-l${String(level + 1)}: &l${String(level + 1)} [${nine}]`;
    });
    const { told } = adopted(yaml('x-l0: &l0 [1]', ...levels, 'services:', '  web:', '    build: ./svc'));
    expect(told).toContain('../compose.yaml:undefined is no YAML that can be read');
  });
});

describe('what a compose file has to say once the Dockerfile is that from here', () => {
  const Dockerfile =
    'FROM python:3.12-slim\nWORKDIR /code\nCOPY services/api .\nUSER 1000\nCMD ["uvicorn", "app.main:app"]\n';
  const here = (...lines: readonly string[]) =>
    adopted({ 'services/api/Dockerfile': Dockerfile, ...yaml('services:', '  api:', ...lines) }, 'services/api').told;

  test.each<[string, readonly string[], string]>([
    [
      'it builds from further up',
      ['    image: x', '    build: {context: ., dockerfile: services/api/Dockerfile}'],
      '../../compose.yaml:4 builds services/api/Dockerfile from the root of the repository, and the one from here is built from services/api: once that is in its place, this has to be `build: ./services/api`',
    ],
    [
      'it builds one stage',
      ['    build:', '      context: ./services/api', '      target: prod'],
      '../../compose.yaml:3 builds the stage prod of services/api/Dockerfile, and the one from here has stages of its own: once that is in its place, this has to be `build: ./services/api`',
    ],
    [
      'it builds what is written in it',
      ['    build: {context: ./services/api, dockerfile_inline: FROM scratch}'],
      '../../compose.yaml:3 builds the Dockerfile that is written here, which is not read, and goes on to: for the one from here, services/api/Dockerfile, this has to be `build: ./services/api`',
    ],
  ])('%s', (_, lines, told) => {
    expect(here(...lines)).toContain(told);
  });

  test.each([['    build: ./services/api'], ['    build: {context: services/api/, dockerfile: Dockerfile}']])(
    'nothing: %s',
    (line) => {
      expect(here(line)).not.toContain('this has to be');
    },
  );

  test('is seen from the file, with the libraries that the image takes from elsewhere', () => {
    const library =
      '[project]\nname = "contracts"\nversion = "1"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
    const { told } = adopted(
      {
        'services/api/Dockerfile': Dockerfile.replace('USER', 'COPY packages/contracts ./contracts\nUSER'),
        'packages/contracts/pyproject.toml': library,
        'packages/contracts/contracts/__init__.py': '',
        'docker/compose.yml': 'services:\n  api:\n    build: {context: .., dockerfile: services/api/Dockerfile}\n',
      },
      'services/api',
    );
    expect(told).toContain(
      '../../docker/compose.yml:3 builds services/api/Dockerfile from the root of the repository, and the one from here is built from services/api: once that is in its place, this has to be `build: { context: ../services/api, additional_contexts: { lib_packages_contracts: ../packages/contracts } }`',
    );
  });
});
