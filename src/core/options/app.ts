import type { BuilderOptions } from './builder';
import type { HealthOptions } from './health';
import type { ImageOptions } from './image';
import type { LimitOptions } from './limits';
import type { PackageIndexOptions } from './package-index';
import type { ProxyOptions } from './proxy';
import type { PushOptions } from './push';
import type { RunOptions } from './run';
import type { ScanOptions } from './scan';
import type { TimeoutOptions } from './timeouts';
import type {
  Engine,
  EventLoop,
  HttpParser,
  Installer,
  LogLevel,
  PythonVersion,
  ServerName,
  WorkerClass,
} from './values';

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
   * Tool that installs the Python packages in the image: the result is the same, uv is faster. uv itself comes from the
   * package index, and does not stay in the image.
   *
   * @default "pip"
   */
  readonly installer?: Installer;

  /**
   * Whether the image installs from `requirements.lock`: exact versions, each file checked against its hash, wheels only.
   * The `lock` task makes the file, and turns this option on.
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
   * Managed files that you have taken over, as paths in the app's directory, such as `Dockerfile`: they are never
   * written again, and `check` reports without failing how they differ from what would be generated.
   *
   * @default []
   */
  readonly own?: string[];
}
