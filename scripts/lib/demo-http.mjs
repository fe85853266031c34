// How the demo talks to the app.
import { createServer } from 'node:net';
import { sayAnswer } from './demo-output.mjs';
import { Failure } from './demo-processes.mjs';

/** Two different ports that are free at this moment. */
export async function twoFreePorts() {
  const servers = [createServer(), createServer()];
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function request(url, init) {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  return { status: response.status, body: await response.text() };
}

/** Asks, prints question and answer, and fails when the status is not the expected one. @returns the body */
export async function ask(url, expected, json) {
  const sent = json && JSON.stringify(json);
  const post = { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } };
  const answer = await request(url, sent ? post : {});
  sayAnswer(sent ? 'POST' : 'GET', url, sent, answer);
  if (answer.status !== expected) throw new Failure(`${url} answered ${answer.status} instead of ${expected}`);
  return answer.body;
}

/** Waits until the app answers that the command serves. */
export async function untilUp(url, command) {
  const end = Date.now() + 60_000;
  for (;;) {
    try {
      await request(url);
      return;
    } catch {
      if (command.code !== undefined) throw new Failure('the server ended by itself', command.output);
      if (Date.now() > end) throw new Failure(`${url} did not answer within a minute`, command.output);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Fails when something still answers. */
export async function expectDown(url) {
  const answer = await request(url).catch(() => undefined);
  if (answer) throw new Failure(`${url} still answers after the stop`);
}
