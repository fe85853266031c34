import type { ServerName } from '../../options';

/** What a flag of a server means here. */
export interface FlagMeaning {
  /** Whether the next word belongs to it. */
  readonly takesValue: boolean;
  /** Path of the option that says the same. */
  readonly option?: string;
  /** The value of a switch. */
  readonly value?: unknown;
  /** Makes the option's value of the word; undefined where the word says what is so anyway. */
  readonly convert?: (word: string) => unknown;
  /** Why it is left out, told to the person. */
  readonly dropped?: string;
  /** What it says about the application instead of the server. */
  readonly about?: 'directory' | 'factory' | 'attribute' | 'target' | 'config' | 'workerClass' | 'bind';
}

type Flags = Readonly<Record<string, FlagMeaning>>;

function whole(option: string): FlagMeaning {
  return { takesValue: true, option, convert: (word) => (/^\d+$/.test(word) ? Number(word) : word) };
}

function text(option: string, convert: (word: string) => unknown = (word) => word): FlagMeaning {
  return { takesValue: true, option, convert };
}

function onOff(option: string, value: boolean): FlagMeaning {
  return { takesValue: false, option, value };
}

const SILENT_SWITCH: FlagMeaning = { takesValue: false };
const SILENT_VALUE: FlagMeaning = { takesValue: true };

function dropped(reason: string, takesValue = true): FlagMeaning {
  return { takesValue, dropped: reason };
}

const RELOAD = dropped('serves development: the `serve` task reloads', false);
const RELOAD_VALUE = dropped('serves development: the `serve` task reloads');
const TLS = dropped('TLS ends at the proxy in front of the container');
const LOG_CONFIG = dropped('there is no option for it: configure logging in the application');

const seconds = (word: string) => (/^\d+s?$/.test(word) ? Number(word.replace('s', '')) : word);
const logLevel = (word: string) => (word.toLowerCase() === 'trace' ? 'debug' : word.toLowerCase());
const unlessAuto = (word: string) => (word === 'auto' ? undefined : word);
const addresses = (word: string) => word.split(',').map((address) => address.trim());

const RELOADS: Flags = {
  '--reload': RELOAD,
  '--reload-dir': RELOAD_VALUE,
  '--reload-include': RELOAD_VALUE,
  '--reload-exclude': RELOAD_VALUE,
  '--reload-delay': RELOAD_VALUE,
  '--no-reload': SILENT_SWITCH,
};

const UVICORN: Flags = {
  ...RELOADS,
  '--host': SILENT_VALUE,
  '--port': whole('port'),
  '--workers': whole('workers'),
  '--root-path': text('rootPath'),
  '--log-level': text('logLevel', logLevel),
  '--access-log': onOff('accessLog', true),
  '--no-access-log': onOff('accessLog', false),
  '--loop': text('loop', unlessAuto),
  '--http': text('http', unlessAuto),
  // uvicorn's own default.
  '--proxy-headers': SILENT_SWITCH,
  '--no-proxy-headers': dropped('only trusted proxies are believed anyway', false),
  '--forwarded-allow-ips': text('proxy.trusted', addresses),
  '--timeout-keep-alive': whole('timeouts.keepAlive'),
  '--timeout-graceful-shutdown': whole('timeouts.graceful'),
  '--timeout-worker-healthcheck': whole('timeouts.worker'),
  '--limit-concurrency': whole('limits.concurrency'),
  '--limit-max-requests': whole('limits.maxRequests'),
  '--limit-max-requests-jitter': whole('limits.maxRequestsJitter'),
  '--backlog': whole('limits.backlog'),
  '--lifespan': SILENT_VALUE,
  '--use-colors': SILENT_SWITCH,
  '--no-use-colors': SILENT_SWITCH,
  '--app-dir': { takesValue: true, about: 'directory' },
  '--factory': { takesValue: false, about: 'factory' },
  '--env-file': dropped('give the file to the container when it runs: option run.envFile'),
  '--log-config': LOG_CONFIG,
  '--ssl-keyfile': TLS,
  '--ssl-certfile': TLS,
  '--ssl-ca-certs': TLS,
  '--no-server-header': SILENT_SWITCH,
  '--no-date-header': dropped('there is no option for it', false),
};

const FASTAPI: Flags = {
  ...RELOADS,
  '--host': SILENT_VALUE,
  '--port': whole('port'),
  '--workers': whole('workers'),
  '--root-path': text('rootPath'),
  '--proxy-headers': SILENT_SWITCH,
  '--no-proxy-headers': dropped('only trusted proxies are believed anyway', false),
  '--forwarded-allow-ips': text('proxy.trusted', addresses),
  '--app': { takesValue: true, about: 'attribute' },
  '--entrypoint': { takesValue: true, about: 'target' },
  '-e': { takesValue: true, about: 'target' },
};

