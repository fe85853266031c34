import { listing } from '../../../../test/support/listing';
import { inferOptions, type Adoption } from '../infer';

const BASE = {
  'app/__init__.py': '',
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n',
  'requirements.txt': 'fastapi\nuvicorn\n',
};
const SERVER = 'uvicorn app.main:app --host 0.0.0.0 --port 8080';
const WORDS = JSON.stringify(SERVER.split(' ')).slice(1);

function adopted(files: Readonly<Record<string, string>>): Adoption {
  return inferOptions(listing(new Map(Object.entries({ ...BASE, ...files }))), {}, 'legacy', 'services/legacy');
}

/** What is told of one Dockerfile, whose fifth line is the first one in question. */
function built(lines: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const Dockerfile = ['FROM python:3.12-slim', 'WORKDIR /app', 'COPY . .', 'USER 1000', ...lines, ''].join('\n');
  const adoption = adopted({ ...files, Dockerfile });
  const told = adoption.notes.map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`);
  expect(adoption.options).toMatchObject({ app: 'app.main:app', port: 8080 });
  return { ...adoption, told: told.filter((text) => !text.includes('health')).join('\n') };
}

describe('a program before the server is told with its line and what does its work', () => {
  test.each([
    [
      'in CMD',
      [`CMD ["ddtrace-run", ${WORDS}`],
      'Dockerfile:5 left out `ddtrace-run`: no option does it. `import ddtrace.auto`',
    ],
    [
      'in ENTRYPOINT',
      ['ENTRYPOINT ["opentelemetry-instrument"]', 'EXPOSE 8080', `CMD [${WORDS}`],
      'Dockerfile:5 left out `opentelemetry-instrument`: option telemetry traces requests',
    ],
    [
      'in ENTRYPOINT, with all',
      [`ENTRYPOINT ["opentelemetry-instrument", ${WORDS}`],
      'Dockerfile:5 left out `opentelemetry-',
    ],
    [
      'before a command for the shell',
      ['ENTRYPOINT ["opentelemetry-instrument"]', `CMD ${SERVER}`],
      'Dockerfile:5 left out `opentelemetry-instrument`',
    ],
    [
      'with flags',
      [`CMD opentelemetry-instrument --traces_exporter console ${SERVER}`],
      'Dockerfile:5 left out `opentelemetry-instrument --traces_exporter console`',
    ],
    [
      'of New Relic',
      [`CMD newrelic-admin run-program ${SERVER}`],
      'Dockerfile:5 left out `newrelic-admin run-program`',
    ],
    [
      'with variables',
      [`CMD ["doppler", "run", "--", ${WORDS}`],
      'Dockerfile:5 left out `doppler run`: it fetches variables',
    ],
    ['with variables of one name', [`CMD chamber exec shop -- ${SERVER}`], 'left out `chamber exec shop`: it fetches'],
    ['that is not known', [`CMD ["nice", "-n", "5", ${WORDS}`], 'Dockerfile:5 left out `nice -n 5`: the image starts'],
    [
      'that is a module',
      [`CMD python -m debugpy --listen 5678 -m ${SERVER}`],
      'left out `python -m debugpy --listen 5678`',
    ],
    [
      'behind others',
      [`ENTRYPOINT ["tini", "--"]`, `CMD exec gosu app ddtrace-run ${SERVER}`],
      'Dockerfile:6 left out `ddtrace-run`',
    ],
  ])('%s', (_, lines, said) => {
    expect(built(lines).told).toContain(said);
    expect(built(lines).told).not.toContain('runs before the server');
  });

  test('but for one that starts it elsewhere: that is no start of this image', () => {
    const files = { 'run.sh': 'docker run -p 9000:9000 shop uvicorn app.main:app --port 9000\n' };
    expect(built([`EXPOSE 8080`], files).told).not.toContain('docker');
  });

  test('in a script, with the line of the script', () => {
    const files = { 'entry.sh': '#!/bin/sh\nset -e\nexec ddtrace-run "$@"\n' };
    expect(built(['ENTRYPOINT ["./entry.sh"]', `CMD [${WORDS}`], files).told).toContain(
      'entry.sh:3 left out `ddtrace-run`',
    );
  });

  test.each([
    [`ENTRYPOINT ["tini", "--"]`, `CMD [${WORDS}`],
    [`ENTRYPOINT ["dumb-init", "-v", "--", ${WORDS}`],
    [`CMD poetry run ${SERVER}`],
    [`CMD ["uv", "run", "--no-sync", ${WORDS}`],
    [`CMD pipenv run python -m ${SERVER}`],
    [`CMD exec gosu app ${SERVER}`],
  ])('but for those whose work is done: %s', (...lines) => {
    expect(built(lines).told).toBe('');
  });
});

