import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

function adopted(given: readonly string[], decided: Readonly<Record<string, unknown>> = {}) {
  const files = {
    'app/__init__.py': '',
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n',
    'requirements.txt': 'fastapi\nuvicorn\n',
    Dockerfile: [...given, 'CMD ["uvicorn", "app.main:app"]', ''].join('\n'),
  };
  const adoption = inferOptions(listing(new Map(Object.entries(files))), decided, 'legacy', 'services/legacy');
  const told = adoption.notes.map(({ text, place }) => `${String(place?.line)} ${text}`).join('\n');
  return { ...adoption, told };
}

function environment(...lines: readonly string[]) {
  return adopted(['FROM python:3.12-slim', 'WORKDIR /code', 'COPY . .', 'USER 1000', ...lines]);
}

test.each([
  ['PYTHONPATH=/code/lib', 'PYTHONPATH has /code/lib, and the image imports from "source" alone'],
  ['PYTHONPATH="/code:/opt/shared:$PYTHONPATH"', 'PYTHONPATH has /opt/shared, and'],
  ['PYTHONPATH lib', 'PYTHONPATH has lib, and'],
  ['PATH="/opt/tool/bin:$PATH"', 'PATH has /opt/tool/bin, and that of the image does not'],
  ['PATH=$PATH:/code/scripts:/usr/local/bin', 'PATH has /code/scripts, and'],
  ['HOME=/home/app', `HOME=/home/app is left out: the container's is /tmp`],
  ['PYTHONOPTIMIZE=2', 'left out image.env.PYTHONOPTIMIZE = "2": is set by the image itself'],
])('ENV %s is told with its line', (assignment, said) => {
  expect(environment(`ENV ${assignment}`).told).toContain(`5 ${said}`);
});

test.each([
  ['PYTHONPATH=/code PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1'],
  ['PYTHONPATH=. HOME=/tmp'],
  ['PYTHONPATH="${PYTHONPATH}:/code"'],
  ['VIRTUAL_ENV=/opt/shop', 'PATH="$VIRTUAL_ENV/bin:$PATH"'],
  ['PATH="/root/.local/bin:/opt/poetry/bin:/root/.cargo/bin:/code/.venv/bin:${PATH}"'],
])('what the image does itself is not told: %s', (...assignments) => {
  expect(environment(...assignments.map((assignment) => `ENV ${assignment}`)).told).toBe('');
});

test('an environment that the Dockerfile makes is none of its programs', () => {
  expect(environment('RUN python -m venv /opt/shop', 'ENV PATH=/opt/shop/bin:$PATH').told).toBe('');
});

test('nor are packages that it puts elsewhere', () => {
  const lines = ['RUN pip install --target /deps -r requirements.txt', 'ENV PYTHONPATH=/deps PATH=/deps/bin:$PATH'];
  expect(environment(...lines).told).toBe('');
  const stages = [
    'FROM python:3.12 AS build',
    'RUN pip install -t /made/deps -r requirements.txt',
    'FROM python:3.12-slim',
  ];
  const taken = [
    'COPY --from=build /made/deps /taken',
    'USER 1000',
    'ENV PYTHONPATH=/taken:/usr/lib/python3/dist-packages',
  ];
  expect(adopted([...stages, ...taken]).told).toBe('');
});

test('what Python reads when it runs goes along', () => {
  const { options } = environment('ENV PYTHONHASHSEED=0 PYTHONFAULTHANDLER=1');
  expect(options).toMatchObject({ image: { env: { PYTHONHASHSEED: '0', PYTHONFAULTHANDLER: '1' } } });
});

const DIGEST = `sha256:${'a1'.repeat(32)}`;

test.each([
  [
    `python:3.12.4-slim-bullseye@${DIGEST}`,
    `"image": { "base": "python:3.12.4-slim-bullseye", "digest": "${DIGEST}" } keeps its patch version, its Debian release and its digest`,
  ],
  ['python:3.12-slim-bookworm', '"image": { "base": "python:3.12-slim-bookworm" } keeps its Debian release'],
  [
    'docker.io/library/python:3.12.4-slim',
    '{ "base": "docker.io/library/python:3.12.4-slim" } keeps its patch version',
  ],
  [`python:3.12-slim@${DIGEST}`, `"image": { "digest": "${DIGEST}" } keeps its digest`],
  [`python:3.12.4@${DIGEST}`, '"image": { "base": "python:3.12.4-slim" } keeps its patch version'],
])('FROM %s: what the default does not pin is told with the option that does', (image, said) => {
  const { told, options } = adopted([`FROM ${image}`, 'USER 1000']);
  expect(told).toContain('1 the base image becomes python:3.12-slim, the newest one: ');
  expect(told).toContain(said);
  expect(options).not.toHaveProperty('image.base');
  // The way out is one.
  const [, json = ''] = /"image": (\{.*\}) keeps/.exec(told) ?? [];
  const kept = JSON.parse(json) as Record<string, string>;
  expect(adopted([`FROM ${image}`, 'USER 1000'], { image: kept }).options).toMatchObject({ image: kept });
});

test('a base image of its own has its digest told', () => {
  const { told, options } = adopted([`FROM registry.example.com/python:3.12@${DIGEST}`, 'USER 1000']);
  expect(options).toMatchObject({ image: { base: 'registry.example.com/python:3.12' } });
  expect(told).toContain(`1 image.base is without its digest: "image": { "digest": "${DIGEST}" } keeps it`);
});

test('nothing is said of a base that is the default, or of a Python that was decided against', () => {
  expect(adopted(['FROM python:3.12-slim', 'USER 1000']).told).toBe('');
  expect(adopted(['FROM python:3.12.4-slim', 'USER 1000'], { python: '3.13' }).told).toBe('');
});
