import { join } from 'node:path';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure, read, write } from './support/workspace';

/** Routes that tell of the process, and one that fails. */
const ROUTES = `

import sys  # noqa: E402


@app.get("/sdk")
async def sdk() -> bool:
    return any(name.startswith("opentelemetry.sdk") for name in sys.modules)


@app.get("/things/{name}")
async def thing(name: str) -> str:
    logger.info("thing")
    return name


@app.get("/fails")
async def fails() -> str:
    raise ValueError("no")
`;

/** Takes what exporters send, as OpenTelemetry defines it, and writes down each span. */
const COLLECTOR = `
import gzip, json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if self.path == "/v1/traces":
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                named = {a.key: a.value.string_value for a in resource.resource.attributes}
                for span in (s for scope in resource.scope_spans for s in scope.spans):
                    line = {"service": named["service.name"], "name": span.name, "kind": span.kind,
                            "trace": span.trace_id.hex(), "parent": span.parent_span_id.hex()}
                    with open("/tmp/spans", "a") as file:
                        file.write(json.dumps(line) + "\\n")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass

ThreadingHTTPServer(("127.0.0.1", 4318), Handler).serve_forever()`;

/** Takes connections and never answers. */
const FROZEN = `
import socket, time
server = socket.create_server(("127.0.0.1", 4318), backlog=100)
time.sleep(600)`;

interface Span {
  readonly service: string;
  readonly name: string;
  readonly kind: number;
  readonly trace: string;
  readonly parent: string;
}

const SERVERS: Readonly<Record<string, object>> = {
  uvicorn: { python: '3.12' },
  'gunicorn with its own worker': { python: '3.13', server: 'gunicorn', workerClass: 'asgi', workers: 2 },
  hypercorn: { python: '3.12', server: 'hypercorn' },
  granian: { python: '3.13', server: 'granian', workers: 2 },
};

/** Kind of a span that OpenTelemetry calls server. */
const SERVER = 2;

describeDocker.each(Object.entries(SERVERS))('traces under %s', (name, options) => {
  let image: string;

  beforeAll(() => {
    image = imageName(`telemetry-${name.replaceAll(' ', '-')}`);
    const app = writeApp({ ...options, telemetry: 'otlp', logFormat: 'json', image: { name: image, check: true } });
    write(join(app, 'orders/main.py'), read(app, 'orders/main.py') + ROUTES);
    docker(['build', '--quiet', '--tag', image, app]);
  });

  /** Starts the image with an endpoint in it, at which a program listens, or nobody. */
  const started = async (program?: string): Promise<Container> => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_BSP_SCHEDULE_DELAY: '200' };
    const container = new Container(image, '8000', [], env);
    if (program !== undefined) container.exec('sh', '-c', 'python -c "$0" >/dev/null 2>&1 &', program);
    await askUntilUp(`${container.url}/health/ready`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return container;
  };

  test(
    'a collector receives one span of a server for each request, and the lines of its log lead there',
    keepOnFailure(async () => {
      const container = await started(COLLECTOR);
      try {
        for (let index = 0; index < 12; index += 1) await ask(`${container.url}/things/${String(index)}`);
        await ask(`${container.url}/fails`);
        const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
        await ask(`${container.url}/things/from-outside`, { headers: { traceparent } });
        await ask(`${container.url}/health/live`);
        await new Promise((resolve) => setTimeout(resolve, 2000));
        const lines = container.exec('cat', '/tmp/spans').stdout.trim().split('\n');
        const spans = lines.map((line) => JSON.parse(line) as Span);
        expect(spans.map((span) => span.name).sort()).toEqual([
          'GET /fails',
          ...Array.from({ length: 13 }, () => 'GET /things/{name}'),
        ]);
        expect(spans.every(({ kind, service }) => kind === SERVER && service === 'orders')).toBe(true);
        expect(spans.find(({ trace }) => trace === 'ab'.repeat(16))?.parent).toBe('cd'.repeat(8));

        const logged = container.logs().split('\n').filter(Boolean);
        const traced = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
        const ofRequests = traced.filter(({ message }) => message === 'thing');
        const known = new Set(spans.map(({ trace }) => trace));
        expect(ofRequests).toHaveLength(13);
        expect(ofRequests.every(({ trace_id: id }) => known.has(String(id)))).toBe(true);
        const error = traced.find(({ exception }) => exception !== undefined);
        expect(known.has(String(error?.trace_id))).toBe(true);
      } finally {
        container.remove();
      }
    }),
  );

  test.each([
    ['is not there', undefined],
    ['takes connections and never answers', FROZEN],
  ])('with a collector that %s the app stops in time', async (_, program) =>
    keepOnFailure(async () => {
      const container = await started(program);
      try {
        for (let index = 0; index < 20; index += 1) await ask(`${container.url}/things/${String(index)}`);
        await ask(`${container.url}/fails`);
        // What is not gone after 10 s is killed, and leaves 137.
        expect(await container.stop()).toBe(0);
        expect(container.logs()).toContain('is stopping');
      } finally {
        container.remove();
      }
    })(),
  );

  test(
    'nothing is imported without an endpoint',
    keepOnFailure(async () => {
      const container = new Container(image, '8000');
      try {
        await askUntilUp(`${container.url}/health/live`);
        expect((await ask(`${container.url}/sdk`)).body).toBe('false');
      } finally {
        container.remove();
      }
    }),
  );
});
