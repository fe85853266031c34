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
      allowed: 'letters, digits, `.`, `_` and `-`, at most 40 characters, with an optional scope such as `@acme/`',
      fix: 'choose a name that starts with a letter, such as orders-api',
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
    },
    server: {
      type: 'string',
      enum: ['uvicorn', 'fastapi', 'gunicorn', 'hypercorn', 'granian'],
      description: 'ASGI server that runs the application; `fastapi` is `fastapi run`.',
      default: 'uvicorn',
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
    },
    app: {
      type: 'string',
      description:
        'Import string of the ASGI application, `module:attribute`. With `()` at the end the attribute is an application factory that the server calls.',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*:[A-Za-z_][A-Za-z0-9_]*(\\(\\))?$',
      maxLength: 80,
      allowed: 'module:attribute, such as orders.main:app, or a factory such as orders.main:create_app()',
      fix: 'name the module with dots, then `:` and the attribute; no path, no `.py`',
      computedDefault: "`<package>.main:app`, where the package is the app's name as a Python identifier",
    },
    port: {
      type: 'integer',
      description: 'TCP port that the server listens on, in the container and in the local targets.',
      default: 8000,
      minimum: 1024,
      maximum: 65535,
      fix: 'a process without privileges cannot bind ports below 1024: keep a high port here and publish it as you like, for example `docker run --publish 80:8000`',
    },
    rootPath: {
      type: 'string',
      description: 'Path prefix that a reverse proxy strips before it forwards a request (the ASGI `root_path`).',
      pattern: '^(/[A-Za-z0-9._~-]+)+$',
      maxLength: 60,
      allowed: 'an absolute URL path without trailing slash, such as /api, at most 60 characters',
      fix: 'start it with `/` and end it without one; leave the option out for no prefix',
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
      description: 'Least severe level that the server logs.',
      default: 'info',
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
            "Seconds that requests in flight may take to end when the container is stopped. Must be below `timeouts.stop`, so that the lifespan's shutdown still runs.",
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
            'Most by which `limits.maxRequests` is raised at random, so that workers are not replaced all at once.',
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
        'Whether the image installs from `requirements.lock`: exact versions, each file checked against its hash, wheels only. The `lock` task makes the file, and turns this option on.',
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
            'Environment variable with the address of an index that is asked besides, and name of the build secret that it becomes.',
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
          pattern: '^(/[A-Za-z0-9._~-]+)+$',
          maxLength: 60,
          allowed:
            'an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/live',
          fix: 'start it with `/`, without query, host or trailing slash',
        },
        ready: {
          type: 'string',
          description: 'Path of the readiness route: answers 200 when the application can take traffic, 503 before.',
          default: '/health/ready',
          pattern: '^(/[A-Za-z0-9._~-]+)+$',
          maxLength: 60,
          allowed:
            'an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/ready',
          fix: 'start it with `/`, without query, host or trailing slash',
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
          computedDefault: "the app's name, with `/` turned into `-`",
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
          pattern: '^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*(@sha256:[a-f0-9]{64})?$',
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
            'Base image of the stage that installs the packages. It needs a shell, pip and the same Python as the final one, on a system that is no newer.',
          pattern: '^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*(@sha256:[a-f0-9]{64})?$',
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
          propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
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
            'Labels of the image, besides those that follow from the options: title, base, time and revision.',
          default: {},
          allowed:
            'texts without line breaks and control characters, by keys such as org.opencontainers.image.description or com.example.team',
          fix: 'write keys in lower case letters and digits, joined by single `.` or `-`',
          see: 'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
          propertyNames: { pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' },
        },
        files: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*(/[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)*$',
            maxLength: 200,
            allowed:
              "paths below the app's directory, such as alembic.ini or migrations, of letters, digits and `._+@-`",
            fix: "give the path relative to the app's directory, with `/`, without `..` and without hidden files",
          },
          description:
            'Further files and directories to copy into the image, besides the source, such as migrations or templates that lie beside it. They lie in the same places below the work directory.',
          default: [],
          allowed: "paths below the app's directory, such as alembic.ini or migrations, of letters, digits and `._+@-`",
          fix: "give the path relative to the app's directory, with `/`, without `..` and without hidden files",
        },
        extra: {
          type: 'object',
          properties: {
            builder: {
              type: 'array',
              items: {
                type: 'string',
                pattern:
                  '^[A-Z]+ [^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]*$',
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
                  '^[A-Z]+ [^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]*$',
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
          description: 'Further Dockerfile lines. What an option can say belongs into the option.',
          computedDefault: 'none',
        },
        check: {
          type: 'boolean',
          description:
            'Whether each build imports the application in the finished image, and fails if it cannot. Without it that is a target of its own, `docker build --target check .`: a rebuild after a code change takes 2.7 times as long with it.',
          default: false,
        },
        bytecode: {
          type: 'string',
          enum: ['application', 'packages'],
          description:
            'What bytecode is baked in. The application starts faster from it, and its user cannot write any. With that of the application a rebuild after a code change takes 1.2 to 1.4 times as long as with the Dockerfile of tutorials, which is a tenth of a second or two; without it 0.9 times, and each start compiles the application again.',
          default: 'application',
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
          description: 'Least severity of a vulnerability that fails the scan.',
          default: 'high',
        },
      },
      additionalProperties: false,
      description: 'How `container-scan` scans.',
      computedDefault: 'see the single values',
    },
    own: {
      type: 'array',
      items: { type: 'string' },
      description:
        "Managed files that you have taken over, as paths in the app's directory, such as `Dockerfile`: they are never written again, and `check` reports without failing how they differ from what would be generated.",
      default: [],
    },
  },
};
