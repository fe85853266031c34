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
  /** Of the builder only. */
  uv: '/opt/uv',
  workdir: '/app',
  uid: 10001,
  /** All that the running process may write to. */
  writable: '/tmp',
} as const;

/** Managed Python module that starts the workers of servers which hide a failed start. */
export const LAUNCHER_MODULE = '_serve.py';

/** What a person asks for: the requirements of the image. */
export const REQUIREMENTS_FILE = 'requirements.txt';

/** What that came to when it was locked: exact versions with the hashes of their files. */
export const LOCK_FILE = 'requirements.lock';

/** Directory of the local virtual environment, relative to the app. */
export const LOCAL_VENV = '.venv';
