import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of an image's manifest, or of an index, that tests look at. */
export interface Manifest {
  readonly mediaType?: string;
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string; readonly size: number }[];
  /** The images of an index, attestations among them. */
  readonly manifests?: readonly {
    readonly digest: string;
    readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/**
 * An image registry in memory, on the loopback interface, where engines speak plain HTTP. It has what pushing and
 * pulling need of the OCI distribution API: blobs, uploads in pieces, manifests by tag and digest.
 */
export class Registry {
  readonly blobs = new Map<string, Buffer>();
  private readonly manifests = new Map<string, { type: string; content: Buffer }>();
  private readonly uploads = new Map<string, Buffer>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** @returns host and port, the beginning of image names */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Tags of a repository. */
  tags(name: string): string[] {
    const keys = [...this.manifests.keys()].filter((key) => key.startsWith(`${name}@`));
    return keys.map((key) => key.slice(name.length + 1)).filter((reference) => !reference.startsWith('sha256:'));
  }

  /** What is stored under a tag or digest, and its digest. */
  manifest(name: string, reference: string): Manifest & { readonly digest: string } {
    const found = this.manifests.get(`${name}@${reference}`);
    if (!found) throw new Error(`nothing was pushed as ${name}, ${reference}`);
    return { ...(JSON.parse(found.content.toString()) as Manifest), digest: digestOf(found.content) };
  }

  /** A blob that holds JSON, such as the configuration of an image. */
  json(digest: string): unknown {
    return JSON.parse(String(this.blobs.get(digest)));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry');
    const [, name = '', kind, reference = ''] = /^\/v2\/(.+)\/(blobs|manifests)\/(.*)$/.exec(pathname) ?? [];
    const content = await body(request);
    if (kind === undefined) response.writeHead(pathname === '/v2/' ? 200 : 404).end();
    else if (kind === 'manifests') this.answerManifest(request, response, name, reference, content);
    else if (reference.startsWith('uploads/')) {
      this.upload(request.method ?? '', response, pathname, content, searchParams.get('digest'));
    } else send(response, request.method, this.blobs.get(reference), 'application/octet-stream', reference);
  }

  private answerManifest(
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    name: string,
    reference: string,
    content: Buffer,
  ): void {
    if (method !== 'PUT') {
      const found = this.manifests.get(`${name}@${reference}`);
      send(response, method, found?.content, found?.type ?? '', found ? digestOf(found.content) : '');
      return;
    }
    const stored = { type: headers['content-type'] ?? '', content };
    const digest = digestOf(content);
    for (const key of [reference, digest]) this.manifests.set(`${name}@${key}`, stored);
    response.writeHead(201, { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest }).end();
  }

  private upload(method: string, response: ServerResponse, path: string, content: Buffer, digest: string | null): void {
    const location = method === 'POST' ? path.replace(/\/*$/, `/${String(this.uploads.size)}`) : path;
    const received = Buffer.concat([this.uploads.get(location) ?? Buffer.alloc(0), content]);
    this.uploads.set(location, received);
    if (method !== 'PUT') {
      response.writeHead(202, { location, range: `0-${String(Math.max(received.length - 1, 0))}` }).end();
    } else if (digest === digestOf(received)) {
      this.blobs.set(digest, received);
      response.writeHead(201, { location: path.replace(/uploads\/.*/, digest), 'docker-content-digest': digest }).end();
    } else {
      response.writeHead(400).end();
    }
  }
}

function send(
  response: ServerResponse,
  method: string | undefined,
  content: Buffer | undefined,
  type: string,
  digest: string,
): void {
  if (!content) {
    response.writeHead(404).end();
    return;
  }
  const headers = { 'content-type': type, 'content-length': content.length, 'docker-content-digest': digest };
  response.writeHead(200, headers).end(method === 'HEAD' ? undefined : content);
}
