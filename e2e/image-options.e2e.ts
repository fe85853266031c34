import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { expectApp } from './support/http';
import { writeApp } from './support/image-app';
import { run } from './support/shell';
import { keepOnFailure, read, workspace, write } from './support/workspace';

const PYTHON = '3.12';

/** An application that answers to one host, has a WebSocket route, and tells who it is. */
const MORE = `

import getpass  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from fastapi import WebSocket  # noqa: E402
from starlette.middleware.trustedhost import TrustedHostMiddleware  # noqa: E402

app.add_middleware(TrustedHostMiddleware, allowed_hosts=["orders.example.com", "127.0.0.1"])


@app.get("/who")
async def who() -> list[str]:
    with tempfile.NamedTemporaryFile(dir=Path.home()):
        return [getpass.getuser(), str(Path.home())]


@app.websocket("/ws")
async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()
`;

/** Opens a WebSocket, and prints the status line of the answer. */
const UPGRADE = `
import socket
s = socket.create_connection(("127.0.0.1", 8000), 5)
s.sendall(b"GET /ws HTTP/1.1\\r\\nHost: orders.example.com\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
          b"Sec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n")
print(s.recv(4096).split(b"\\r\\n")[0].split()[1].decode())
`;

describeDocker('the image on a base that starts as another user', () => {
  const image = imageName('options');
  let app = '';

  beforeAll(() => {
    const directory = workspace('base');
    write(
      join(directory, 'Dockerfile'),
      `FROM python:${PYTHON}-slim\nRUN mkdir /home/one && chmod 700 /root\nUSER 1001\n`,
    );
    const base = `${imageName('base-1001')}:1`;
    docker(['build', '--tag', base, directory]);
    app = writeApp({
      python: PYTHON,
      websockets: true,
      health: { host: 'orders.example.com', interval: 1, timeout: 1 },
      image: {
        name: image,
        base,
        aptPackages: { runtime: ['jq'] },
        extra: { builder: ['COPY corp-ca.pem /etc/ssl/corp.pem'], runtime: ['COPY ["certs/", "/etc/corp/"]'] },
      },
    });
    write(join(app, 'corp-ca.pem'), 'public\n');
    write(join(app, 'certs/root.crt'), 'public\n');
    appendFileSync(join(app, 'orders/main.py'), MORE);
    // One that allows no address at all: only the option makes the check pass.
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py').replace(', "127.0.0.1"]', ']'));
    docker(['build', '--tag', image, app]);
  });

  test(
    'runs unprivileged, healthy by the host it allows, with a name, a home and WebSockets',
    keepOnFailure(async () => {
      const container = new Container(image, '8000');
      try {
        await container.untilHealth('healthy');
        expect(container.exec('id', '-u').stdout.trim()).toBe('10001');
        const who = `import http.client as h
c = h.HTTPConnection("127.0.0.1", 8000); c.request("GET", "/who", headers={"Host": "orders.example.com"})
print(c.getresponse().read().decode())`;
        expect(JSON.parse(container.exec('python', '-c', who).stdout)).toEqual(['app', '/tmp']);
        expect(container.exec('python', '-c', UPGRADE).stdout.trim()).toBe('101');
        expect(container.exec('cat', '/etc/corp/root.crt').stdout).toBe('public\n');
      } finally {
        container.remove();
      }
    }),
  );
});

/** Package data that the application reads at run time: a template, and what the ignore file keeps out unless it is named. */
const DATA = {
  'orders/mail.md': '# Thank you\n',
  'orders/.well-known/security.txt': 'Contact: security@example.com\n',
  'orders/jwt.pem': '-----BEGIN PUBLIC KEY-----\n',
  'orders/defaults.env': 'GREETING=hi\n',
  'conf/.limits.toml': 'most = 3\n',
};

/** Reads them where the application does: beside its module, and from the work directory. */
const READS = `

from pathlib import Path  # noqa: E402

NAMES = ${JSON.stringify(Object.keys(DATA))}
READ = {name: (Path(__file__).parent.parent / name).read_text() for name in NAMES}


@app.get("/read")
async def data() -> dict[str, str]:
    return READ
`;

describeDocker('what image.files names of the application itself', () => {
  const image = imageName('data');

  test(
    'is read at run time, and secrets below it stay out',
    keepOnFailure(async () => {
      const files = ['orders/.well-known', 'orders/jwt.pem', 'orders/defaults.env', 'conf/.limits.toml'];
      const app = writeApp({ python: PYTHON, image: { name: image, files } });
      for (const [path, text] of Object.entries(DATA)) write(join(app, path), text);
      write(join(app, 'orders/.well-known/server.key'), 'secret\n');
      write(join(app, 'orders/.env'), 'secret\n');
      appendFileSync(join(app, 'orders/main.py'), READS);
      docker(['build', '--tag', image, app]);
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
        expect(await (await fetch(`${container.url}/read`)).json()).toEqual(DATA);
        expect(container.exec('find', '/app', '-name', '*.key', '-o', '-name', '.env').stdout).toBe('');
      } finally {
        container.remove();
      }
    }),
  );
});

describeDocker('the check of the image', () => {
  const image = imageName('check');
  const build = (more: string, options: object = {}) => {
    const app = writeApp({ python: PYTHON, ...options, image: { name: image, check: true, ...imageOf(options) } });
    const main = join(app, 'orders/main.py');
    write(main, `${read(main)}${more}`);
    return { app, ...run(app, 'docker', ['build', '--progress=plain', '--tag', image, '.']) };
  };
  const imageOf = (options: object): object => ('image' in options ? (options.image as object) : {});

  test.each<[string, string, object, RegExp]>([
    [
      'a form without its package',
      '\n\nfrom typing import Annotated\n\nfrom fastapi import Form\n\n\n@app.post("/f")\nasync def f(a: Annotated[str, Form()]) -> str:\n    return a\n',
      {},
      /RuntimeError: Form data requires "python-multipart"/,
    ],
    ['a setting without a value', '\n\nimport os\n\nKEY = os.environ["APP_KEY"]\n', {}, /KeyError: 'APP_KEY'/],
    ['an exit', '\n\nraise SystemExit(0)\n', {}, /SystemExit: 0/],
    [
      'a factory that fails',
      '\n\ndef make() -> FastAPI:\n    raise OSError("no disk")\n',
      { app: 'orders.main:make()' },
      /OSError: no disk/,
    ],
  ])('fails on %s, with the traceback', async (_, more, options, traceback) =>
    keepOnFailure(() => {
      const { status, output } = build(more, options);
      expect(status).not.toBe(0);
      expect(output).toMatch(/Traceback/);
      expect(output).toMatch(traceback);
    })(),
  );

  test(
    'passes with a value of its own, which the image does not have',
    keepOnFailure(async () => {
      const checkEnv = { APP_KEY: 'say "hi" \\ $HOME' };
      const more =
        '\n\nimport os\n\nassert os.environ.get("APP_KEY", "at run time") in ("say \\"hi\\" \\\\ $HOME", "at run time")\n';
      const { status, output } = build(more, { image: { checkEnv } });
      expect({ status, output }).toMatchObject({ status: 0 });
      const container = new Container(image, '8000');
      try {
        await expectApp(container.url);
        expect(container.exec('env').stdout).not.toContain('APP_KEY');
      } finally {
        container.remove();
      }
    }),
  );
});
