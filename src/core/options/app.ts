import type { BuilderOptions } from './builder';
import type { ComposeOptions } from './compose';
import type { CorsOptions } from './cors';
import type { HealthOptions } from './health';
import type { ImageOptions } from './image';
import type { KubernetesOptions } from './kubernetes';
import type { LimitOptions } from './limits';
import type { MigrationOptions } from './migration';
import type { OpenApiOptions } from './openapi';
import type { PackageIndexOptions } from './package-index';
import type { ProxyOptions } from './proxy';
import type { PushOptions } from './push';
import type { ResourceOptions } from './resources';
import type { RunOptions } from './run';
import type { ScanOptions } from './scan';
import type { SqlOptions } from './sql';
import type { SwarmOptions } from './swarm';
import type { TimeoutOptions } from './timeouts';
import type {
  CacheKind,
  Database,
  DependencySource,
  DocumentationPages,
  Engine,
  EventLoop,
  HttpParser,
  Installer,
  LogFormat,
  LogLevel,
  MetricsFormat,
  PythonVersion,
  ServerName,
  TelemetryProtocol,
  WorkerClass,
} from './values';

/** Options of one FastAPI container. Every option has a default that is right for a container. */
export interface FastApiContainerOptions {
  /**
   * Python version: of the base image, of the local `.venv`, and of the linter and type checker settings.
   *
   * @default "3.13"
   * @fix write it as text: "3.13" in JSON, --python=3.13 as a flag
   * @often true
   */
  readonly python?: PythonVersion;

  /**
   * ASGI server that runs the application; `fastapi` is `fastapi run`.
   *
   * @default "uvicorn"
   * @often true
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
   * @often true
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
   * @often true
   */
  readonly app?: string;

  /**
   * Directory that the import string, and all imports of the application, start from: `src` for the layout with the
   * package below it, `backend` for an application that is started there. The whole directory gets into the image.
   *
   * @default "."
   * @pattern ^(\.|[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*(/[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)*)$
   * @maxLength 100
   * @allowed a path below the app's directory, such as src, of letters, digits and `._+@-`, no part starting with `.` or `-`; `.` for the directory itself
   * @fix give the path relative to the app's directory, with `/` between its parts, without `..`
   */
  readonly source?: string;

  /**
   * TCP port that the server listens on, in the container and in the local targets.
   *
   * @default 8000
   * @minimum 1024
   * @maximum 65535
   * @asType integer
   * @fix a process without privileges cannot bind ports below 1024: keep a high port here and publish it as you like, for example `docker run --publish 80:8000`
   * @often true
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
   * @often true
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
   * Lowest level that the server logs.
   *
   * @default "info"
   */
  readonly logLevel?: LogLevel;

  /**
   * How the container logs. With `json` every line, of the server and of the application, is one JSON object, from the
   * first to the last, and requests have lines of one form whatever the server. On a terminal it stays text: `serve` and
   * `container-run` set `APP_LOG_FORMAT` to `text`.
   *
   * @default "text"
   */
  readonly logFormat?: LogFormat;

  /**
   * Whether each request has an id: that of its header `x-request-id`, or a new one. It goes back in the answer, and with
   * `"logFormat": "json"` it is in every line about the request.
   *
   * @default - true with `"logFormat": "json"`, else false
   */
  readonly requestId?: boolean;

  /**
   * Whether FastAPI traces requests: `otlp` sends a span for each, with metrics and errors, to the collector of
   * OpenTelemetry that `OTEL_EXPORTER_OTLP_ENDPOINT` names where the app runs, by HTTP, port 4318. Without that variable
   * nothing is imported and nothing is sent.
   *
   * @default "none"
   * @see https://fastapi.tiangolo.com/advanced/telemetry/
   */
  readonly telemetry?: TelemetryProtocol;

  /**
   * How the app tells numbers about its requests: `prometheus` measures their time by method, route and status, and tells it
   * at `/metrics` of `metricsPort`, for all workers together.
   *
   * @default "none"
   * @see https://prometheus.io/docs/concepts/metric_types/#histogram
   */
  readonly metrics?: MetricsFormat;