describe('what a script sets before the server', () => {
  const script = (...lines: readonly string[]) =>
    built(['ENTRYPOINT ["./entry.sh"]', `CMD [${WORDS}`], {
      'entry.sh': ['#!/bin/sh', 'set -eu', ...lines, 'exec "$@"', ''].join('\n'),
    });

  test.each([
    ['export MODE=prod', { MODE: 'prod' }],
    ['export MODE=prod REGION="eu west"', { MODE: 'prod', REGION: 'eu west' }],
    ['MODE=${MODE:-prod}\nexport MODE', { MODE: 'prod' }],
    ['export PORT="${PORT:-8080}"', { PORT: '8080' }],
    ['. ./env.sh', { MODE: 'sourced' }],
  ])('and is one value is image.env: %s', (line, env) => {
    const files = { 'env.sh': 'export MODE=sourced\n', 'entry.sh': `#!/bin/sh\n${line}\nexec "$@"\n` };
    const { options, findings } = built(['ENTRYPOINT ["./entry.sh"]', `CMD [${WORDS}`], files);
    expect(options).toMatchObject({ image: { env } });
    expect(findings.find(({ option }) => option.startsWith('image.env'))?.place.file).toMatch(/^e\w+\.sh$/);
  });

  test.each([
    ['umask 002', 'entry.sh:3 `umask 002` is left out: the image starts the server without a shell. os.umask()'],
    ['ulimit -n 9999', 'entry.sh:3 `ulimit -n 9999` is left out: limits are set where the container runs'],
    ['source /etc/profile.d/x.sh', 'entry.sh:3 `source /etc/profile.d/x.sh` is left out'],
    ['. ./.env', 'entry.sh:3 `. ./.env` is left out'],
    ['unset PROXY', 'entry.sh:3 `unset PROXY` is left out'],
    ['export API_TOKEN=hunter2', 'entry.sh:3 API_TOKEN looks like a secret'],
    ['export HOST_ID="$(hostname)"', 'entry.sh:3 HOST_ID has a value that is computed'],
    ['export HOST_ID=`hostname`', 'entry.sh:3 HOST_ID has a value that is computed'],
    ['export WEB_CONCURRENCY=4', 'entry.sh:3 WEB_CONCURRENCY=4 is left out: the number of workers'],
    ['export PYTHONPATH=/opt/lib:$PYTHONPATH', 'entry.sh:3 PYTHONPATH has /opt/lib, and the image'],
    ['if [ "$STAGE" = prod ]; then\n  export MODE=prod\nfi', 'entry.sh:4 MODE is left out: a condition decides'],
    ['[ -n "$STAGE" ] && export MODE=prod', 'entry.sh:3 MODE is left out: a condition decides'],
  ])('and no option says is told: %s', (line, said) => {
    const { told, options } = script(line);
    expect(told).toContain(said);
    expect(told).not.toContain('hunter2');
    expect(options).not.toHaveProperty('image.env');
  });

  test.each(['. /opt/venv/bin/activate', 'ulimit -a', 'umask', 'export PATH="/opt/venv/bin:$PATH"', 'MODE=prod'])(
    'and changes nothing is not: %s',
    (line) => {
      expect(script(line)).toMatchObject({ told: '' });
    },
  );

  test('in a script that it only calls is not the server’s', () => {
    const files = { 'pre.sh': 'export MODE=pre\n', 'entry.sh': './pre.sh\nexec "$@"\n' };
    expect(built(['ENTRYPOINT ["./entry.sh"]', `CMD [${WORDS}`], files).options).not.toHaveProperty('image.env');
  });

  test('or in its own command counts too, also without a Dockerfile', () => {
    expect(built([`CMD MODE=prod ${SERVER}`]).options).toMatchObject({ image: { env: { MODE: 'prod' } } });
    expect(built([`CMD export MODE=prod && ${SERVER}`]).options).toMatchObject({ image: { env: { MODE: 'prod' } } });
    const { options } = adopted({ Procfile: `web: env MODE=prod ${SERVER}\n` });
    expect(options).toMatchObject({ port: 8080, image: { env: { MODE: 'prod' } } });
  });

  test('wins over the Dockerfile, and what it reads before is done before', () => {
    const files = { 'env.sh': 'alembic upgrade head\nexport MODE=b\n', 'entry.sh': '. ./env.sh\nexec "$@"\n' };
    const { options } = built(['ENV MODE=a', 'ENTRYPOINT ["./entry.sh"]', `CMD [${WORDS}`], files);
    expect(options).toMatchObject({
      image: { env: { MODE: 'b' } },
      migration: { command: ['alembic', 'upgrade', 'head'] },
    });
  });
});
