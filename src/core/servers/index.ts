import type { ServerName } from '../options';
import type { ServerDefinition } from './server';
import { uvicorn } from './uvicorn';

/** Every server that can be chosen. A further one is a file beside this one and a line here. */
export const SERVERS: Readonly<Record<ServerName, ServerDefinition>> = { uvicorn };
