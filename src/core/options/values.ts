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

/** Where the documentation pages have their scripts from. */
export type DocumentationPages = 'cdn' | 'bundled' | 'none';

/** What the application keeps for a while, and may lose. */
export type CacheKind = 'none' | 'redis';

/** Relational databases that an application may use. */
export type Database = 'none' | 'sqlite' | 'postgres';

/** Packages that speak with PostgreSQL. */
export type SqlDriver = 'psycopg' | 'asyncpg';

/** What stands between the application and PostgreSQL. */
export type Pooler = 'none' | 'transaction';

/** What the readiness route may ask whether it answers: names of modules of the managed package. */
export type RequiredService = 'database' | 'cache';

/** Log levels that every server understands. */
export type LogLevel = 'critical' | 'error' | 'warning' | 'info' | 'debug';

/** How the server and the application write what they log. */
export type LogFormat = 'text' | 'json';

/** How numbers about requests are told. */
export type MetricsFormat = 'none' | 'prometheus';

/** Where traces go: nowhere, or to what takes the protocol of OpenTelemetry. */
export type TelemetryProtocol = 'none' | 'otlp';

/** Tools that install the Python dependencies in the image. */
export type Installer = 'pip' | 'uv';

/** Where an app says which packages it needs. */
export type DependencySource = 'requirements' | 'uv';

/** Families of base images. All but `slim` have neither a shell nor a package manager. */
export type ImageVariant = 'slim' | 'distroless' | 'dhi' | 'chainguard';

/** What the image has bytecode of: of the application and the packages, or of the packages alone. */
export type ImageBytecode = 'application' | 'packages';

/** Container engines. */
export type Engine = 'docker' | 'podman';

/** Scanners for known vulnerabilities; `scout` is Docker Scout, a plugin of the docker program. */
export type Scanner = 'trivy' | 'grype' | 'scout';

/** Severities of a vulnerability. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** What runs an image that was pushed. */
export type PushTarget = 'registry' | 'lambda';

/** How much is told about a build. */
export type Provenance = 'none' | 'min' | 'max';

/** Tools that can be the writer of an options file. */
export type Manager = 'projen';

/** Groups of first versions that you own. Each is written in the run that first switches it on, and never again. */
export type SeedGroup = 'app' | 'kubernetes' | 'database' | 'migrations';

/** Services that run pipelines. */
export type CiService = 'none' | 'github' | 'gitlab';

/** Where the pipeline keeps the layers of a build. */
export type PipelineCache = 'registry' | 'none';

/** What the pipeline does with an image that it has pushed. */
export type PipelineDeployment = 'none' | 'kubernetes' | 'pull-request';

/** What the tag says that the pipeline gives to an image. */
export type TagScheme = 'commit' | 'date-commit' | 'branch';

/** Editors that are set up in the container in which people develop. */
export type DevcontainerEditor = 'none' | 'vscode';
