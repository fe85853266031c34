/** File that holds the options of an app; its presence makes a directory an app. */
export const OPTIONS_FILE = 'fastapi-container.json';

/** Where a package manager installs the schema, relative to the root of the workspace. */
export const INSTALLED_SCHEMA = 'node_modules/fastapi-container/schema.json';

/** File that holds what is the same for a whole workspace; it lies at the root. */
export const WORKSPACE_FILE = 'fastapi-container.workspace.json';

/** Where a package manager installs the schema of that file, relative to the root of the workspace. */
export const INSTALLED_WORKSPACE_SCHEMA = 'node_modules/fastapi-container/workspace.schema.json';

/**
 * Which generation of output the managed files follow: major and minor of the package version. A newer package
 * whose output differs is told apart from a hand edit by it.
 */
export const OUTPUT_VERSION = '0.2';

/** Managed Python package inside that of the application: what the options have to do with it, and what the image runs. */
export const CONTAINER_PACKAGE = '_container';

/** What 0.1 had in its place: two modules. */
export const FORMER_MODULES = { container: '_container.py', launcher: '_serve.py' } as const;

/** The paths and ids inside the image. */
export const IMAGE_LAYOUT = {
  venv: '/opt/venv',
  /** Of the builder only. */
  uv: '/opt/uv',
  workdir: '/app',
  uid: 10001,
  /** All that the running process may write to, and its home. */
  writable: '/tmp',
  /** A file for each secret, wherever an orchestrator runs the image. */
  secrets: '/run/secrets/app',
  /** Name of the user, who has no entry in /etc/passwd. */
  userName: 'app',
} as const;

/** What the image is built from. */
export const DOCKERFILE = 'Dockerfile';

/** What of the app's directory the build gets. */
export const IGNORE_FILE = '.dockerignore';

/** How the app runs on one machine beside what it needs. */
export const COMPOSE_FILE = 'compose.yaml';

/** Other names of a compose file: Compose takes the first one that there is, `compose.yaml` before all others. */
export const OTHER_COMPOSE_FILES = ['compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The pipeline of GitHub. */
export const GITHUB_WORKFLOW = '.github/workflows/containers.yml';

/** The pipeline of GitLab. */
export const GITLAB_PIPELINE = '.gitlab-ci.yml';

/** The container in which people develop, and what runs beside it. */
export const DEVCONTAINER_FILE = '.devcontainer/devcontainer.json';
export const DEVCONTAINER_COMPOSE_FILE = '.devcontainer/compose.yaml';

/** What is different about that while the app is developed. */
export const COMPOSE_DEVELOPMENT_FILE = 'compose.dev.yaml';

/** The file of the user's own that Compose reads after those of the app. */
export const COMPOSE_OVERRIDE_FILES = ['compose.override.yaml', 'compose.override.yml'] as const;

/** How Docker Swarm runs the app. */
export const SWARM_FILE = 'compose.swarm.yaml';

/** Directory of what Kubernetes is told. */
export const KUBERNETES_DIRECTORY = 'kubernetes';

/** Directory of the values of secrets on a developer's machine, which Git ignores. */
export const SECRETS_DIRECTORY = 'secrets';

/** What a person asks for: the requirements of the image. */
export const REQUIREMENTS_FILE = 'requirements.txt';

/** What a developer needs besides: test, lint and type checking tools. */
export const REQUIREMENTS_DEV_FILE = 'requirements-dev.txt';

/** What that came to when it was locked: exact versions with the hashes of their files. */
export const LOCK_FILE = 'requirements.lock';

/** What a Python project says about itself, among it what it needs. */
export const PYPROJECT_FILE = 'pyproject.toml';

/** What uv makes of that: the versions of a project, or of all members of a workspace. */
export const UV_LOCK_FILE = 'uv.lock';

/** What clients of the app are made from: its routes and what they take and give. */
export const CONTRACT_FILE = 'openapi.json';

/** Directory of the local virtual environment, relative to the app. */
export const LOCAL_VENV = '.venv';

/**
 * Directory of the programs in it, relative to the app. The same for everybody: it stands in files that are committed, and
 * Windows is supported through WSL only.
 */
export const VENV_PROGRAMS = `${LOCAL_VENV}/bin`;
