import type { ServerName } from '../options';
import type { ResolvedApp } from '../app/resolved';
import { fastapi } from './fastapi';
import { granian } from './granian';
import { gunicornAsgi } from './gunicorn-asgi';
import { gunicornUvicorn } from './gunicorn-uvicorn';
import { hypercorn } from './hypercorn';
import type { ServerDefinition } from './server';
import { uvicorn } from './uvicorn';

/** How each server is run. gunicorn is two servers, told apart by the worker class. */
const BY_NAME: Readonly<Record<ServerName, (app: Pick<ResolvedApp, 'workerClass'>) => ServerDefinition>> = {
  uvicorn: () => uvicorn,
  fastapi: () => fastapi,
  gunicorn: ({ workerClass }) => (workerClass === 'asgi' ? gunicornAsgi : gunicornUvicorn),
  hypercorn: () => hypercorn,
  granian: () => granian,
};

/** Every server, for the documentation. */
export const SERVERS: readonly ServerDefinition[] = [
  uvicorn,
  fastapi,
  gunicornUvicorn,
  gunicornAsgi,
  hypercorn,
  granian,
];

/** Names that can be chosen. */
export const SERVER_NAMES = Object.keys(BY_NAME) as ServerName[];

/** The server of an app. */
export function serverOf(app: Pick<ResolvedApp, 'server' | 'workerClass'>): ServerDefinition {
  return BY_NAME[app.server](app);
}
