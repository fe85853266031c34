// Derived from the options interface by `npm run derive`: do not edit.
import type { OptionSchema } from '../schema';

export const optionsSchema: OptionSchema = {
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'Path or URL of the JSON Schema, for completion in editors.' },
    extends: {
      type: 'string',
      description: 'Path of a base options file, relative to this one. Its options apply where this file has none.',
      computedDefault: 'none',
    },
    name: {
      type: 'string',
      description: 'Name of the app: the Nx project, the image and, as a Python identifier, the package.',
      pattern: '^(@[a-z0-9][a-z0-9._-]*\\/)?[A-Za-z0-9][A-Za-z0-9._-]*$',
      maxLength: 40,
      allowed:
        'letters, digits, `.`, `_` and `-`, a letter or digit first, at most 40 characters, with an optional scope such as `@acme/`',
      fix: 'choose another one, such as orders-api',
      computedDefault: 'the name of the directory',
    },
    managedBy: {
      type: 'string',
      description:
        'The tool that writes this file: change the options there. Other tools check such an app and never write it.',
      enum: ['projen'],
    },
    python: {
      type: 'string',
      enum: ['3.10', '3.11', '3.12', '3.13', '3.14'],
      description:
        'Python version: of the base image, of the local `.venv`, and of the linter and type checker settings.',
      default: '3.13',
      fix: 'write it as text: "3.13" in JSON, --python=3.13 as a flag',
      often: true,
    },
    server: {
      type: 'string',
      enum: ['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian'],
      description: 'ASGI server that runs the application; `fastapi` is `fastapi run`.',
      default: 'uvicorn',
      often: true,
    },
    workerClass: {
      type: 'string',
      enum: ['uvicorn_worker.UvicornWorker', 'asgi', 'uvicorn.workers.UvicornWorker'],
      description: 'Worker class of gunicorn.',
      fix: "take one of the allowed classes: gunicorn's others speak WSGI",
      computedDefault: '`uvicorn_worker.UvicornWorker`, with gunicorn only',
    },
    workers: {
      type: 'integer',
      description:
        'Worker processes. One process per container is what FastAPI, uvicorn and Kubernetes advise: replicas are counted by the orchestrator, and each worker holds a full copy of the application in memory.',
      default: 1,
      minimum: 1,
      maximum: 64,
      fix: "use 1 and scale by replicas, or give a number; it is never computed from the host's CPUs",
      see: 'https://fastapi.tiangolo.com/deployment/docker/',
      often: true,
    },
    app: {
      type: 'string',
      description:
        'Import string of the ASGI application, `module:attribute`. With `()` at the end the attribute is an application factory that the server calls.',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*:[A-Za-z_][A-Za-z0-9_]*(\\(\\))?$',
      maxLength: 80,
      allowed: 'module:attribute, such as orders.main:app, or a factory such as orders.main:create_app()',
      fix: 'name the module with dots, then `:` and the attribute; no path, no `.py`',
      often: true,
      computedDefault: "`<package>.main:app`, where the package is the app's name as a Python identifier",
    },
    source: {
      type: 'string',
      description:
        'Directory that the import string, and all imports of the application, start from: `src` for the layout with the package below it, `backend` for an application that is started there. The whole directory gets into the image.',
      default: '.',
      pattern: '^(\\.|[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*(/[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)*)$',
      maxLength: 100,
      allowed:
        "a path below the app's directory, such as src, of letters, digits and `._+@-`, no part starting with `.` or `-`; `.` for the directory itself",
      fix: "give the path relative to the app's directory, with `/` between its parts, without `..`",
    },
    port: {
      type: 'integer',
      description: 'TCP port that the server listens on, in the container and in the local targets.',
      default: 8000,
      minimum: 1024,
      maximum: 65535,
      fix: 'a process without privileges cannot bind ports below 1024: keep a high port here and publish it as you like, for example `docker run --publish 80:8000`',
      often: true,
    },
    rootPath: {
      type: 'string',
      description: 'Path prefix that a reverse proxy strips before it forwards a request (the ASGI `root_path`).',
      pattern: '^(/[A-Za-z0-9._~-]+)+$',
      maxLength: 60,
      allowed: 'an absolute URL path without trailing slash, such as /api, at most 60 characters',
      fix: 'start it with `/` and end it without one; leave the option out for no prefix',
      often: true,
      computedDefault: 'none',
    },
    accessLog: {
      type: 'boolean',
      description:
        'Whether each request is logged. uvicorn does so at level info only, so that a higher `logLevel` turns it off. On, as in every tutorial; it costs about a third of the throughput of a trivial route.',
      default: true,
    },
    logLevel: {
      type: 'string',
      enum: ['critical', 'error', 'warning', 'info', 'debug'],
      description: 'Lowest level that the server logs.',
      default: 'info',
    },
    logFormat: {
      type: 'string',
      enum: ['text', 'json'],
      description:
        'How the container logs. With `json` every line, of the server and of the application, is one JSON object, from the first to the last, and requests have lines of one form whatever the server. On a terminal it stays text: `serve` and `container-run` set `APP_LOG_FORMAT` to `text`.',
      default: 'text',
    },
    requestId: {
      type: 'boolean',
      description:
        'Whether each request has an id: that of its header `x-request-id`, or a new one. It goes back in the answer, and with `"logFormat": "json"` it is in every line about the request.',
      computedDefault: 'true with `"logFormat": "json"`, else false',
    },
    telemetry: {
      type: 'string',
      enum: ['none', 'otlp'],
      description:
        'Whether FastAPI traces requests: `otlp` sends a span for each, with metrics and errors, to the collector of OpenTelemetry that `OTEL_EXPORTER_OTLP_ENDPOINT` names where the app runs, by HTTP, port 4318. Without that variable nothing is imported and nothing is sent.',
      default: 'none',
      see: 'https://fastapi.tiangolo.com/advanced/telemetry/',
    },
    metrics: {
      type: 'string',
      enum: ['none', 'prometheus'],
      description:
        'How the app tells numbers about its requests: `prometheus` measures their time by method, route and status, and tells it at `/metrics` of `metricsPort`, for all workers together.',
      default: 'none',
      see: 'https://prometheus.io/docs/concepts/metric_types/#histogram',
    },
    metricsPort: {
      type: 'integer',
      description:
        'TCP port of the metrics in the container. It is not that of the app, which others reach from outside.',
      default: 9000,
      minimum: 1024,
      maximum: 65535,
      fix: "take a port from 1024 on that is not the app's",
    },
    loop: {
      type: 'string',
      enum: ['asyncio', 'uvloop'],
      description: 'Event loop. uvloop gains 7 % in requests per second and costs 16 MB.',
      default: 'asyncio',
    },
    http: {
      type: 'string',
      enum: ['httptools', 'h11'],
      description: 'HTTP parser of uvicorn. httptools parses 1.75 times as fast as h11.',
      default: 'httptools',
    },
    websockets: {
      type: 'boolean',
      description:
        "Whether the application has WebSocket routes. uvicorn, and what starts it, answers these with 404 unless a package is installed, which this option adds; hypercorn, granian and gunicorn's own worker have it built in.",
      default: false,
      see: 'https://fastapi.tiangolo.com/advanced/websockets/',
    },
    proxy: {
      type: 'object',
      properties: {
        trusted: {
          type: 'array',
          items: { type: 'string' },
          description:
            'Addresses or networks of the reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` headers are believed. `*` believes everybody, and needs `proxy.trustAny`.',
          computedDefault: "the machine itself; `FORWARDED_ALLOW_IPS` in the container's environment may name others",
        },
        trustAny: {
          type: 'boolean',
          description:
            'States that nothing but the proxy can reach the container, so that `proxy.trusted` may be `*`: whoever else reaches it could claim any client address.',
          default: false,
        },
      },
      additionalProperties: false,
      description: 'Reverse proxies that are believed.',
      computedDefault: 'see the single values',
    },
    timeouts: {
      type: 'object',
      properties: {
        keepAlive: {
          type: 'integer',
          description:
            'Seconds that an idle connection is kept open. Choose more than the idle timeout of a load balancer in front, or it sends requests into connections that are just being closed.',
          default: 5,
          minimum: 1,
          maximum: 3600,
        },
        graceful: {
          type: 'integer',
          description:
            "Seconds that requests in flight may take to end when the container is stopped. Must be below `timeouts.stop`, so that the lifespan's shutdown still runs. With `telemetry` the default is less where its exporter would have no time left.",
          default: 8,
          minimum: 1,
          maximum: 3600,
        },
        worker: {
          type: 'integer',
          description:
            'Seconds after which a worker that does not answer its supervisor is replaced. Too few kill workers that import slowly on a busy machine.',
          default: 30,
          minimum: 1,
          maximum: 3600,
        },
        stop: {
          type: 'integer',
          description:
            "Seconds that the container's host gives it between SIGTERM and SIGKILL: Docker and Compose 10, Kubernetes 30 unless told otherwise. `container-run` passes it on.",
          default: 10,
          minimum: 2,
          maximum: 3600,
        },
        drain: {
          type: 'integer',
          description:
            'Seconds for which the app goes on answering after SIGTERM, while what sends it requests learns that it leaves. Under Swarm and Kubernetes, which give it that time besides `timeouts.stop`. A load balancer outside of the cluster may need 15 or more.',
          default: 5,
          minimum: 0,
          maximum: 600,
        },
        telemetry: {
          type: 'integer',
          description:
            'Seconds after which what is sent by `telemetry` counts as lost. While the app stops, a collector that does not answer takes twice this time.',
          default: 2,
          minimum: 1,
          maximum: 600,
        },
      },
      additionalProperties: false,
      description: 'How long the server waits.',
      computedDefault: 'see the single values',
    },
    limits: {
      type: 'object',
      properties: {
        concurrency: {
          type: 'integer',
          description:
            'Requests that one worker works on at the same time. The health check is one of them: leave it room.',
          minimum: 2,
          maximum: 100000,
          computedDefault: 'no limit',
        },
        maxRequests: {
          type: 'integer',
          description: 'Requests after which a worker is replaced by a fresh one, against slow leaks.',
          minimum: 1,
          maximum: 100000000,
          computedDefault: 'never',
        },
        maxRequestsJitter: {
          type: 'integer',
          description:
            'How far `limits.maxRequests` is raised at random, at most, so that workers are not replaced all at once.',
          minimum: 1,
          maximum: 100000000,
          computedDefault: 'none',
        },
        backlog: {
          type: 'integer',
          description: 'Connections that wait to be accepted.',
          default: 2048,
          minimum: 128,
          maximum: 65535,
        },
      },
      additionalProperties: false,
      description: 'What the server limits.',
      computedDefault: 'see the single values',
    },
    cors: {
      type: 'object',
      properties: {
        origins: {
          type: 'array',
          items: {
            type: 'string',
            pattern:
              '^(\\*|[a-z][a-z0-9+.-]{0,30}://(\\[[0-9A-Fa-f:.]{2,45}\\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:[0-9]{1,5})?)$',
            maxLength: 250,
            allowed:
              'origins such as https://shop.example.com or http://localhost:4200; `*` for every page of the world',
            fix: 'write scheme, host and port as a browser sends them, without a path and without a `/` at the end',
          },
          description: 'Origins of these pages. Without any, browsers let no page of another origin read an answer.',
          default: [],
          allowed: 'origins such as https://shop.example.com or http://localhost:4200; `*` for every page of the world',
          fix: 'write scheme, host and port as a browser sends them, without a path and without a `/` at the end',
          see: 'https://fastapi.tiangolo.com/tutorial/cors/',
        },
        credentials: {
          type: 'boolean',
          description:
            'Whether browsers send cookies and other credentials along. Not together with the origin `*`: every page of the world could then act in the name of whoever opens it.',
          default: false,
        },
      },
      additionalProperties: false,
      description: 'Which web pages of other origins may call the service from a browser.',
      computedDefault: 'see the single values',
    },
    trustedHosts: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^(\\*\\.)?[A-Za-z0-9][A-Za-z0-9.-]*$',
        maxLength: 250,
        allowed: 'names such as orders.example.com, or *.example.com for all names below one',
        fix: 'write the name alone, without https://, port and path',
      },
      description:
        'Host names that requests may ask for: any other is answered with 400, so that no link in an answer leads to a host that somebody made up. The health routes, and the names of the machine itself (`localhost`, `127.0.0.1`, `[::1]`), are always answered. Without any, every name is.',
      default: [],
      allowed: 'names such as orders.example.com, or *.example.com for all names below one',
      fix: 'write the name alone, without https://, port and path',
      see: 'https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware',
    },
    maxBodySize: {
      type: 'integer',
      description:
        'Size in MiB (1,048,576 bytes) of the largest request body: a larger one is answered with 413. A route may have a limit of its own (`max_body_size`, from FastAPI 0.164 on). New apps are made with 1.',
      minimum: 1,
      maximum: 65536,
      computedDefault: 'no limit',
    },
    securityHeaders: {
      type: 'boolean',
      description:
        'Whether answers carry the headers that tell browsers to take them for nothing else than they say (`X-Content-Type-Options`), to show them in no frame (`Content-Security-Policy`), and to tell nobody where a link was (`Referrer-Policy`). A header that a route sets itself stays. `Strict-Transport-Security` belongs to the proxy that ends TLS.',
      default: false,
      see: 'https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers',
    },
    docs: {
      type: 'string',
      enum: ['cdn', 'bundled', 'none'],
      description:
        "The documentation pages, `/docs` and `/redoc`. FastAPI's own load their scripts from the internet (`cdn`): without it they stay blank, and a strict `Content-Security-Policy` forbids them. `bundled` brings the scripts along, 3 MB in the image, under such a policy. `none` serves neither the pages nor the schema; the task `openapi` works all the same. New apps are made with `bundled`.",
      default: 'cdn',
      see: 'https://fastapi.tiangolo.com/how-to/custom-docs-ui-assets/',
    },
    cache: {
      type: 'string',
      enum: ['none', 'redis'],
      description:
        'What the application keeps for a while, and may lose: a Redis, or what speaks as one, such as Valkey. Its address is the variable `REDIS_URL`, or the secret `redis_url`, where the app runs: a container does not start without. Under `compose` it is a service beside the app.',
      default: 'none',
      often: true,
    },
    database: {
      type: 'string',
      enum: ['none', 'sqlite', 'postgres'],
      description:
        "The relational database that the application uses, through SQLAlchemy. Its address is the variable `DATABASE_URL`, or the secret `database_url`, where the app runs: a container does not start without. On a developer's machine it is by default a file of SQLite beside the app.",
      default: 'none',
      often: true,
    },
    sql: {
      type: 'object',
      properties: {
        driver: {
          type: 'string',
          enum: ['psycopg', 'asyncpg'],
          description:
            'Package that speaks with PostgreSQL. asyncpg takes a tenth less time per query; psycopg also works for scripts that are not asynchronous, and through every pooler.',
          default: 'psycopg',
        },
        pool: {
          type: 'object',
          properties: {
            size: { type: 'integer', description: 'Connections that stay open.', default: 5, minimum: 1, maximum: 100 },
            overflow: {
              type: 'integer',
              description: 'Connections on top of these while there is much to do.',
              default: 5,
              minimum: 0,
              maximum: 100,
            },
            wait: {
              type: 'integer',
              description:
                'Seconds that a request waits for a connection, of the pool or of the server, before it fails.',
              default: 5,
              minimum: 1,
              maximum: 300,
            },
          },
          additionalProperties: false,
          description: 'Connections of each worker process.',
          computedDefault: 'see the single values',
        },
        pooler: {
          type: 'string',
          enum: ['none', 'transaction'],
          description:
            'What stands between the application and PostgreSQL: with `transaction`, such as PgBouncer in that mode, each transaction may come to another connection, so that no statement is prepared for later ones.',
          default: 'none',
          see: 'https://www.pgbouncer.org/features.html',
        },
        migrations: {
          type: 'boolean',
          description:
            'Whether Alembic changes the tables: with the tasks `migrate`, `migration` and `migrate-check`, and once before a new version of the app starts, see `migration.command`.',
          default: true,
        },
        maxConnections: {
          type: 'integer',
          description: 'Connections that the server takes, its `max_connections`.',
          default: 100,
          minimum: 10,
          maximum: 100000,
        },
      },
      additionalProperties: false,
      description: 'How the application speaks with its database.',
      computedDefault: 'see the single values',
    },
    dependencies: {
      type: 'string',
      enum: ['requirements', 'uv'],
      description:
        'Where the app says which packages it needs: in `requirements.txt`, or in `pyproject.toml` and `uv.lock`, its own or those of the uv workspace around it. With `uv` nothing is written into these: what the image needs and they lack is told. The `lock` task then makes `requirements.lock` from `uv.lock`, and the image installs from that: `lock` is true.',
      default: 'requirements',
      see: 'https://docs.astral.sh/uv/concepts/projects/',
    },
    installer: {
      type: 'string',
      enum: ['pip', 'uv'],
      description:
        'Tool that installs the Python packages in the image: the result is the same, uv is faster. uv itself comes from the package index, and does not stay in the image.',
      default: 'pip',
    },
    lock: {
      type: 'boolean',
      description:
        'Whether the image installs from `requirements.lock`: exact versions, each file checked against its hash, wheels only. The `lock` task makes the file, and turns this option on. With `"dependencies": "uv"` it is always on.',
      default: false,
      see: 'https://pip.pypa.io/en/stable/topics/secure-installs/',
    },
    buildFromSource: {
      type: 'array',
      items: { type: 'string', allowed: 'names of packages, such as docopt' },
      description:
        'Packages that offer no wheel, and that a locked image builds from source therefore: their build runs code, with build tools that are not locked.',
      default: [],
      allowed: 'names of packages, such as docopt',
    },
    libraries: {
      type: 'array',
      items: { type: 'string', allowed: 'directories in the workspace, such as ../../libs/shared' },
      description:
        'Local Python libraries that the app uses: directories with a `pyproject.toml`, relative to that of the app. The image gets each as a build context of its own, `.venv` gets them editable. What they depend on is locked.',
      default: [],
      allowed: 'directories in the workspace, such as ../../libs/shared',
    },
    tags: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[A-Za-z0-9@][A-Za-z0-9@:._/-]*$',
        maxLength: 60,
        allowed: 'tags such as scope:orders, of letters, digits and `@:._/-`',
        fix: 'write it without spaces and commas',
      },
      description:
        'Tags of the app as a project of Nx, besides those in its `project.json`: rules about who may use which library go by them.',
      default: [],
      allowed: 'tags such as scope:orders, of letters, digits and `@:._/-`',
      fix: 'write it without spaces and commas',
    },
    packageIndex: {
      type: 'object',
      properties: {
        secret: {
          type: 'string',
          description:
            'Environment variable with the address of the index that takes the place of PyPI, and name of the build secret that it becomes. `install` and `lock` read it too.',
          pattern: '^[A-Z][A-Z0-9_]*$',
          maxLength: 60,
          allowed: 'the name of an environment variable, such as PIP_INDEX_URL',
          fix: 'name the variable here, and keep the address, which may hold a password, in the environment',
          see: 'https://docs.docker.com/build/building/secrets/',
          computedDefault: 'none: PyPI',
        },
        extraSecret: {
          type: 'string',
          description:
            'Environment variable with the address of a second index, asked as well, and name of the build secret that it becomes.',
          pattern: '^[A-Z][A-Z0-9_]*$',
          maxLength: 60,
          allowed: 'the name of an environment variable, such as PIP_EXTRA_INDEX_URL',
          fix: 'name the variable here, and keep the address, which may hold a password, in the environment',
          computedDefault: 'none',
        },
        required: {
          type: 'boolean',
          description: 'Whether an image build without these secrets fails. Otherwise it takes packages from PyPI.',
          default: false,
        },
      },
      additionalProperties: false,
      description: 'Where packages come from, when it is not PyPI.',
      computedDefault: 'see the single values',
    },
    health: {
      type: 'object',
      properties: {
        live: {
          type: 'string',
          description:
            "Path of the liveness route: answers 200 while the process is able to answer at all. The image's HEALTHCHECK asks this one, since an orchestrator such as Swarm replaces what is unhealthy.",
          default: '/health/live',
          pattern: '^(/[A-Za-z0-9._~-]+)+/?$',
          maxLength: 60,
          allowed:
            'an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/live',
          fix: 'start it with `/`, without query or host',
          often: true,
        },
        ready: {
          type: 'string',
          description: 'Path of the readiness route: answers 200 when the application can take traffic, 503 before.',
          default: '/health/ready',
          pattern: '^(/[A-Za-z0-9._~-]+)+/?$',
          maxLength: 60,
          allowed:
            'an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/ready',
          fix: 'start it with `/`, without query or host',
        },
        host: {
          type: 'string',
          description:
            'Host that the health check asks for, where the application answers certain ones only (`TrustedHostMiddleware`): one of those that it allows.',
          pattern: '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$',
          maxLength: 250,
          allowed: 'a name such as orders.example.com, with a port behind `:` where there is one',
          fix: 'write it as a browser sends it, without https:// and path',
          computedDefault: 'the address that is asked: `127.0.0.1` and the port',
        },
        interval: {
          type: 'integer',
          description: 'Seconds between two health checks of the running container.',
          default: 30,
          minimum: 1,
          maximum: 3600,
          see: 'https://docs.docker.com/reference/dockerfile/#healthcheck',
        },
        timeout: {
          type: 'integer',
          description: 'Seconds after which an unanswered health check has failed.',
          default: 5,
          minimum: 1,
          maximum: 300,
        },
        startPeriod: {
          type: 'integer',
          description: 'Seconds after the start in which a failed check does not count.',
          default: 30,
          minimum: 0,
          maximum: 3600,
        },
        retries: {
          type: 'integer',
          description: 'Failed checks in a row that make the container unhealthy.',
          default: 3,
          minimum: 1,
          maximum: 100,
        },
        readyTimeout: {
          type: 'integer',
          description:
            'Seconds that the readiness route waits for what it asks, such as the database: after them it answers 503.',
          default: 2,
          minimum: 1,
          maximum: 300,
        },
        requires: {
          type: 'array',
          items: {
            type: 'string',
            enum: ['database', 'cache'],
            description:
              'What the readiness route may ask whether it answers: names of modules of the managed package.',
          },
          description:
            'What has to answer for the app to be ready. A cache is not among it by default: without one, an app is slow at most.',
          default: ['database'],
        },
      },
      additionalProperties: false,
      description: 'Health routes and health check.',
      computedDefault: 'see the single values',
    },
    image: {
      type: 'object',
      properties: {
        name: {
          type: 'string',
          description:
            'Repository name of the image, without a tag: what `container-build` tags and `container-run` starts.',
          pattern:
            '^([a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
          maxLength: 200,
          allowed:
            'a lower-case repository name such as orders-api or registry.example.com/team/orders-api, without a tag',
          fix: 'use lower case letters, digits, `.`, `_` and `-`, and leave the tag out',
          often: true,
          computedDefault: "the app's name, with `/` turned into `-`",
        },
        registry: {
          type: 'string',
          description:
            'Registry that the image goes to, with the path to it: it is put in front of a name that names none. That of the workspace holds for all of its apps.',
          pattern: '^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
          maxLength: 150,
          allowed:
            'the host of a registry, with its port and the path to the images, such as ghcr.io/acme, in lower case',
          fix: 'write it without https://, without a tag, and without a slash at the end',
          computedDefault: '`registry` of the workspace, if there is one',
        },
        variant: {
          type: 'string',
          enum: ['slim', 'distroless', 'dhi', 'chainguard'],
          description:
            "Family of the base images. `slim` is Debian with a shell. The others have neither a shell nor a package manager: `distroless` is Google's and has Python 3.13 only, `dhi` are Docker Hardened Images, which need `docker login dhi.io`, and `chainguard` needs digests or an image of your own organisation, since its free ones have no version. These three cannot be pulled where this package is tested: its tests build them on a stand-in with the same traits.",
          default: 'slim',
          fix: 'take one of the allowed families; any other image can be given as "base"',
        },
        base: {
          type: 'string',
          description:
            'Base image of the final stage, and where the variant has no other, of the stage that installs the packages. Its Python decides what runs in the container.',
          pattern:
            '^([a-z0-9]+([.-]+[A-Za-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?(@sha256:[a-f0-9]{64})?$',
          maxLength: 300,
          allowed: 'an image reference with a tag or digest, such as python:3.13-slim-trixie',
          fix: 'name the image with an explicit tag or digest; `latest` changes under you',
          see: 'https://hub.docker.com/_/python',
          computedDefault:
            'what the variant is based on: `python:<python>-slim` (glibc, so that wheels install as they are), `gcr.io/distroless/python3-debian13:nonroot`, `dhi.io/python:<python>`, `cgr.dev/chainguard/python:latest`',
        },
        builderBase: {
          type: 'string',
          description:
            'Base image of the stage that installs the packages. It needs a shell, pip and the same Python as the final one, on a system that is not newer.',
          pattern:
            '^([a-z0-9]+([.-]+[A-Za-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?(@sha256:[a-f0-9]{64})?$',
          maxLength: 300,
          allowed: 'an image reference with a tag or digest, such as python:3.13-slim-trixie',
          fix: 'name the image with an explicit tag or digest; `latest` changes under you',
          computedDefault:
            "the same as the final stage's; with the variants without a shell `python:3.13-slim-trixie`, `dhi.io/python:<python>-dev`, `cgr.dev/chainguard/python:latest-dev`",
        },
        digest: {
          type: 'string',
          description:
            'Digest that the base image of the final stage must have. It pins every byte of it, vulnerabilities included: let a bot raise it.',
          pattern: '^sha256:[a-f0-9]{64}$',
          maxLength: 71,
          allowed: 'sha256: and 64 hexadecimal digits, as `docker buildx imagetools inspect` prints them',
          fix: 'copy the digest of the image index, so that it fits every architecture',
          computedDefault: 'none: the newest image of the tag',
        },
        user: {
          type: 'integer',
          description:
            'Number of the user, and of the group, that the container runs as. Never root, and a number rather than a name, so that Kubernetes can tell.',
          minimum: 1,
          maximum: 2147483647,
          fix: 'choose any number but 0: the image needs no entry in /etc/passwd',
          see: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
          computedDefault: '10001; with the variants without a shell 65532, which is their own unprivileged user',
        },
        aptPackages: {
          type: 'object',
          properties: {
            builder: {
              type: 'array',
              items: {
                type: 'string',
                pattern: '^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$',
                maxLength: 120,
                allowed:
                  'names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1',
                fix: 'name one package per item, as `apt-cache search` prints it',
              },
              description:
                'Debian packages that installing the Python packages needs, such as compilers. They are not in the final image.',
              default: [],
              allowed:
                'names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1',
              fix: 'name one package per item, as `apt-cache search` prints it',
            },
            runtime: {
              type: 'array',
              items: {
                type: 'string',
                pattern: '^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$',
                maxLength: 120,
                allowed:
                  'names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1',
                fix: 'name one package per item, as `apt-cache search` prints it',
              },
              description: 'Debian packages that the running application needs, such as shared libraries.',
              default: [],
              allowed:
                'names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1',
              fix: 'name one package per item, as `apt-cache search` prints it',
            },
          },
          additionalProperties: false,
          description:
            "Debian packages to install, without those that they only recommend. Debian serves one version of a package at a time, so that a version given here must be raised with Debian's.",
          computedDefault: 'none',
        },
        env: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern:
              '^(?:[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*$',
            maxLength: 2000,
            allowed: 'texts without line breaks and control characters, by names of letters, digits and `_`',
            fix: 'give each variable a name such as APP_REGION and a text of one line',
          },
          description:
            'Environment variables of the running container, for settings that are the same everywhere. A secret has no place in an image: whoever can pull it can read it.',
          default: {},
          allowed: 'texts without line breaks and control characters, by names of letters, digits and `_`',
          fix: 'give each variable a name such as APP_REGION and a text of one line',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern:
              '^(?:[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*$',
            maxLength: 2000,
            allowed:
              'texts without line breaks and control characters, by keys such as org.opencontainers.image.description or com.example.team',
            fix: 'write keys in lower case letters and digits, joined by single `.` or `-`',
          },
          description:
            'Labels of the image, in addition to those that follow from the options: title, base, time and revision.',
          default: {},
          allowed:
            'texts without line breaks and control characters, by keys such as org.opencontainers.image.description or com.example.team',
          fix: 'write keys in lower case letters and digits, joined by single `.` or `-`',
          see: 'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
          propertyNames: { pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$', maxLength: 200 },
        },
        files: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^\\.?[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*(/\\.?[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)*$',
            maxLength: 200,
            allowed:
              "paths below the app's directory, such as alembic.ini or migrations, of letters, digits and `._+@-`, no part starting with `-` or `..`",
            fix: "give the path relative to the app's directory, with `/`, and without `..`",
          },
          description:
            'Further files and directories to copy into the image, besides the source, such as migrations or templates that lie beside it. They lie in the same places below the work directory. Hidden files, environment files and certificates get into an image only when they are named here, also those in the source: `orders/.well-known`. `.env` and private keys never do.',
          default: [],
          allowed:
            "paths below the app's directory, such as alembic.ini or migrations, of letters, digits and `._+@-`, no part starting with `-` or `..`",
          fix: "give the path relative to the app's directory, with `/`, and without `..`",
        },
        extra: {
          type: 'object',
          properties: {
            builder: {
              type: 'array',
              items: {
                type: 'string',
                pattern:
                  '^[A-Z]+ (?:[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*$',
                maxLength: 2000,
                allowed: 'one RUN, COPY, ADD, ENV or ARG instruction per item, on one line',
                fix: 'write the instruction in capitals, then a space and its arguments; join commands with `&&`',
              },
              description:
                'Instructions that run before the Python packages are installed. Nothing of this stage but the virtual environment gets into the final image.',
              default: [],
              allowed: 'one RUN, COPY, ADD, ENV or ARG instruction per item, on one line',
              fix: 'write the instruction in capitals, then a space and its arguments; join commands with `&&`',
              repeat: true,
            },
            runtime: {
              type: 'array',
              items: {
                type: 'string',
                pattern:
                  '^[A-Z]+ (?:[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*$',
                maxLength: 2000,
                allowed: 'one RUN, COPY, ADD, ENV or ARG instruction per item, on one line',
                fix: 'write the instruction in capitals, then a space and its arguments; join commands with `&&`',
              },
              description:
                'Instructions of the final image. They run as root, before the Python packages and the application are copied in.',
              default: [],
              allowed: 'one RUN, COPY, ADD, ENV or ARG instruction per item, on one line',
              fix: 'write the instruction in capitals, then a space and its arguments; join commands with `&&`',
              repeat: true,
            },
          },
          additionalProperties: false,
          description: 'Further Dockerfile lines. What an option can say belongs in the option.',
          computedDefault: 'none',
        },
        check: {
          type: 'boolean',
          description:
            'Whether each build makes the application in the finished image, as the server does, and fails with whatever that raises: a missing package, a setting without a value. It has no network. A rebuild after a code change takes about twice as long with it.',
          default: false,
        },
        checkEnv: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern:
              '^(?:[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]|[\\uD800-\\uDBFF][\\uDC00-\\uDFFF])*$',
            maxLength: 2000,
            allowed: 'texts without line breaks and control characters, by names of letters, digits and `_`',
            fix: 'give each variable a name such as APP_REGION and a text of one line',
          },
          description:
            'Environment variables for `image.check` alone, in place of values that are only known when the container runs. They stay readable in the history of the image: any value that lets the application start will do.',
          default: {},
          allowed: 'texts without line breaks and control characters, by names of letters, digits and `_`',
          fix: 'give each variable a name such as APP_REGION and a text of one line',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
        bytecode: {
          type: 'string',
          enum: ['application', 'packages'],
          description:
            'What bytecode is baked in. The application starts faster from it, and its user cannot write any. With that of the application too, one of forty modules starts in 0.9 times the time, and a rebuild after a code change takes a tenth of a second longer: 1.4 times as long as with the Dockerfile of tutorials, against 1.0 times.',
          default: 'packages',
        },
        strip: {
          type: 'boolean',
          description:
            'Whether debugging symbols are removed from compiled packages; crashes in these then have less to tell. It takes httptools from 1.7 to 0.3 MB, uvloop from 15.6 to 1.9, asyncpg from 13 to 1.4, SQLAlchemy from 9 to 1.2; pydantic, numpy and orjson have none. The tool for it comes from Debian and stays in the builder.',
          default: false,
        },
        prune: {
          type: 'boolean',
          description:
            'Whether test suites (directories called `tests`) and type stubs are removed from the packages. It takes 43 MB from pandas and 15 MB from numpy; the packages of a new app have none. A package may import its tests when it runs: use `image.check` with it.',
          default: false,
        },
        tags: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]*$',
            maxLength: 128,
            allowed: 'tags of letters, digits, `_`, `.` and `-`, at most 128 characters, not starting with `.` or `-`',
            fix: "name the tag alone, without the image's name and `:`",
          },
          description: 'Tags of the image. `container-run`, `container-scan` and `container-report` use the first.',
          default: ['latest'],
          allowed: 'tags of letters, digits, `_`, `.` and `-`, at most 128 characters, not starting with `.` or `-`',
          fix: "name the tag alone, without the image's name and `:`",
        },
        platforms: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^linux/(386|amd64(/v[234])?|arm/v[567]|arm64(/v8)?|loong64|ppc64le|riscv64|s390x)$',
            maxLength: 40,
            allowed: 'platforms of Linux, such as linux/amd64 or linux/arm64',
            fix: 'write it as linux/<architecture>, as `docker buildx ls` does',
          },
          description:
            "Platforms that `container-push` builds for. `container-build` takes a single one as well; of several it builds none but this machine's, which is what can be run here.",
          default: [],
          allowed: 'platforms of Linux, such as linux/amd64 or linux/arm64',
          fix: 'write it as linux/<architecture>, as `docker buildx ls` does',
          see: 'https://docs.docker.com/build/building/multi-platform/',
        },
      },
      additionalProperties: false,
      description: 'The container image.',
      computedDefault: 'see the single values',
    },
    engine: {
      type: 'string',
      enum: ['docker', 'podman'],
      description:
        'Container engine that the targets use. Both build the same Dockerfile; podman has no attestations and no cache backends but registries.',
      default: 'docker',
    },
    builder: {
      type: 'object',
      properties: {
        args: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[A-Za-z_][A-Za-z0-9_]*(=[A-Za-z0-9 _.,:/@+=-]*)?$',
            maxLength: 1000,
            allowed: 'NAME or NAME=value, the value of letters, digits, blanks and `_ . , : / @ + = -`',
            fix: 'give a value with other characters through the environment of the build, and only the name here',
          },
          description:
            'Build arguments of the Dockerfile. One without a value takes it from the environment of the build, where that has one. They stay readable in the image: secrets do not belong here.',
          default: [],
          allowed: 'NAME or NAME=value, the value of letters, digits, blanks and `_ . , : / @ + = -`',
          fix: 'give a value with other characters through the environment of the build, and only the name here',
          repeat: true,
        },
        cacheFrom: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^type=(azblob|gha|local|registry|s3)(,[a-z_-]+=[A-Za-z0-9_.:/@+-]+)*$',
            maxLength: 500,
            allowed:
              'type=azblob, gha, local, registry or s3 with its attributes, such as type=registry,ref=registry.example.com/orders:cache',
            fix: 'write `type=` first and the attributes behind it, with commas and without blanks',
          },
          description:
            'Where the build takes cached layers from, in CI for instance `type=gha`. The build then runs in the builder that `docker buildx use` has chosen, which is the one that `cacheTo` has filled.',
          default: [],
          allowed:
            'type=azblob, gha, local, registry or s3 with its attributes, such as type=registry,ref=registry.example.com/orders:cache',
          fix: 'write `type=` first and the attributes behind it, with commas and without blanks',
          repeat: true,
          see: 'https://docs.docker.com/build/cache/backends/',
        },
        cacheTo: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^type=(azblob|gha|inline|local|registry|s3)(,[a-z_-]+=[A-Za-z0-9_.:/@+-]+)*$',
            maxLength: 500,
            allowed: 'type=azblob, gha, inline, local, registry or s3 with its attributes, such as type=gha,mode=max',
            fix: 'write `type=` first and the attributes behind it, with commas and without blanks',
          },
          description:
            "Where the build leaves its layers for the next one. Docker's own builder keeps them to itself unless it uses the containerd image store: create another with `docker buildx create --use`.",
          default: [],
          allowed: 'type=azblob, gha, inline, local, registry or s3 with its attributes, such as type=gha,mode=max',
          fix: 'write `type=` first and the attributes behind it, with commas and without blanks',
          repeat: true,
          see: 'https://docs.docker.com/build/cache/backends/',
        },
        pull: {
          type: 'boolean',
          description:
            "Whether each build asks the registry for a newer image behind the base's tag, instead of using the one that is there.",
          default: false,
        },
      },
      additionalProperties: false,
      description: 'How the image is built.',
      computedDefault: 'see the single values',
    },
    run: {
      type: 'object',
      properties: {
        port: {
          type: 'integer',
          description:
            'TCP port of this machine on which the container answers. It is published to the machine itself only.',
          minimum: 1,
          maximum: 65535,
          computedDefault: 'the port of the container',
        },
        envFile: {
          type: 'string',
          description:
            "File with environment variables for the container, `NAME=value` in each line, relative to the app's directory. It has to be there when the container starts, and is never part of the image.",
          pattern: '^(?!.*(^|/)\\.\\.?(/|$))[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$',
          maxLength: 200,
          allowed: "a path in the app's directory of letters, digits, `.`, `_` and `-`, such as .env",
          fix: "name a file inside the app's directory, with `/` between the parts",
          computedDefault: 'none',
        },
        init: {
          type: 'boolean',
          description:
            'Whether an init process runs as process 1 and collects orphaned children. Needed only when the application itself starts processes: the servers handle signals as process 1.',
          default: false,
        },
        network: {
          type: 'string',
          description:
            'Network that the container joins, such as that of your compose file, where it reaches the other containers by their names. It has to be there: `container-run` makes none.',
          pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*$',
          maxLength: 100,
          allowed: 'the name of a network of the engine, such as orders_default',
          fix: 'take a name from `docker network ls`',
          computedDefault: "the engine's default",
        },
        volumes: {
          type: 'array',
          items: {
            type: 'string',
            pattern:
              '^([A-Za-z0-9][A-Za-z0-9_.-]*|\\.{0,2}(/[A-Za-z0-9._@+-]+)+):(/[A-Za-z0-9._@+-]+)+(:(ro|rw|z|Z)(,[zZ])?)?$',
            maxLength: 300,
            allowed:
              'source:target with `:ro`, `:rw`, `:z` or `:Z` behind it, such as ./data:/data:ro or cache:/var/cache/orders',
            fix: 'write the source, `:` and an absolute path in the container, without blanks',
          },
          description:
            "What is mounted into the container, `source:target` or `source:target:ro`. A source that begins with `/`, `./` or `../` is a file or directory of this machine, relative to the app's directory; any other is the name of a volume. The process runs as the user of `image.user`, who has to have the right to write there.",
          default: [],
          allowed:
            'source:target with `:ro`, `:rw`, `:z` or `:Z` behind it, such as ./data:/data:ro or cache:/var/cache/orders',
          fix: 'write the source, `:` and an absolute path in the container, without blanks',
        },
        hosts: {
          type: 'array',
          items: {
            type: 'string',
            pattern:
              '^[A-Za-z0-9][A-Za-z0-9.-]*:(host-gateway|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7})$',
            maxLength: 200,
            allowed: 'name:address, the address in digits or `host-gateway`, such as db.internal:host-gateway',
            fix: 'write the name, `:` and an address such as 192.168.1.10, without a port',
          },
          description:
            'Host names that the container knows in addition to DNS, `name:address`. `host-gateway` is the address of this machine: the way to a database that runs on it outside of a container.',
          default: [],
          allowed: 'name:address, the address in digits or `host-gateway`, such as db.internal:host-gateway',
          fix: 'write the name, `:` and an address such as 192.168.1.10, without a port',
        },
        env: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[A-Za-z0-9 _.,:/@+=-]*$',
            maxLength: 1000,
            allowed: 'texts of letters, digits, blanks and `_ . , : / @ + = -`, by names of letters, digits and `_`',
            fix: 'give a value with other characters in the file of run.envFile',
          },
          description:
            'Environment variables of the container on this machine, in addition to those of the image and of `run.envFile`. The options file is read by everybody who has the repository: secrets belong in the file of `run.envFile`.',
          default: {},
          allowed: 'texts of letters, digits, blanks and `_ . , : / @ + = -`, by names of letters, digits and `_`',
          fix: 'give a value with other characters in the file of run.envFile',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
      },
      additionalProperties: false,
      description: 'How `container-run` runs the image.',
      computedDefault: 'see the single values',
    },
    push: {
      type: 'object',
      properties: {
        target: {
          type: 'string',
          enum: ['registry', 'lambda'],
          description:
            'What will run the image. `lambda` is AWS Lambda, which takes a single image for one platform and rejects an index: attestations and several platforms are refused for it.',
          default: 'registry',
          see: 'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
        },
        sbom: {
          type: 'boolean',
          description:
            "Whether a software bill of materials is attached, as SPDX. Docker's own builder refuses that unless it uses the containerd image store: create another with `docker buildx create --use`. The generator is an image of its own, which the builder pulls.",
          default: false,
          see: 'https://docs.docker.com/build/metadata/attestations/sbom/',
        },
        provenance: {
          type: 'string',
          enum: ['none', 'min', 'max'],
          description:
            'How much is attached about how the image was built, as SLSA provenance. `max` tells build arguments too. For the builder the same holds as for `push.sbom`.',
          default: 'none',
          see: 'https://docs.docker.com/build/metadata/attestations/slsa-provenance/',
        },
      },
      additionalProperties: false,
      description: 'What `container-push` sends.',
      computedDefault: 'see the single values',
    },
    scan: {
      type: 'object',
      properties: {
        scanner: {
          type: 'string',
          enum: ['trivy', 'grype', 'scout'],
          description: 'Scanner to use. It has to be installed: nothing is downloaded for it.',
          computedDefault: 'the first of trivy, grype and scout that is installed',
        },
        failOn: {
          type: 'string',
          enum: ['low', 'medium', 'high', 'critical'],
          description: 'Lowest severity of a vulnerability that fails the scan.',
          default: 'high',
        },
      },
      additionalProperties: false,
      description: 'How `container-scan` scans.',
      computedDefault: 'see the single values',
    },
    resources: {
      type: 'object',
      properties: {
        memory: {
          type: 'integer',
          description:
            'Memory in MiB (1,048,576 bytes), after which the container is killed. Kubernetes also reserves it.',
          minimum: 64,
          maximum: 1048576,
          fix: 'give a number of MiB: 512 is half of a GiB',
          computedDefault: '256 for each worker',
        },
        cpu: {
          type: 'integer',
          description:
            'CPUs in thousandths, at which the container is slowed down. One Python process uses about one CPU at most, so that the default costs nothing; with half of it the slowest requests take six times as long. Compose and Swarm start no container on a machine with fewer CPUs than this: with several workers they have no limit, unless you set one here.',
          minimum: 100,
          maximum: 64000,
          fix: 'give thousandths of a CPU: 1000 is a whole one',
          computedDefault: '1000 for each worker; none under Compose and Swarm with several workers',
        },
        tmp: {
          type: 'integer',
          description:
            'Size in MiB of `/tmp`, the one directory that can be written to. It is held in memory under Compose and Swarm.',
          default: 64,
          minimum: 1,
          maximum: 65536,
        },
        pids: {
          type: 'integer',
          description:
            'Processes and threads at most, under Compose and Swarm. Routes that are no coroutines run in up to 40 threads of each worker.',
          minimum: 50,
          maximum: 100000,
          computedDefault: '100 for each worker',
        },
      },
      additionalProperties: false,
      description: 'What the container may take of a machine, wherever an orchestrator runs it.',
      computedDefault: 'see the single values',
    },
    secrets: {
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[a-z]([a-z0-9_]*[a-z0-9])?$',
        maxLength: 60,
        allowed: 'names in lower case, such as database_password',
        fix: 'name the secret here, and give its value where the app runs',
      },
      description:
        'Names of the secrets that the app needs. Each is a file of that name in `/run/secrets/app`, wherever an orchestrator runs the app: pydantic-settings reads them with `secrets_dir`. Their values are in no options file.',
      default: [],
      allowed: 'names in lower case, such as database_password',
      fix: 'name the secret here, and give its value where the app runs',
    },
    migration: {
      type: 'object',
      properties: {
        command: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[^\\u0000-\\u001f\\u007f]+$',
            maxLength: 500,
            allowed: 'words without control characters, such as alembic, upgrade, head',
            fix: 'give each word of the command as an item of its own',
          },
          description:
            'Command that is run once in the image before the app starts, a word each, such as `["alembic", "upgrade", "head"]`. It is a service of its own under Compose, and a Job under Kubernetes. It has to do no harm when it is run again.',
          default: [],
          allowed: 'words without control characters, such as alembic, upgrade, head',
          fix: 'give each word of the command as an item of its own',
          repeat: true,
          words: true,
        },
        timeout: {
          type: 'integer',
          description: 'Seconds after which a migration counts as failed under Kubernetes.',
          default: 300,
          minimum: 1,
          maximum: 86400,
        },
      },
      additionalProperties: false,
      description: 'What has to be done once before a new version of the app starts.',
      computedDefault: 'see the single values',
    },
    debugPort: {
      type: 'integer',
      description:
        'TCP port of this machine at which editors attach to the app that the task `debug` serves: of the machine itself only, since whoever reaches it can run any code. The image never has it.',
      default: 5678,
      minimum: 1024,
      maximum: 65535,
      fix: 'take another port, and name it where your editor attaches',
    },
    openapi: {
      type: 'object',
      properties: {
        env: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[^\\u0000-\\u001f\\u007f]*$',
            maxLength: 2000,
            allowed: 'texts in one line, by names of letters, digits and `_`',
            fix: 'give each variable a name such as APP_REGION and a text of one line',
          },
          description:
            'Environment variables with which the application is imported for it. It sees no others: what a machine happens to have would change the file. They are in the repository, so any value that lets the application start will do for a secret.',
          default: {},
          allowed: 'texts in one line, by names of letters, digits and `_`',
          fix: 'give each variable a name such as APP_REGION and a text of one line',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
      },
      additionalProperties: false,
      description: 'How `openapi.json`, the contract with clients, is made.',
      computedDefault: 'see the single values',
    },
    compose: {
      type: 'object',
      properties: {
        bind: {
          type: 'string',
          description: "Address of this machine at which the app's port is published.",
          default: '127.0.0.1',
          pattern: '^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7})$',
          maxLength: 45,
          allowed: 'an IP address, such as 127.0.0.1',
          fix: 'write the address in digits; 0.0.0.0 opens the port to every network of the machine',
        },
        development: {
          type: 'string',
          enum: ['mount', 'watch', 'none'],
          description:
            'How changes of the source reach the container of `compose-dev`: `mount` shows it the source read-only, and keeps the rest as in production; `watch` copies each change, for engines that see no changes in mounts, and needs a root that can be written to; `none` makes no `compose.dev.yaml`.',
          default: 'mount',
        },
        postgres: {
          type: 'object',
          properties: {
            image: {
              type: 'string',
              description: 'Image, in place of the one that is known to work.',
              pattern: '^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$',
              maxLength: 255,
              allowed: 'the reference of an image, such as postgres:17-alpine',
              fix: 'write registry, name, and tag or digest',
              computedDefault: 'the official image, by digest; of another service it has to be given',
            },
            user: {
              type: 'integer',
              description:
                "Number of the user that the image's process runs as. With it the service starts without any rights to lose; an image of yours without it starts as the image says, and keeps the rights that its start may need.",
              minimum: 1,
              maximum: 4294967294,
              computedDefault: 'that of the known image',
            },
            memory: {
              type: 'integer',
              description: 'Memory in MiB (1,048,576 bytes), after which the container is killed and starts again.',
              minimum: 16,
              maximum: 1048576,
              fix: 'give a number of MiB: 512 is half of a GiB',
              computedDefault: '256 of Redis, 512 of every other service',
            },
            cpu: {
              type: 'integer',
              description: 'CPUs in thousandths, at which the container is slowed down.',
              default: 1000,
              minimum: 100,
              maximum: 64000,
              fix: 'give thousandths of a CPU: 1000 is a whole one',
            },
            pids: {
              type: 'integer',
              description:
                'Processes and threads at most. PostgreSQL has a process for each connection, of which it takes 100, or `sql.maxConnections`.',
              minimum: 10,
              maximum: 100000,
              computedDefault: '200; of PostgreSQL, 100 more than it takes connections',
            },
          },
          additionalProperties: false,
          description:
            'PostgreSQL beside the app. The group switches it on, also when it is empty. The app reaches it as `postgres:5432`, with the user and the database `app` and the password in the file `/run/secrets/app/database_password`. With `database` it is there by itself, unless `run.env` or `secrets` say that it is elsewhere.',
          group: true,
          computedDefault: 'none',
        },
        redis: {
          type: 'object',
          properties: {
            image: {
              type: 'string',
              description: 'Image, in place of the one that is known to work.',
              pattern: '^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$',
              maxLength: 255,
              allowed: 'the reference of an image, such as postgres:17-alpine',
              fix: 'write registry, name, and tag or digest',
              computedDefault: 'the official image, by digest; of another service it has to be given',
            },
            user: {
              type: 'integer',
              description:
                "Number of the user that the image's process runs as. With it the service starts without any rights to lose; an image of yours without it starts as the image says, and keeps the rights that its start may need.",
              minimum: 1,
              maximum: 4294967294,
              computedDefault: 'that of the known image',
            },
            memory: {
              type: 'integer',
              description: 'Memory in MiB (1,048,576 bytes), after which the container is killed and starts again.',
              minimum: 16,
              maximum: 1048576,
              fix: 'give a number of MiB: 512 is half of a GiB',
              computedDefault: '256 of Redis, 512 of every other service',
            },
            cpu: {
              type: 'integer',
              description: 'CPUs in thousandths, at which the container is slowed down.',
              default: 1000,
              minimum: 100,
              maximum: 64000,
              fix: 'give thousandths of a CPU: 1000 is a whole one',
            },
            pids: {
              type: 'integer',
              description:
                'Processes and threads at most. PostgreSQL has a process for each connection, of which it takes 100, or `sql.maxConnections`.',
              minimum: 10,
              maximum: 100000,
              computedDefault: '200; of PostgreSQL, 100 more than it takes connections',
            },
            persistent: {
              type: 'boolean',
              description:
                'What it holds stays: each change is appended to a file in a volume, so that one that is killed has lost a second at most. Half of its memory is for data, and what comes then is refused. With `false` it is a cache: it keeps nothing, has no volume, and forgets what was not used for longest when three quarters of its memory are full. With `cache` it has to be said which of both it is.',
              default: true,
            },
          },
          additionalProperties: false,
          description:
            'Redis beside the app. The group switches it on, also when it is empty. The app reaches it as `redis:6379`. With `cache` it is there by itself, as one that forgets, unless `run.env` or `secrets` say that it is elsewhere.',
          group: true,
          computedDefault: 'none',
        },
        services: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: {
              image: {
                type: 'string',
                description: 'Image, in place of the one that is known to work.',
                pattern: '^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$',
                maxLength: 255,
                allowed: 'the reference of an image, such as postgres:17-alpine',
                fix: 'write registry, name, and tag or digest',
                computedDefault: 'the official image, by digest; of another service it has to be given',
              },
              user: {
                type: 'integer',
                description:
                  "Number of the user that the image's process runs as. With it the service starts without any rights to lose; an image of yours without it starts as the image says, and keeps the rights that its start may need.",
                minimum: 1,
                maximum: 4294967294,
                computedDefault: 'that of the known image',
              },
              memory: {
                type: 'integer',
                description: 'Memory in MiB (1,048,576 bytes), after which the container is killed and starts again.',
                minimum: 16,
                maximum: 1048576,
                fix: 'give a number of MiB: 512 is half of a GiB',
                computedDefault: '256 of Redis, 512 of every other service',
              },
              cpu: {
                type: 'integer',
                description: 'CPUs in thousandths, at which the container is slowed down.',
                default: 1000,
                minimum: 100,
                maximum: 64000,
                fix: 'give thousandths of a CPU: 1000 is a whole one',
              },
              pids: {
                type: 'integer',
                description:
                  'Processes and threads at most. PostgreSQL has a process for each connection, of which it takes 100, or `sql.maxConnections`.',
                minimum: 10,
                maximum: 100000,
                computedDefault: '200; of PostgreSQL, 100 more than it takes connections',
              },
              env: {
                type: 'object',
                additionalProperties: {
                  type: 'string',
                  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
                  maxLength: 1000,
                  allowed: 'texts in one line, by names of letters, digits and `_`',
                  fix: 'give the value in one line',
                },
                description:
                  'Environment variables. The options file is read by everybody who has the repository: they are no place for secrets.',
                default: {},
                allowed: 'texts in one line, by names of letters, digits and `_`',
                fix: 'give the value in one line',
                propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
              },
              command: {
                type: 'array',
                items: {
                  type: 'string',
                  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
                  maxLength: 500,
                  allowed: 'words of a command',
                  fix: 'give each word of the command as an item of its own',
                },
                description: "Command in place of the image's own, a word each.",
                default: [],
                allowed: 'words of a command',
                fix: 'give each word of the command as an item of its own',
                words: true,
              },
              check: {
                type: 'array',
                items: {
                  type: 'string',
                  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
                  maxLength: 500,
                  allowed: 'words of a command, such as redis-cli, ping',
                  fix: 'give each word of the command as an item of its own',
                },
                description:
                  'Command in the container that succeeds once the service can be used, a word each: the app starts after it.',
                allowed: 'words of a command, such as redis-cli, ping',
                fix: 'give each word of the command as an item of its own',
                words: true,
                computedDefault: "the image's own health check, if it has one: without one nothing waits",
              },
              data: {
                type: 'string',
                description: 'Absolute path of the directory that is kept in a volume of its own.',
                pattern: '^(/[A-Za-z0-9._@+-]+)+$',
                maxLength: 200,
                allowed: 'an absolute path, such as /data',
                fix: 'start it with `/` and end it without one',
                computedDefault: 'none: nothing is kept',
              },
              writable: {
                type: 'array',
                items: {
                  type: 'string',
                  pattern: '^(/[A-Za-z0-9._@+-]+)+$',
                  maxLength: 200,
                  allowed: 'absolute paths, such as /tmp',
                  fix: 'start each with `/` and end it without one',
                },
                description:
                  'Absolute paths of the directories that can be written to, in memory. With it, an empty list too, the rest of the file system cannot be written to.',
                allowed: 'absolute paths, such as /tmp',
                fix: 'start each with `/` and end it without one',
                computedDefault: 'everything can be written to',
              },
            },
            additionalProperties: false,
            description: 'Any service beside the app in its compose file.',
            allowed: 'services by names in lower case, such as {"mail": {"image": "axllent/mailpit:v1.27"}}',
            fix: 'write a name of lower case letters, digits and hyphens, and behind it an object with an image',
          },
          description: 'Other services beside the app, by the names under which it reaches them.',
          default: {},
          allowed: 'services by names in lower case, such as {"mail": {"image": "axllent/mailpit:v1.27"}}',
          fix: 'write a name of lower case letters, digits and hyphens, and behind it an object with an image',
          propertyNames: { pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$', maxLength: 40 },
        },
      },
      additionalProperties: false,
      description:
        '`compose.yaml`, with which the app runs on one machine beside what it needs. The group switches it on, also when it is empty.',
      group: true,
      computedDefault: 'none',
    },
    swarm: {
      type: 'object',
      properties: {
        replicas: { type: 'integer', description: 'Containers of the app.', default: 2, minimum: 1, maximum: 1000 },
        endpoint: {
          type: 'string',
          enum: ['vip', 'dnsrr'],
          description:
            'How other services find the replicas: `vip` at one address, or `dnsrr` at an address each. Only with `vip` is a port published.',
          default: 'vip',
        },
        port: {
          type: 'integer',
          description: 'Port that every machine of the swarm opens for the app.',
          minimum: 1,
          maximum: 65535,
          computedDefault: 'that of the container',
        },
        env: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[^\\u0000-\\u001f\\u007f]*$',
            maxLength: 1000,
            allowed: 'texts in one line, by names of letters, digits and `_`',
            fix: 'give the value in one line',
          },
          description: 'Environment variables of the container there. They are no place for secrets: see `secrets`.',
          default: {},
          allowed: 'texts in one line, by names of letters, digits and `_`',
          fix: 'give the value in one line',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
      },
      additionalProperties: false,
      description:
        '`compose.swarm.yaml`, with which Docker Swarm runs the app. The group switches it on, also when it is empty.',
      group: true,
      computedDefault: 'none',
    },
    kubernetes: {
      type: 'object',
      properties: {
        replicas: {
          type: 'integer',
          description: 'Pods of the app, while nothing scales it.',
          default: 2,
          minimum: 1,
          maximum: 1000,
        },
        autoscaling: {
          type: 'object',
          properties: {
            min: { type: 'integer', description: 'Pods at least.', default: 2, minimum: 1, maximum: 1000 },
            max: { type: 'integer', description: 'Pods at most.', default: 10, minimum: 1, maximum: 1000 },
            cpu: {
              type: 'integer',
              description:
                'Percentage of the CPU that is asked for, `kubernetes.requestCpu`, above which pods are added.',
              default: 70,
              minimum: 1,
              maximum: 100,
            },
          },
          additionalProperties: false,
          description:
            'A HorizontalPodAutoscaler, which decides about the number of pods. The group switches it on, also when it is empty.',
          group: true,
          computedDefault: 'none',
        },
        requestCpu: {
          type: 'integer',
          description: 'CPU in thousandths that is reserved for each pod.',
          minimum: 1,
          maximum: 64000,
          fix: 'give thousandths of a CPU: 1000 is a whole one',
          computedDefault: '100, or 500 with `kubernetes.autoscaling`',
        },
        requestMemory: {
          type: 'integer',
          description:
            'Memory in MiB that is reserved for each pod. Less than `resources.memory` lets more pods on a machine, and lets the machine choose which it kills when they all need it.',
          minimum: 16,
          maximum: 1048576,
          fix: 'give a number of MiB: 512 is half of a GiB',
          computedDefault: '`resources.memory`',
        },
        servicePort: { type: 'integer', description: 'Port of the Service.', default: 80, minimum: 1, maximum: 65535 },
        env: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[^\\u0000-\\u001f\\u007f]*$',
            maxLength: 1000,
            allowed: 'texts in one line, by names of letters, digits and `_`',
            fix: 'give the value in one line',
          },
          description:
            'Environment variables of the container there. They are no place for secrets: see `secrets`. A ConfigMap with the name of the app, if an overlay makes one, is read besides.',
          default: {},
          allowed: 'texts in one line, by names of letters, digits and `_`',
          fix: 'give the value in one line',
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 200 },
        },
        route: {
          type: 'object',
          properties: {
            kind: {
              type: 'string',
              enum: ['httpRoute', 'ingress'],
              description: '`httpRoute` of the Gateway API, or the older `ingress`.',
              default: 'httpRoute',
            },
            host: {
              type: 'string',
              description: 'Host name at which the app is asked.',
              pattern: '^(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
              maxLength: 253,
              allowed: 'a host name in lower case, such as orders.example.com; its first label may be `*`',
              fix: 'write the name alone, without scheme, port and path',
              computedDefault: 'none: it has to be given',
            },
            path: {
              type: 'string',
              description: "Path below which requests are the app's.",
              pattern: '^(/|(/[A-Za-z0-9._~-]+)+)$',
              maxLength: 200,
              allowed: 'an absolute path, such as /orders',
              fix: 'start it with `/` and end it without one',
              computedDefault: '`rootPath`, or `/`',
            },
            gateway: {
              type: 'string',
              description:
                'Name of the Gateway, with its namespace before a `/` where that is another. For `httpRoute`.',
              pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$',
              maxLength: 300,
              allowed: 'a name, such as public, or namespace/name, such as gateways/public',
              fix: 'take a name from `kubectl get gateways --all-namespaces`',
              computedDefault: 'none: an `httpRoute` has to name it',
            },
            ingressClass: {
              type: 'string',
              description: 'Name of the ingress class. For `ingress`.',
              pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
              maxLength: 253,
              allowed: 'the name of a class, such as nginx',
              fix: 'take a name from `kubectl get ingressclasses`',
              computedDefault: "the cluster's default class",
            },
            tlsSecret: {
              type: 'string',
              description:
                "Name of the Secret with the certificate. For `ingress`: with `httpRoute` it is the Gateway's.",
              pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
              maxLength: 253,
              allowed: 'the name of a Secret of type kubernetes.io/tls',
              fix: 'take a name from `kubectl get secrets`',
              computedDefault: 'none: no TLS',
            },
          },
          additionalProperties: false,
          description: 'The way from outside of the cluster to the app. The group switches it on.',
          group: true,
          computedDefault: 'none: the app is reached within the cluster',
        },
        networkPolicy: {
          type: 'string',
          enum: ['ingress', 'none'],
          description:
            "A NetworkPolicy that lets connections in at the app's port alone, or `none`. Whether it is enforced is up to the network of the cluster.",
          default: 'ingress',
        },
        user: {
          type: 'string',
          enum: ['image', 'platform'],
          description: 'Who decides the numbers of user and group: the `image`, or the `platform`, as OpenShift does.',
          default: 'image',
        },
        pullSecret: {
          type: 'string',
          description: 'Name of the Secret with which images are pulled.',
          pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
          maxLength: 253,
          allowed: 'the name of a Secret of type kubernetes.io/dockerconfigjson',
          fix: 'take a name from `kubectl get secrets`',
          computedDefault: 'none',
        },
        priorityClass: {
          type: 'string',
          description: 'Name of the priority class of the pods.',
          pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
          maxLength: 253,
          allowed: 'the name of a class',
          fix: 'take a name from `kubectl get priorityclasses`',
          computedDefault: "the cluster's default",
        },
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$',
            maxLength: 63,
            allowed: 'values of at most 63 letters, digits and `._-`, by names such as team or example.com/team',
            fix: 'begin and end with a letter or digit; what else is to be said is an annotation',
          },
          description: 'Labels of all objects and of the pods, besides their own. They are in no selector.',
          default: {},
          allowed: 'values of at most 63 letters, digits and `._-`, by names such as team or example.com/team',
          fix: 'begin and end with a letter or digit; what else is to be said is an annotation',
          propertyNames: {
            pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
            maxLength: 253,
          },
        },
        annotations: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$',
            maxLength: 10000,
            allowed: 'texts in one line, by names such as example.com/contact',
            fix: 'begin and end the name with a letter or digit',
          },
          description: 'Annotations of the pods.',
          default: {},
          allowed: 'texts in one line, by names such as example.com/contact',
          fix: 'begin and end the name with a letter or digit',
          propertyNames: {
            pattern: '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
            maxLength: 253,
          },
        },
        metricsPath: {
          type: 'string',
          description:
            'Path of the metrics that a ServiceMonitor has scraped. The cluster has to have the operator of Prometheus.',
          pattern: '^(/[A-Za-z0-9._~-]+)+$',
          maxLength: 200,
          allowed: 'an absolute path, such as /metrics',
          fix: 'start it with `/` and end it without one',
          computedDefault: 'none: no ServiceMonitor',
        },
      },
      additionalProperties: false,
      description:
        '`kubernetes/base`, with which Kubernetes runs the app, and a first overlay. The group switches it on, also when it is empty.',
      group: true,
      computedDefault: 'none',
    },
    own: {
      type: 'array',
      items: { type: 'string' },
      description:
        "Managed files that you have taken over, as paths in the app's directory, such as `Dockerfile`: they are never written again, and `check` reports without failing how they differ from what would be generated. With `requirements.txt` among them no block is written into it: you are told the lines that it lacks for the image.",
      default: [],
    },
    born: {
      type: 'array',
      items: {
        type: 'string',
        enum: ['app', 'kubernetes', 'database', 'migrations'],
        description:
          'Groups of first versions that you own. Each is written in the run that first switches it on, and never again.',
      },
      description:
        'What was written once and is yours since. It is recorded here, so that what you delete stays deleted. Take an entry out, and the next run writes those files again wherever there are none.',
      computedDefault: 'nothing: the next run writes the application',
    },
  },
};
