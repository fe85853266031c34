import { listing } from '../../../../test/support/listing';
import { inferOptions, type Adoption } from '../infer';

const BASE = {
  'app/__init__.py': '',
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n',
  'requirements.txt': 'fastapi\nuvicorn\nalembic\n',
};
const SERVER = 'uvicorn app.main:app --host 0.0.0.0 --port 8080';
const SERVER_WORDS = JSON.stringify(SERVER.split(' '));

function adopted(files: Readonly<Record<string, string>>): Adoption {
  return inferOptions(listing(new Map(Object.entries({ ...BASE, ...files }))), {}, 'legacy', 'services/legacy');
}

function dockerfile(...lines: readonly string[]): { readonly Dockerfile: string } {
  return { Dockerfile: ['FROM python:3.12-slim', 'WORKDIR /app', 'COPY . .', 'USER 1000', ...lines, ''].join('\n') };
}

function told({ notes }: Adoption): string[] {
  return notes.map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`);
}

const ALEMBIC =
  /^(\S+) `alembic upgrade head` runs before the server: run it by itself, the image starts the server alone/;

describe('a step before the server is told and becomes the migration', () => {
  test.each([
    [
      'of a script that ends with "$@"',
      { 'entrypoint.sh': '#!/bin/sh\nset -e\n\nalembic upgrade head\nexec "$@"\n' },
      dockerfile('ENTRYPOINT ["./entrypoint.sh"]', `CMD ${SERVER_WORDS}`),
      'entrypoint.sh:4',
    ],
    [
      'of a script that is handed a command for the shell',
      { 'entrypoint.sh': 'alembic upgrade head\nexec gosu app "$@"\n' },
      dockerfile('ENTRYPOINT ["tini", "--", "./entrypoint.sh"]', `CMD ${SERVER}`),
      'entrypoint.sh:1',
    ],
    ['of a text for sh -c', {}, dockerfile(`CMD ["sh", "-c", "alembic upgrade head && ${SERVER}"]`), 'Dockerfile:5'],
    ['of a CMD for the shell', {}, dockerfile(`CMD alembic upgrade head && exec ${SERVER}`), 'Dockerfile:5'],
    ['of a Procfile', { Procfile: `web: alembic upgrade head && ${SERVER}\n` }, {}, 'Procfile:1'],
    [
      'of a script in a script',
      {
        'start.sh': `echo hello\nbash ./prestart.sh\n${SERVER}\n`,
        'prestart.sh': 'sleep 1\nuv run alembic upgrade head\n',
      },
      dockerfile('CMD ["./start.sh"]'),
      undefined,
    ],
    [
      'in a branch of a script',
      { 'start.sh': `migrate() {\n  if [ "$M" = 1 ]; then alembic upgrade head; fi\n}\nmigrate\nexec ${SERVER}\n` },
      dockerfile('CMD ["/app/start.sh"]'),
      'start.sh:2',
    ],
    [
      'of a service of compose',
      { 'compose.yaml': `services:\n  api:\n    build: .\n    command: bash -c "alembic upgrade head && ${SERVER}"\n` },
      {},
      'compose.yaml:4',
    ],
  ])('%s', (_, files, built, place) => {
    const adoption = adopted({ ...files, ...built });
    expect(adoption.options).toMatchObject({
      app: 'app.main:app',
      port: 8080,
      migration: { command: ['alembic', 'upgrade', 'head'] },
    });
    const steps = told(adoption).filter((text) => text.includes('runs before the server'));
    expect(steps).toHaveLength(1);
    if (place !== undefined) expect(ALEMBIC.exec(steps[0] ?? '')?.[1]).toBe(place);
    expect(steps[0]).toContain('"migration.command" does that');
    // The server is where its own words are, whatever script they are handed to.
    const server = adoption.findings.find(({ option }) => option === 'port')?.place.file;
    expect(server).toBe(
      'Procfile' in files || 'compose.yaml' in files || 'start.sh' in files ? Object.keys(files)[0] : 'Dockerfile',
    );
  });
});

test('what is no migration is told with its way out, and does not become one by itself', () => {
  const adoption = adopted(dockerfile(`CMD python -m app.seed && ${SERVER}`));
  expect(adoption.options).not.toHaveProperty('migration');
  expect(told(adoption).join('\n')).toContain(
    '`python -m app.seed` runs before the server: run it by itself, the image starts the server alone; where it does no harm to run it again, "migration": { "command": ["python", "-m", "app.seed"] }',
  );
});

test('of several steps each is told, and one is the migration', () => {
  const adoption = adopted(dockerfile(`CMD alembic upgrade head && python -m app.seed && ${SERVER}`));
  expect(adoption.options).toMatchObject({ migration: { command: ['alembic', 'upgrade', 'head'] } });
  expect(told(adoption).filter((text) => text.includes('runs before the server'))).toHaveLength(2);
});

test('a step that hangs on the environment is told, and is no option', () => {
  const adoption = adopted(dockerfile(`CMD alembic -x schema=$SCHEMA upgrade head && ${SERVER}`));
  expect(adoption.options).not.toHaveProperty('migration');
  expect(told(adoption).join('\n')).toContain('`alembic -x schema=$SCHEMA upgrade head` runs before the server');
});

test('a program that waits and hands the rest on is told', () => {
  const adoption = adopted(dockerfile(`CMD ["wait-for", "db:5432", "--", ${SERVER_WORDS.slice(1)}`));
  expect(adoption.options).toMatchObject({ port: 8080 });
  expect(told(adoption).join('\n')).toContain('`wait-for db:5432` runs before the server');
});

test('an entry script that is not there is told', () => {
  const adoption = adopted(dockerfile('ENTRYPOINT ["/opt/entrypoint.sh"]', `CMD ${SERVER_WORDS}`));
  expect(told(adoption).join('\n')).toContain('/opt/entrypoint.sh was not found');
});

test('what only waits, prints or sets is no step', () => {
  const script = `set -e\nexport A=1\nwhile ! nc -z db 5432; do sleep 1; done\necho up 2>&1 | tee log\nexec ${SERVER}\n`;
  const adoption = adopted({ 'start.sh': script, ...dockerfile('CMD ["./start.sh"]') });
  expect(told(adoption).filter((text) => text.includes('runs before'))).toEqual([]);
});

test('variables that the command read are said to be fixed', () => {
  const command = 'uvicorn app.main:app --host 0.0.0.0 --port ${PORT:-8080} --workers ${WEB_CONCURRENCY:-4}';
  const adoption = adopted(dockerfile(`CMD ["sh", "-c", "alembic upgrade head && ${command}"]`));
  expect(adoption.options).toMatchObject({ port: 8080, workers: 4 });
  const text = told(adoption).join('\n');
  expect(text).toContain('Dockerfile:5 ${PORT:-8080} becomes 8080: the image does not read PORT');
  expect(text).toContain('${WEB_CONCURRENCY:-4} becomes 4: the image does not read WEB_CONCURRENCY');
});

test.each([
  ['with a default in the script', 'PORT=${PORT:-8080}\nuvicorn app.main:app --port $PORT\n', true],
  ['of ENV', 'uvicorn app.main:app --port $LISTEN\n', true],
  ['that the script sets itself', 'PORT=8080\nuvicorn app.main:app --port $PORT\n', false],
])('a variable %s', (_, script, isRead) => {
  const adoption = adopted({ 'start.sh': script, ...dockerfile('ENV LISTEN=8080', 'CMD ["./start.sh"]') });
  expect(adoption.options).toMatchObject({ port: 8080 });
  expect(told(adoption).some((text) => text.includes('becomes 8080'))).toBe(isRead);
});
