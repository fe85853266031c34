import { createServer, type AddressInfo } from 'node:net';

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** Status and body of an answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Whether a connection that was kept had just been closed: nobody has read the question then. */
function wasClosed(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === 'UND_ERR_SOCKET';
}

/** Asks once; over a new connection where a kept one had been closed. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const send = () => fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
  const response = await send().catch((error: unknown) => {
    if (wasClosed(error)) return send();
    throw error;
  });
  return { status: response.status, body: await response.text() };
}

/** Asks until something answers. */
export async function askUntilUp(url: string, seconds = 60): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask(url);
    } catch (error) {
      if (Date.now() > end) throw new Error(`${url} did not answer within ${String(seconds)} s`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

/** Asks for all that every app has to answer. */
export async function expectApp(base: string, live = '/health/live', ready = '/health/ready'): Promise<void> {
  expect(await askUntilUp(base + live)).toEqual({ status: 200, body: '{"status":"ok"}' });
  expect(await ask(base + ready)).toEqual({ status: 200, body: '{"status":"ok"}' });
  const headers = { 'content-type': 'application/json' };
  const created = await ask(`${base}/items`, { method: 'POST', headers, body: '{"name":"lamp","quantity":2}' });
  expect(created.status).toBe(201);
  expect(JSON.parse(created.body)).toMatchObject({ name: 'lamp', quantity: 2 });
  expect((await ask(`${base}/items/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
  const docs = await ask(`${base}/docs`);
  expect(docs.status).toBe(200);
  expect(docs.body).toContain('swagger-ui');
}

/**
 * Sends a slow request that is to be in flight when the container is stopped. A second one ends half a second later: the
 * engine's forwarding of the port goes away with the container, and must have had the time to hand on the first answer.
 */
export async function inFlight(url: string): Promise<{ readonly answer: Promise<Answer> }> {
  const answer = ask(url);
  await new Promise((resolve) => setTimeout(resolve, 500));
  ask(url).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { answer };
}
