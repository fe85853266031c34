import { listing } from '../../../../test/support/listing';
import { inferOptions } from '../infer';

const IMPORTS = 'from fastapi import FastAPI\nfrom starlette.middleware.trustedhost import TrustedHostMiddleware\n';

function adopted(main: string, more: Readonly<Record<string, string>> = {}) {
  const files = { 'main.py': main, 'requirements.txt': 'fastapi\nuvicorn\n', ...more };
  return inferOptions(listing(new Map(Object.entries(files))), {}, 'legacy', 'services/legacy');
}

test.each([
  [
    'added to the application',
    `${IMPORTS}app = FastAPI()\napp.add_middleware(\n    TrustedHostMiddleware,\n    allowed_hosts=["*.example.com", "api.example.com"],  # ours\n)\n`,
    4,
  ],
  [
    'in its list',
    `${IMPORTS}from starlette.middleware import Middleware\napp = FastAPI(middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com", "localhost"])])\n`,
    4,
  ],
  [
    'in a factory, by another name, with a tuple',
    `from fastapi import FastAPI\nfrom fastapi.middleware.trustedhost import TrustedHostMiddleware as Hosts\ndef create_app():\n    app = FastAPI()\n    app.add_middleware(Hosts, allowed_hosts=('api.example.com',))\n    return app\n`,
    5,
  ],
  [
    'around it, with a list that has a name',
    `${IMPORTS}HOSTS: list[str] = [\n    "api.example.com",\n]\napi = FastAPI()\nwrapped = TrustedHostMiddleware(api, allowed_hosts=HOSTS)\n`,
    7,
  ],
])('hosts of a middleware %s', (_, main, line) => {
  const { findings, options } = adopted(main);
  expect(options).toMatchObject({ health: { host: 'api.example.com' } });
  expect(findings.find(({ option }) => option === 'health.host')?.place).toEqual({ file: 'main.py', line });
});

test.each([
  ['settings', 'settings.allowed_hosts'],
  ['a variable', 'os.environ["HOSTS"].split(",")'],
  ['patterns alone', '["*.example.com"]'],
])('hosts of %s are told with the option', (_, hosts) => {
  const { options, notes } = adopted(
    `${IMPORTS}app = FastAPI()\napp.add_middleware(TrustedHostMiddleware, allowed_hosts=${hosts})\n`,
  );
  expect(options).not.toHaveProperty('health.host');
  expect(notes).toContainEqual({
    text: expect.stringContaining('"health.host"') as string,
    place: { file: 'main.py', line: 4 },
  });
});

test.each([
  ['every host', `${IMPORTS}app = FastAPI()\napp.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])\n`],
  [
    'a comment',
    `from fastapi import FastAPI\n# app.add_middleware(TrustedHostMiddleware, allowed_hosts=["a.example.com"])\napp = FastAPI()\n`,
  ],
])('%s needs nothing', (_, main) => {
  const { options, notes } = adopted(main);
  expect(options).not.toHaveProperty('health');
  expect(notes.filter(({ text }) => text.includes('health.host'))).toEqual([]);
});
