/**
 * The typed options: the one source of the JSON Schema, the flags of `nx g` and of the command line, the projen
 * option struct and the tables in the README. `npm run derive` rewrites all of them from this file.
 *
 * Tags read by the derivation: `@default` (a JSON literal is the default itself, a text after `- ` explains a
 * computed one), `@minimum`, `@maximum`, `@maxLength`, `@pattern`, `@allowed` (the pattern in words) and `@fix` (the
 * way out that an error names).
 */

/** Python versions that FastAPI and its servers support. */
export type PythonVersion = '3.10' | '3.11' | '3.12' | '3.13' | '3.14';

/** ASGI servers that can run the application. */
export type ServerName = 'uvicorn' | 'fastapi' | 'gunicorn' | 'hypercorn' | 'granian';

/**
 * Worker classes of gunicorn that speak ASGI. The last one is what tutorials print: it means the first one, which
 * replaced it.
 */
export type WorkerClass = 'uvicorn_worker.UvicornWorker' | 'asgi' | 'uvicorn.workers.UvicornWorker';

/** Event loops. */
export type EventLoop = 'asyncio' | 'uvloop';

/** HTTP parsers of uvicorn. */
export type HttpParser = 'httptools' | 'h11';

/** Log levels that every server understands. */
export type LogLevel = 'critical' | 'error' | 'warning' | 'info' | 'debug';

/** Tools that install the Python dependencies in the image. */
export type Installer = 'pip';

/** Health routes and how the image's HEALTHCHECK asks them. */
export interface HealthOptions {
  /**
   * Path of the liveness route: answers 200 while the process is able to answer at all. The image's HEALTHCHECK asks
   * this one, since an orchestrator such as Swarm replaces what is unhealthy.
   *
   * @default "/health/live"
   * @pattern ^(/[A-Za-z0-9._~-]+)+$
   * @maxLength 60
   * @allowed an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/live
   * @fix start it with `/`, without query, host or trailing slash
   */
  readonly live?: string;

  /**
   * Path of the readiness route: answers 200 when the application can take traffic, 503 before.
   *
   * @default "/health/ready"
   * @pattern ^(/[A-Za-z0-9._~-]+)+$
   * @maxLength 60
   * @allowed an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/ready
   * @fix start it with `/`, without query, host or trailing slash
   */
  readonly ready?: string;

  /**
   * Seconds between two health checks of the running container.
   *
   * @default 30
   * @minimum 1
   * @maximum 3600
   * @asType integer
   * @see https://docs.docker.com/reference/dockerfile/#healthcheck
   */
  readonly interval?: number;

  /**
   * Seconds after which an unanswered health check has failed.
   *
   * @default 5
   * @minimum 1
   * @maximum 300
   * @asType integer
   */
  readonly timeout?: number;

  /**
   * Seconds after the start in which a failed check does not count.
   *
   * @default 30
   * @minimum 0
   * @maximum 3600
   * @asType integer
   */
  readonly startPeriod?: number;

  /**
   * Failed checks in a row that make the container unhealthy.
   *
   * @default 3
   * @minimum 1
   * @maximum 100
   * @asType integer
   */
  readonly retries?: number;
}

/** Which reverse proxies are believed when they tell the client's address and scheme. */
export interface ProxyOptions {
  /**
   * Addresses or networks of the reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` headers are believed.
   * `*` believes everybody, and needs `proxy.trustAny`.
   *
   * @default - the machine itself; `FORWARDED_ALLOW_IPS` in the container's environment may name others
   */
  readonly trusted?: string[];

  /**
   * States that nothing but the proxy can reach the container, so that `proxy.trusted` may be `*`: whoever else reaches
   * it could claim any client address.
   *
   * @default false
   */
  readonly trustAny?: boolean;
}

/** How long the server waits. Each is a whole number of seconds. */
export interface TimeoutOptions {
  /**
   * Seconds that an idle connection is kept open. Choose more than the idle timeout of a load balancer in front, or it
   * sends requests into connections that are just being closed.
   *
   * @default 5
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly keepAlive?: number;

  /**
   * Seconds that requests in flight may take to end when the container is stopped. Must be below `timeouts.stop`, so
   * that the lifespan's shutdown still runs.
   *
   * @default 8
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly graceful?: number;

  /**
   * Seconds after which a worker that does not answer its supervisor is replaced. Too few kill workers that import
   * slowly on a busy machine.
   *
   * @default 30
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly worker?: number;

  /**
   * Seconds that the container's host gives it between SIGTERM and SIGKILL: Docker and Compose 10, Kubernetes 30 unless
   * told otherwise. `container-run` passes it on.
   *
   * @default 10
   * @minimum 2
   * @maximum 3600
   * @asType integer
   */
  readonly stop?: number;
}

/** What the server limits. */
export interface LimitOptions {
  /**
   * Requests that one worker works on at the same time. The health check is one of them: leave it room.
   *
   * @default - no limit
   * @minimum 2
   * @maximum 100000
   * @asType integer
   */
  readonly concurrency?: number;

  /**
   * Requests after which a worker is replaced by a fresh one, against slow leaks.
   *
   * @default - never
   * @minimum 1
   * @maximum 100000000
   * @asType integer
   */
  readonly maxRequests?: number;

  /**
   * Most by which `limits.maxRequests` is raised at random, so that workers are not replaced all at once.
   *
   * @default - none
   * @minimum 1
   * @maximum 100000000
   * @asType integer
   */
  readonly maxRequestsJitter?: number;

