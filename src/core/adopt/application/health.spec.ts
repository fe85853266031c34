import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const START = ['from fastapi import APIRouter, Depends, FastAPI, status', ''];

function adopted(lines: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const text = [...START, ...lines, ''].join('\n');
  const all = { 'app/__init__.py': '', 'app/main.py': text, 'requirements.txt': 'fastapi\n', ...files };
  const adoption = inferOptions(listing(new Map(Object.entries(all))), {}, 'legacy', 'services/legacy');
  const told = adoption.notes.map(({ text: said, place }) => `${place?.file ?? ''}:${String(place?.line)} ${said}`);
  const live = adoption.findings.find(({ option }) => option === 'health.live');
  return { ...adoption, live, told: told.join('\n') };
}

test.each(['204', 'status.HTTP_204_NO_CONTENT', 'HTTPStatus.NO_CONTENT', 'NOTHING'])(
  'a route that answers %s is none for the health check, and told with its line',
  (code) => {
    const lines = [
      'NOTHING = 204',
      'app = FastAPI()',
      `@app.get("/healthz", status_code=${code})`,
      'def healthz(): ...',
    ];
    const { live, told, hasHealthRoute } = adopted(lines);
    expect(live).toBeUndefined();
    expect(hasHealthRoute).toBe(false);
    expect(told).toContain('app/main.py:5 the route /healthz answers 204, and the health check wants 200');
    const other = adopted([...lines, '@app.get("/status", status_code=200)', 'def other(): ...']);
    expect(other.live).toMatchObject({ value: '/status', confidence: 'certain' });
    const Dockerfile = 'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://localhost:8000/healthz\n';
    expect(adopted(lines, { Dockerfile }).live).toBeUndefined();
  },
);

test('a status that cannot be read is not sure', () => {
  const lines = ['app = FastAPI()', '@app.get("/healthz", status_code=settings.code())', 'def healthz(): ...'];
  expect(adopted(lines).live).toMatchObject({ value: '/healthz', confidence: 'likely' });
});

describe('a route with dependencies is not sure, and told with its line', () => {
  test.each([
    [
      'of its own',
      ['app = FastAPI()', '', '', '@app.get("/healthz", dependencies=[Depends(user)])', 'def healthz(): ...'],
    ],
    [
      'of the application',
      ['app = FastAPI(dependencies=[Depends(user)])', '', '', '@app.get("/healthz")', 'def healthz(): ...'],
    ],
    [
      'of its router',
      [
        'app = FastAPI()',
        'router = APIRouter(dependencies=[Depends(user)])',
        'app.include_router(router)',
        '@router.get("/healthz")',
        'def healthz(): ...',
      ],
    ],
    [
      'of the place where its router is included',
      [
        'app = FastAPI()',
        'router = APIRouter()',
        'app.include_router(router, dependencies=[Depends(user)])',
        '@router.get("/healthz")',
        'def healthz(): ...',
      ],
    ],
    [
      'of the application of its router',
      [
        'app = FastAPI(dependencies=[Depends(user)])',
        'router = APIRouter()',
        'app.include_router(router)',
        '@router.get("/healthz")',
        'def healthz(): ...',
      ],
    ],
  ])('%s', (_, lines) => {
    const { live, told } = adopted(lines);
    expect(live).toMatchObject({ value: '/healthz', confidence: 'likely' });
    expect(told).toContain('app/main.py:6 dependencies decide about the route /healthz');
    const open = adopted([
      ...lines.map((line) => line.replace(/FastAPI\(.*\)/, 'FastAPI()')),
      '@app.get("/status")',
      'def other(): ...',
    ]);
    const isOpen = lines[0]?.includes('Depends') !== true;
    expect(open.live).toMatchObject(isOpen ? { value: '/status', confidence: 'certain' } : { value: '/healthz' });
    if (isOpen) expect(open.told).not.toContain('decide about');
  });

  test.each(['[]', 'None'])('but with %s it is', (none) => {
    const lines = ['app = FastAPI()', `@app.get("/healthz", dependencies=${none})`, 'def healthz(): ...'];
    expect(adopted(lines).live).toMatchObject({ confidence: 'certain' });
  });

  test('and what is mounted is not that of the application around it', () => {
    const lines = [
      'app = FastAPI(dependencies=[Depends(user)])',
      'probes = FastAPI()',
      'app.mount("/probes", probes)',
      '@probes.get("/healthz")',
      'def healthz(): ...',
    ];
    expect(adopted(lines).live).toMatchObject({ value: '/probes/healthz', confidence: 'certain' });
  });
});
