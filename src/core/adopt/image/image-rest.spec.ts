import { listing } from '../../../../test/support/listing';
import { plan, resolved } from '../../../../test/support/memory';
import { serverOf } from '../../servers';
import { serveCommand } from '../../servers/server';
import { readCommand } from '../start/command';
import { inferOptions } from '../infer';

const BASE = {
  'app/__init__.py': '',
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n',
  'requirements.txt': 'fastapi\nuvicorn\ngunicorn\nuvicorn-worker\n',
};

function adopted(files: Readonly<Record<string, string>>) {
  return inferOptions(listing(new Map(Object.entries({ ...BASE, ...files }))), {}, 'legacy', 'services/legacy');
}

function told(files: Readonly<Record<string, string>>): string {
  const { notes } = adopted(files);
  return notes.map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`).join('\n');
}

/** A Dockerfile whose fourth line is the one in question. */
function dockerfile(...lines: readonly string[]): string {
  const end = ['USER 1000', 'CMD ["uvicorn", "app.main:app"]', ''];
  return ['FROM python:3.12-slim', 'WORKDIR /app', 'COPY app app', ...lines, ...end].join('\n');
}

test.each([
  ['VOLUME ["/data", "/cache"]', 'VOLUME /data, /cache is left out: mount it'],
  ['STOPSIGNAL SIGINT', 'STOPSIGNAL SIGINT is left out'],
  ['COPY config.yaml /etc/app/config.yaml', '["COPY config.yaml /etc/app/config.yaml"]'],
  ['COPY config.yaml /etc/app/', '["COPY config.yaml /etc/app/config.yaml"]'],
  ['RUN python -m app.build_assets', 'RUN `python -m app.build_assets` is left out'],
  ['RUN ["python", "-m", "app.build_assets"]', 'RUN `python -m app.build_assets` is left out'],
  ['RUN playwright install chromium', 'RUN `playwright install chromium` is left out'],
  [
    'RUN apt-get update && apt-get install -y curl && curl -L https://example.com/x.tgz | tar xz -C /opt',
    'RUN `curl -L https://example.com/x.tgz`, `tar xz -C /opt` is left out',
  ],
  ['ADD https://example.com/model.bin /models/', 'ADD https://example.com/model.bin /models/ is left out'],
  [
    'COPY --from=ghcr.io/example/tool:1 /tool /usr/bin/tool',
    'COPY --from=ghcr.io/example/tool:1 /tool /usr/bin/tool is left out',
  ],
  ['ENV WEB_CONCURRENCY=4', 'WEB_CONCURRENCY=4 is left out: the number of workers is option "workers"'],
  ['ENV GUNICORN_CMD_ARGS="--workers 3"', 'GUNICORN_CMD_ARGS=--workers 3 is left out'],
])('%s is told with its line', (line, said) => {
  expect(told({ Dockerfile: dockerfile(line), 'config.yaml': '' })).toMatch(/Dockerfile:4 /);
  expect(told({ Dockerfile: dockerfile(line), 'config.yaml': '' })).toContain(said);
});

test.each([
  'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
  'RUN --mount=type=cache,target=/root/.cache pip install --upgrade pip && pip install -r requirements.txt',
  'RUN useradd -u 1000 app && mkdir -p /data && chown -R app /data',
  'RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt',
  'RUN curl -sSL https://install.python-poetry.org | python3 -',
  'STOPSIGNAL SIGTERM',
  'COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv',
])('%s is what the image does itself', (line) => {
  expect(told({ Dockerfile: dockerfile(line) })).not.toContain('is left out');
});

test('processes of a Procfile besides the server are told, and what a release does is done before', () => {
  const Procfile = 'release: alembic upgrade head\nweb: uvicorn app.main:app\nworker: celery -A app.tasks worker\n';
  expect(told({ Procfile })).toContain('Procfile:1 `alembic upgrade head` runs before the server');
  expect(told({ Procfile })).toContain(
    'Procfile:3 worker: `celery -A app.tasks worker`: the image starts the server alone',
  );
  expect(adopted({ Procfile }).options).toMatchObject({ migration: { command: ['alembic', 'upgrade', 'head'] } });
});

