import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n';
const REQUIREMENTS = 'fastapi\nuvicorn\n';

function adopted(files: Readonly<Record<string, string>>, directory = '.') {
  const adoption = inferOptions(listing(new Map(Object.entries(files)), directory), {}, 'api', directory);
  const told = adoption.notes
    .map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`)
    .join('\n');
  return { ...adoption, told };
}

describe('a Dockerfile that is built from the root of the repository', () => {
  const contracts =
    '[project]\nname = "contracts"\nversion = "1"\n\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n';
  const files = {
    'services/api/app/__init__.py': '',
    'services/api/app/main.py': MAIN,
    'services/api/templates/a.html': '',
    'services/api/requirements.txt': REQUIREMENTS,
    'services/api/Dockerfile': [
      'FROM python:3.12-slim',
      'WORKDIR /code',
      'COPY services/api/requirements.txt .',
      'RUN pip install -r requirements.txt',
      'COPY services/api /code',
      'COPY packages/contracts /code/contracts',
      'COPY shared/schemas /code/schemas',
      'USER 1000',
      'CMD ["uvicorn", "app.main:app", "--port", "8080"]',
      '',
    ].join('\n'),
    'packages/contracts/pyproject.toml': contracts,
    'packages/contracts/contracts/__init__.py': '',
    'shared/schemas/a.json': '{}',
  };
  const compose =
    'services:\n  api:\n    build:\n      context: .\n      dockerfile: services/api/Dockerfile\n    ports: ["9000:8080"]\n    env_file: services/api/.env\n';

  test.each([
    ['that compose names', { ...files, 'docker-compose.yml': compose }],
    ['that its paths tell', files],
  ])('%s says so once, and what comes from outside becomes a library or is told', (_, given) => {
    const { options, told } = adopted(given, 'services/api');
    expect(told.match(/is built from the root of the repository/g)).toHaveLength(1);
    expect(options).toMatchObject({
      app: 'app.main:app',
      port: 8080,
      libraries: ['../../packages/contracts'],
      lock: true,
      image: { files: ['templates'] },
    });
    expect(told).toContain('Dockerfile:7 shared/schemas lies outside of the directory');
    expect(told).not.toContain('packages/contracts lies outside');
  });

  test('has the compose file of the root read', () => {
    const { options } = adopted({ ...files, 'docker-compose.yml': compose }, 'services/api');
    expect(options).toMatchObject({ run: { envFile: '.env' } });
  });

  test('is understood where it copies everything', () => {
    const Dockerfile =
      'FROM python:3.12-slim\nCOPY . /repo\nWORKDIR /repo/services/api\nCMD ["uvicorn", "app.main:app"]\n';
    const given = { ...files, 'services/api/Dockerfile': Dockerfile, 'docker-compose.yml': compose };
    expect(adopted(given, 'services/api').options).toMatchObject({
      app: 'app.main:app',
      image: { files: ['templates'] },
    });
  });
});

describe('what compose has around the image', () => {
  const base = {
    'services/api/app/__init__.py': '',
    'services/api/app/main.py': MAIN,
    'services/api/requirements.txt': REQUIREMENTS,
    'services/api/Dockerfile':
      'FROM python:3.12-slim\nWORKDIR /code\nCOPY . .\nUSER 1000\nCMD ["uvicorn", "app.main:app", "--port", "8080"]\n',
  };
  const compose = (...lines: readonly string[]) =>
    ['services:', '  api:', '    build: ./services/api', ...lines.map((line) => `    ${line}`), ''].join('\n');
  const around = (...lines: readonly string[]) =>
    adopted({ ...base, 'compose.yaml': compose(...lines) }, 'services/api');

  test.each([
    ['as a text', ['env_file: ./services/api/local.env']],
    ['as a list', ['env_file:', '  - services/api/local.env']],
    ['as a list of maps', ['env_file:', '  - path: services/api/local.env', '    required: false']],
  ])('a file with variables %s is run.envFile', (_, lines) => {
    expect(around(...lines).options).toMatchObject({ run: { envFile: 'local.env' } });
  });

  test('a file that lies elsewhere is told', () => {
    expect(around('env_file: .env').told).toContain('../../compose.yaml:4 env_file .env is left out');
  });

  test.each([
    ['a map', ['environment:', '  REGION: eu', '  WORKERS: 4']],
    ['a list', ['environment:', '  - REGION=eu', '  - WORKERS=4']],
  ])('variables in %s are run.env', (_, lines) => {
    expect(around(...lines).options).toMatchObject({ run: { env: { REGION: 'eu', WORKERS: '4' } } });
  });

  test('secrets and what comes from elsewhere are named, and never copied', () => {
    const { told, options } = around(
      'environment:',
      '  API_TOKEN: hunter2',
      '  DB: postgres://u:hunter2@db/x',
      '  HOST_ID: $ID',
      '  SHELL_ID:',
    );
    expect(options).not.toHaveProperty('run');
    expect(told).not.toContain('hunter2');
    for (const name of ['API_TOKEN', 'DB', 'HOST_ID', 'SHELL_ID']) expect(told).toContain(`${name} is left out`);
  });

  test('volumes are told: the source would lie beside the application', () => {
    const { told } = around('volumes:', '  - ./services/api:/code', '  - data:/data');
    expect(told).toContain('../../compose.yaml:5 volume ./services/api:/code puts the source at /code');
    expect(told).toContain('../../compose.yaml:6 volume data:/data is left out: "run.volumes"');
  });

  test('a command that takes the place of the image is told', () => {
    const { told, options } = around('command: uvicorn app.main:app --port 9999 --workers 3');
    expect(options).toMatchObject({ port: 8080 });
    expect(told).toContain(
      "`uvicorn app.main:app --port 9999 --workers 3` takes the place of the Dockerfile's command",
    );
    expect(around('command: celery -A app worker').told).toContain(
      '`celery -A app worker`: the image starts the server alone',
    );
    expect(around('command: uvicorn app.main:app --port 8080').told).not.toContain('takes the place');
  });
});

describe('without a Dockerfile, what lies beside the source', () => {
  const base = {
    'app/__init__.py': '',
    'requirements.txt': REQUIREMENTS,
    'tests/a.txt': '',
    'docs/a.md': '',
    '.github/a': '',
  };

  test('and is named in it is told with the place', () => {
    const main = `${MAIN}\nfrom fastapi.templating import Jinja2Templates\n\npages = Jinja2Templates(directory="templates")\n`;
    const { told, options } = adopted({
      ...base,
      'app/main.py': main,
      'templates/a.html': '',
      'migrations/env.py': '',
      'alembic.ini': '',
      'samples/a.csv': '',
    });
    expect(options).toMatchObject({ image: { files: ['templates'] } });
    expect(told).toContain('not in the image: alembic.ini, migrations; name them in "image.files"');
  });

  test.each([
    'StaticFiles(directory="rules")',
    'StaticFiles(directory="./rules/web", html=True)',
    "Jinja2Templates('rules')",
    'Environment(loader=FileSystemLoader("rules"))',
  ])('and the application cannot do without is in the image: %s', (call) => {
    const files = { ...base, 'rules/a.json': '{}', 'samples/a.csv': '' };
    expect(adopted({ ...files, 'app/main.py': `${MAIN}${call}\n` }).options).toMatchObject({
      image: { files: ['rules'] },
    });
    expect(
      adopted({ ...files, 'app/main.py': `${MAIN}${call.replace('rules', 'none')}\n` }).options.image,
    ).toBeUndefined();
  });

  test.each(['open("rules/a.json")', "Path('./rules') / 'a.json'"])('is found in %s', (call) => {
    expect(
      adopted({ ...base, 'app/main.py': `${MAIN}${call}\n`, 'rules/a.json': '{}', 'samples/a.csv': '' }).told,
    ).toContain('app/main.py:8 not in the image: rules;');
  });

  test('and is named nowhere is listed', () => {
    expect(adopted({ ...base, 'app/main.py': MAIN, 'rules/a.json': '{}' }).told).toContain(
      'not in the image, since it lies beside the source: rules; name',
    );
  });

  test('and serves the work alone is not told', () => {
    expect(adopted({ ...base, 'app/main.py': MAIN }).told).not.toContain('not in the image');
  });
});
