/** File that holds the options of an app; its presence makes a directory an app. */
export const OPTIONS_FILE = 'fastapi-container.json';

/** Where a package manager installs the schema, relative to the root of the workspace. */
export const INSTALLED_SCHEMA = 'node_modules/fastapi-container/schema.json';

/**
 * Which generation of output the managed files follow: major and minor of the package version. A newer package
 * whose output differs is told apart from a hand edit by it.
 */
export const OUTPUT_VERSION = '0.1';

/** Managed Python module that carries the options which the application itself needs. */
export const CONTAINER_MODULE = '_container.py';

/** The paths and ids inside the image. */
export const IMAGE_LAYOUT = {
  venv: '/opt/venv',
  workdir: '/app',
  uid: 10001,
} as const;

/** Seconds that Docker and Compose give a container between SIGTERM and SIGKILL, unless told otherwise. */
export const STOP_GRACE_SECONDS = 10;

/** Seconds that a server waits for requests in flight: below the grace time, so that the lifespan shutdown still runs. */
export const GRACEFUL_STOP_SECONDS = STOP_GRACE_SECONDS - 2;

/** Directory of the local virtual environment, relative to the app. */
export const LOCAL_VENV = '.venv';