describe('a configuration of gunicorn', () => {
  const conf = [
    'workers = 3',
    'worker_class = "uvicorn.workers.UvicornWorker"',
    'timeout = 60',
    'threads = 2',
    'def on_starting(server):',
    '    print("x")',
    'def post_fork(server, worker): pass',
    'def helper(): pass',
    '',
  ].join('\n');
  const files = {
    'gunicorn.conf.py': conf,
    Dockerfile: dockerfile().replace(
      '"uvicorn", "app.main:app"',
      '"gunicorn", "-c", "gunicorn.conf.py", "app.main:app", "--timeout", "90"',
    ),
  };

  test('is where its values come from, and what takes the place of a value is told', () => {
    const { findings } = adopted(files);
    const of = (option: string) => findings.find((finding) => finding.option === option);
    expect(of('workers')).toMatchObject({
      value: 3,
      place: { file: 'gunicorn.conf.py', line: 1 },
      confidence: 'certain',
    });
    expect(of('workerClass')).toMatchObject({ place: { file: 'gunicorn.conf.py', line: 2 }, confidence: 'likely' });
    expect(of('timeouts.worker')).toMatchObject({ value: 90, place: { file: 'Dockerfile', line: 5 } });
    expect(told(files)).toContain(
      'gunicorn.conf.py:2 left out --worker-class uvicorn.workers.UvicornWorker: uvicorn_worker.UvicornWorker takes its place, of the package uvicorn-worker',
    );
    expect(told(files)).toContain('gunicorn.conf.py:4 left out --threads 2');
  });

  test('has its hooks named', () => {
    expect(told(files)).toContain('gunicorn.conf.py:5 on_starting is a hook of gunicorn');
    expect(told(files)).toContain('gunicorn.conf.py:7 post_fork is a hook of gunicorn');
    expect(told(files)).not.toContain('helper');
  });
});

test('a worker class in the command is told too', () => {
  const Dockerfile = dockerfile().replace('"uvicorn"', '"gunicorn", "-k", "uvicorn.workers.UvicornH11Worker"');
  expect(told({ Dockerfile })).toContain(
    'Dockerfile:5 left out --worker-class uvicorn.workers.UvicornH11Worker: uvicorn_worker',
  );
  expect(adopted({ Dockerfile }).findings.find(({ option }) => option === 'http')?.confidence).toBe('likely');
});

describe('a Dockerfile from here whose options are lost', () => {
  test.each(['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian'] as const)(
    'has no word of %s that is unknown',
    (server) => {
      const app = resolved({ app: 'app.main:app', server, port: 9000 });
      const command = serveCommand(serverOf(app), app);
      const [launch] = readCommand(command);
      expect(launch).toMatchObject({ kind: 'server', server, left: [] });
    },
  );

  test('comes to the same options', () => {
    const options = {
      app: 'app.main:app',
      port: 9000,
      server: 'gunicorn',
      workers: 3,
      health: { live: '/ping', ready: '/ping' },
      image: { aptPackages: { runtime: ['curl', 'libmagic1', 'libpq5=17.6-0+deb13u1'], builder: ['gcc'] } },
    };
    const memory = new Map(Object.entries(BASE));
    const written = plan(memory, { ...options, own: ['requirements.txt'], born: ['app'] });
    const Dockerfile =
      written.flatMap((change) => (change.path === 'Dockerfile' && 'after' in change ? [change.after] : []))[0] ?? '';
    expect(Dockerfile).toContain('apt-get satisfy');
    expect(adopted({ Dockerfile }).options).toMatchObject(options);
    expect(adopted({ Dockerfile }).options).not.toHaveProperty('image.env');
    expect(told({ Dockerfile })).not.toContain('left out');
  });
});