  /**
   * TCP port of the metrics in the container. It is not that of the app, which others reach from outside.
   *
   * @default 9000
   * @minimum 1024
   * @maximum 65535
   * @asType integer
   * @fix take a port from 1024 on that is not the app's
   */
  readonly metricsPort?: number;

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
   * Whether the application has WebSocket routes. uvicorn, and what starts it, answers these with 404 unless a package is
   * installed, which this option adds; hypercorn, granian and gunicorn's own worker have it built in.
   *
   * @default false
   * @see https://fastapi.tiangolo.com/advanced/websockets/
   */
  readonly websockets?: boolean;

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
   * Which web pages of other origins may call the service from a browser.
   *
   * @default - see the single values
   */
  readonly cors?: CorsOptions;

  /**
   * Host names that requests may ask for: any other is answered with 400, so that no link in an answer leads to a host
   * that somebody made up. The health routes, and the names of the machine itself (`localhost`, `127.0.0.1`, `[::1]`), are
   * always answered. Without any, every name is.
   *
   * @default []
   * @pattern ^(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*$
   * @maxLength 250
   * @allowed names such as orders.example.com, or *.example.com for all names below one
   * @fix write the name alone, without https://, port and path
   * @see https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware
   */
  readonly trustedHosts?: string[];

  /**
   * Size in MiB (1,048,576 bytes) of the largest request body: a larger one is answered with 413. A route may have a limit
   * of its own (`max_body_size`, from FastAPI 0.164 on). New apps are made with 1.
   *
   * @default - no limit
   * @minimum 1
   * @maximum 65536
   * @asType integer
   */
  readonly maxBodySize?: number;

  /**
   * Whether answers carry the headers that tell browsers to take them for nothing else than they say
   * (`X-Content-Type-Options`), to show them in no frame (`Content-Security-Policy`), and to tell nobody where a link was
   * (`Referrer-Policy`). A header that a route sets itself stays. `Strict-Transport-Security` belongs to the proxy that
   * ends TLS.
   *
   * @default false
   * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
   */
  readonly securityHeaders?: boolean;

  /**
   * The documentation pages, `/docs` and `/redoc`. FastAPI's own load their scripts from the internet (`cdn`): without it
   * they stay blank, and a strict `Content-Security-Policy` forbids them. `bundled` brings the scripts along, 3 MB in the
   * image, under such a policy. `none` serves neither the pages nor the schema; the task `openapi` works all the same.
   * New apps are made with `bundled`.
   *
   * @default "cdn"
   * @see https://fastapi.tiangolo.com/how-to/custom-docs-ui-assets/
   */
  readonly docs?: DocumentationPages;

  /**
   * What the application keeps for a while, and may lose: a Redis, or what speaks as one, such as Valkey. Its address is the
   * variable `REDIS_URL`, or the secret `redis_url`, where the app runs: a container does not start without. Under `compose` it is a service
   * beside the app.
   *
   * @default "none"
   * @often true
   */
  readonly cache?: CacheKind;

  /**
   * The relational database that the application uses, through SQLAlchemy. Its address is the variable `DATABASE_URL`, or
   * the secret `database_url`, where the app runs: a container does not start without. On a developer's machine it is by
   * default a file of SQLite beside the app.
   *
   * @default "none"
   * @often true
   */
  readonly database?: Database;

  /**
   * How the application speaks with its database.
   *
   * @default - see the single values
   */
  readonly sql?: SqlOptions;

  /**
   * Where the app says which packages it needs: in `requirements.txt`, or in `pyproject.toml` and `uv.lock`, its own or
   * those of the uv workspace around it. With `uv` nothing is written into these: what the image needs and they lack is
   * told. The `lock` task then makes `requirements.lock` from `uv.lock`, and the image installs from that: `lock` is true.
   *
   * @default "requirements"
   * @see https://docs.astral.sh/uv/concepts/projects/
   */
  readonly dependencies?: DependencySource;

  /**
   * Tool that installs the Python packages in the image: the result is the same, uv is faster. uv itself comes from the
   * package index, and does not stay in the image.
   *
   * @default "pip"
   */
  readonly installer?: Installer;

  /**
   * Whether the image installs from `requirements.lock`: exact versions, each file checked against its hash, wheels only.
   * The `lock` task makes the file, and turns this option on. With `"dependencies": "uv"` it is always on.
   *
   * @default false
   * @see https://pip.pypa.io/en/stable/topics/secure-installs/
   */
  readonly lock?: boolean;