const GUNICORN: Flags = {
  '-w': whole('workers'),
  '--workers': whole('workers'),
  '-k': { takesValue: true, about: 'workerClass' },
  '--worker-class': { takesValue: true, about: 'workerClass' },
  '-b': { takesValue: true, about: 'bind' },
  '--bind': { takesValue: true, about: 'bind' },
  '-t': whole('timeouts.worker'),
  '--timeout': whole('timeouts.worker'),
  '--graceful-timeout': whole('timeouts.graceful'),
  '--keep-alive': whole('timeouts.keepAlive'),
  '--max-requests': whole('limits.maxRequests'),
  '--max-requests-jitter': whole('limits.maxRequestsJitter'),
  '--backlog': whole('limits.backlog'),
  '--log-level': text('logLevel', logLevel),
  '--access-logfile': text('accessLog', (word) => (word === '-' ? true : undefined)),
  '--error-logfile': SILENT_VALUE,
  '--log-file': SILENT_VALUE,
  '--forwarded-allow-ips': text('proxy.trusted', addresses),
  '--root-path': text('rootPath'),
  '--chdir': { takesValue: true, about: 'directory' },
  '--pythonpath': { takesValue: true, about: 'directory' },
  '-c': { takesValue: true, about: 'config' },
  '--config': { takesValue: true, about: 'config' },
  // The image does the same.
  '--worker-tmp-dir': SILENT_VALUE,
  '--no-control-socket': SILENT_SWITCH,
  '--preload': dropped('there is no option for it: each worker loads the application', false),
  '--reload': RELOAD,
  '--threads': dropped('an ASGI worker has one event loop instead of threads'),
  '--worker-connections': dropped('gunicorn does not enforce it for ASGI workers'),
  '--capture-output': SILENT_SWITCH,
  '--log-config': LOG_CONFIG,
  '-n': dropped('there is no option for it'),
  '--name': dropped('there is no option for it'),
  '-u': dropped('the container runs as image.user'),
  '--user': dropped('the container runs as image.user'),
  '-g': dropped('the container runs as image.user'),
  '--group': dropped('the container runs as image.user'),
  '-e': dropped('variables belong in image.env'),
  '--env': dropped('variables belong in image.env'),
  '--certfile': TLS,
  '--keyfile': TLS,
};

const HYPERCORN: Flags = {
  '-b': { takesValue: true, about: 'bind' },
  '--bind': { takesValue: true, about: 'bind' },
  '-w': whole('workers'),
  '--workers': whole('workers'),
  '-k': text('loop'),
  '--worker-class': text('loop'),
  '--keep-alive': whole('timeouts.keepAlive'),
  '--graceful-timeout': whole('timeouts.graceful'),
  '--log-level': text('logLevel', logLevel),
  '--access-logfile': text('accessLog', (word) => (word === '-' ? true : undefined)),
  '--access-log': text('accessLog', (word) => (word === '-' ? true : undefined)),
  '--error-logfile': SILENT_VALUE,
  '--root-path': text('rootPath'),
  '--backlog': whole('limits.backlog'),
  '--reload': RELOAD,
  '-c': dropped('its file is not read: look through it for what is to become an option'),
  '--config': dropped('its file is not read: look through it for what is to become an option'),
  '--certfile': TLS,
  '--keyfile': TLS,
};

const GRANIAN: Flags = {
  '--interface': SILENT_VALUE,
  '--host': SILENT_VALUE,
  '--port': whole('port'),
  '--workers': whole('workers'),
  '--url-path-prefix': text('rootPath'),
  '--log-level': text('logLevel', logLevel),
  '--access-log': onOff('accessLog', true),
  '--no-access-log': onOff('accessLog', false),
  '--log': SILENT_SWITCH,
  '--loop': text('loop', unlessAuto),
  '--workers-kill-timeout': text('timeouts.graceful', seconds),
  '--backpressure': whole('limits.concurrency'),
  '--backlog': whole('limits.backlog'),
  '--factory': { takesValue: false, about: 'factory' },
  '--working-dir': { takesValue: true, about: 'directory' },
  '--respawn-failed-workers': SILENT_SWITCH,
  '--http': dropped('there is no option for it: clients choose between HTTP/1 and HTTP/2'),
  '--runtime-threads': dropped('there is no option for it'),
  '--runtime-mode': dropped('there is no option for it'),
  '--threads': dropped('there is no option for it'),
  '--reload': RELOAD,
};

/** What the flags of each server mean here. */
export const FLAGS: Readonly<Record<ServerName, Flags>> = {
  uvicorn: UVICORN,
  fastapi: FASTAPI,
  gunicorn: GUNICORN,
  hypercorn: HYPERCORN,
  granian: GRANIAN,
};