  /**
   * Connections that wait to be accepted.
   *
   * @default 2048
   * @minimum 128
   * @maximum 65535
   * @asType integer
   */
  readonly backlog?: number;
}

/** The container image. */
export interface ImageOptions {
  /**
   * Repository name of the image, without a tag: what `container-build` tags and `container-run` starts.
   *
   * @default - the app's name, with `/` turned into `-`
   * @pattern ^([a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$
   * @maxLength 200
   * @allowed a lower-case repository name such as orders-api or registry.example.com/team/orders-api, without a tag
   * @fix use lower case letters, digits, `.`, `_` and `-`, and leave the tag out
   */
  readonly name?: string;

  /**
   * Base image of both stages. It must carry Python with pip, and its Python decides what runs in the container.
   *
   * @default - `python:<python>-slim`: glibc, so that wheels install as they are, and small
   * @pattern ^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*(@sha256:[a-f0-9]{64})?$
   * @maxLength 300
   * @allowed an image reference with a tag or digest, such as python:3.13-slim-trixie
   * @fix name the image with an explicit tag or digest; `latest` changes under you
   * @see https://hub.docker.com/_/python
   */
  readonly base?: string;
}

/** Options of one FastAPI container. Every option has a default that is right for a container. */
export interface FastApiContainerOptions {
  /**
   * Python version: of the base image, of the local `.venv`, and of the linter and type checker settings.
   *
   * @default "3.13"
   * @fix write it as text: "3.13" in JSON, --python=3.13 as a flag
   */
  readonly python?: PythonVersion;

  /**
   * ASGI server that runs the application; `fastapi` is `fastapi run`.
   *
   * @default "uvicorn"
   */
  readonly server?: ServerName;

  /**
   * Worker class of gunicorn.
   *
   * @default - `uvicorn_worker.UvicornWorker`, with gunicorn only
   * @fix take one of the allowed classes: gunicorn's others speak WSGI
   */
  readonly workerClass?: WorkerClass;

  /**
   * Worker processes. One process per container is what FastAPI, uvicorn and Kubernetes advise: replicas are counted
   * by the orchestrator, and each worker holds a full copy of the application in memory.
   *
   * @default 1
   * @minimum 1
   * @maximum 64
   * @asType integer
   * @fix use 1 and scale by replicas, or give a number; it is never computed from the host's CPUs
   * @see https://fastapi.tiangolo.com/deployment/docker/
   */
  readonly workers?: number;

  /**
   * Import string of the ASGI application, `module:attribute`. With `()` at the end the attribute is an application
   * factory that the server calls.
   *
   * @default - `<package>.main:app`, where the package is the app's name as a Python identifier
   * @pattern ^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*:[A-Za-z_][A-Za-z0-9_]*(\(\))?$
   * @maxLength 80
   * @allowed module:attribute, such as orders.main:app, or a factory such as orders.main:create_app()
   * @fix name the module with dots, then `:` and the attribute; no path, no `.py`
   */
  readonly app?: string;

  /**
   * TCP port that the server listens on, in the container and in the local targets.
   *
   * @default 8000
   * @minimum 1024
   * @maximum 65535
   * @asType integer
   * @fix a process without privileges cannot bind ports below 1024: keep a high port here and publish it as you like, for example `docker run --publish 80:8000`
   */
  readonly port?: number;

  /**
   * Path prefix that a reverse proxy strips before it forwards a request (the ASGI `root_path`).
   *
   * @default - none
   * @pattern ^(/[A-Za-z0-9._~-]+)+$
   * @maxLength 60
   * @allowed an absolute URL path without trailing slash, such as /api, at most 60 characters
   * @fix start it with `/` and end it without one; leave the option out for no prefix
   */
  readonly rootPath?: string;

  /**
   * Whether each request is logged. uvicorn does so at level info only, so that a higher `logLevel` turns it off. On, as in every tutorial; it costs about a third of the throughput of a
   * trivial route.
   *
   * @default true
   */
  readonly accessLog?: boolean;

  /**
   * Least severe level that the server logs.
   *
   * @default "info"
   */
  readonly logLevel?: LogLevel;

  /**
   * Event loop. uvloop gains 7 % in requests per second and costs 16 MB.
   *
   * @default "asyncio"
   */
  readonly loop?: EventLoop;

  /**
   * HTTP parser of uvicorn. httptools parses 1.75 times as fast as h11.
   *
   * @default "httptools"
   */
  readonly http?: HttpParser;

  /**
   * Reverse proxies that are believed.
   *
   * @default - see the single values
   */
  readonly proxy?: ProxyOptions;

  /**
   * How long the server waits.
   *
   * @default - see the single values
   */
  readonly timeouts?: TimeoutOptions;

  /**
   * What the server limits.
   *
   * @default - see the single values
   */
  readonly limits?: LimitOptions;

  /**
   * Tool that installs the Python dependencies in the image.
   *
   * @default "pip"
   */
  readonly installer?: Installer;

  /**
   * Health routes and health check.
   *
   * @default - see the single values
   */
  readonly health?: HealthOptions;

  /**
   * The container image.
   *
   * @default - see the single values
   */
  readonly image?: ImageOptions;

  /**
   * Managed files that you have taken over, as paths in the app's directory, such as `Dockerfile`: they are never
   * written again, and `check` reports without failing how they differ from what would be generated.
   *
   * @default []
   */
  readonly own?: string[];
}