  /**
   * Packages that offer no wheel, and that a locked image builds from source therefore: their build runs code, with build
   * tools that are not locked.
   *
   * @default []
   * @allowed names of packages, such as docopt
   */
  readonly buildFromSource?: string[];

  /**
   * Local Python libraries that the app uses: directories with a `pyproject.toml`, relative to that of the app. The image
   * gets each as a build context of its own, `.venv` gets them editable. What they depend on is locked.
   *
   * @default []
   * @allowed directories in the workspace, such as ../../libs/shared
   */
  readonly libraries?: string[];

  /**
   * Tags of the app as a project of Nx, besides those in its `project.json`: rules about who may use which library go by
   * them.
   *
   * @default []
   * @pattern ^[A-Za-z0-9@][A-Za-z0-9@:._/-]*$
   * @maxLength 60
   * @allowed tags such as scope:orders, of letters, digits and `@:._/-`
   * @fix write it without spaces and commas
   */
  readonly tags?: string[];

  /**
   * Where packages come from, when it is not PyPI.
   *
   * @default - see the single values
   */
  readonly packageIndex?: PackageIndexOptions;

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
   * Container engine that the targets use. Both build the same Dockerfile; podman has no attestations and no cache
   * backends but registries.
   *
   * @default "docker"
   */
  readonly engine?: Engine;

  /**
   * How the image is built.
   *
   * @default - see the single values
   */
  readonly builder?: BuilderOptions;

  /**
   * How `container-run` runs the image.
   *
   * @default - see the single values
   */
  readonly run?: RunOptions;

  /**
   * What `container-push` sends.
   *
   * @default - see the single values
   */
  readonly push?: PushOptions;

  /**
   * How `container-scan` scans.
   *
   * @default - see the single values
   */
  readonly scan?: ScanOptions;

  /**
   * What the container may take of a machine, wherever an orchestrator runs it.
   *
   * @default - see the single values
   */
  readonly resources?: ResourceOptions;

  /**
   * Names of the secrets that the app needs. Each is a file of that name in `/run/secrets/app`, wherever an orchestrator
   * runs the app: pydantic-settings reads them with `secrets_dir`. Their values are in no options file.
   *
   * @default []
   * @pattern ^[a-z]([a-z0-9_]*[a-z0-9])?$
   * @maxLength 60
   * @allowed names in lower case, such as database_password
   * @fix name the secret here, and give its value where the app runs
   */
  readonly secrets?: string[];

  /**
   * What has to be done once before a new version of the app starts.
   *
   * @default - see the single values
   */
  readonly migration?: MigrationOptions;

  /**
   * TCP port of this machine at which editors attach to the app that the task `debug` serves: of the machine itself only,
   * since whoever reaches it can run any code. The image never has it.
   *
   * @default 5678
   * @minimum 1024
   * @maximum 65535
   * @asType integer
   * @fix take another port, and name it where your editor attaches
   */
  readonly debugPort?: number;

  /**
   * How `openapi.json`, the contract with clients, is made.
   *
   * @default - see the single values
   */
  readonly openapi?: OpenApiOptions;

  /**
   * `compose.yaml`, with which the app runs on one machine beside what it needs. The group switches it on, also when it is
   * empty.
   *
   * @default - none
   * @group true
   */
  readonly compose?: ComposeOptions;

  /**
   * `compose.swarm.yaml`, with which Docker Swarm runs the app. The group switches it on, also when it is empty.
   *
   * @default - none
   * @group true
   */
  readonly swarm?: SwarmOptions;

  /**
   * `kubernetes/base`, with which Kubernetes runs the app, and a first overlay. The group switches it on, also when it is
   * empty.
   *
   * @default - none
   * @group true
   */
  readonly kubernetes?: KubernetesOptions;

  /**
   * Managed files that you have taken over, as paths in the app's directory, such as `Dockerfile`: they are never
   * written again, and `check` reports without failing how they differ from what would be generated. With
   * `requirements.txt` among them no block is written into it: you are told the lines that it lacks for the image.
   *
   * @default []
   */
  readonly own?: string[];
}
