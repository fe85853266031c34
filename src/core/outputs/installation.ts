import { requirementFilesOf, type AppFacts } from '../app/facts';
import { IMAGE_LAYOUT } from '../constants';
import { folded } from '../image/quote';
import { indexSecrets } from '../dependencies/package-index';
import type { Installer } from '../options';
import { UV_REQUIREMENT } from '../python/packages';
import type { ResolvedApp } from '../app/resolved';

const { venv, uv } = IMAGE_LAYOUT;

/** Where the sources of the libraries are in the build, and to where they are installed: not to where the packages are. */
const SOURCES = '/libraries';
const INSTALLED = '/installed';

/** The RUN instructions that install packages. */
export interface Installation {
  /** Puts uv into the builder, where it is the installer. */
  readonly installer: string | undefined;
  readonly packages: string;
  readonly libraries:
    | {
        readonly collect: string;
        readonly install: string;
        /** Directory whose contents belong in the root of the image. */
        readonly root: string;
      }
    | undefined;
}

function runInstruction(mounts: readonly string[], commands: readonly string[]): string {
  const lines = [...mounts.map((mount) => `--mount=${mount}`), commands.map(folded).join(' \\\n    && ')];
  return `RUN ${lines.join(' \\\n    ')}`;
}

/** A command that talks to the package index. */
function withIndex(app: ResolvedApp, tool: Installer, mounts: readonly string[], commands: readonly string[]): string {
  const secrets = indexSecrets(app, tool);
  const secretMounts = secrets.map(({ secret, variable }) => `type=secret,id=${secret},env=${variable}`);
  // A variable that is not set where the build was started arrives as an empty secret.
  const checks = secrets.map(({ secret, variable }) => `: "\${${variable}:?comes from the build secret ${secret}}"`);
  return runInstruction(
    [`type=cache,target=/root/.cache/${tool}`, ...secretMounts, ...mounts],
    [...(app.packageIndex.required ? checks : []), ...commands],
  );
}

/** The command that installs into the virtual environment from outside. uv leaves out the bytecode unless told. */
function install(tool: Installer): string {
  return tool === 'pip'
    ? `pip --python ${venv}/bin/python install`
    : `${uv}/bin/uv pip install --python ${venv}/bin/python --link-mode copy --compile-bytecode`;
}

function packages(app: ResolvedApp, facts: AppFacts): string {
  const files = requirementFilesOf(app, facts);
  const fromSource = app.buildFromSource.map((name) => ` --no-binary ${name}`).join('');
  const locked = app.lock ? ` --require-hashes --only-binary :all:${fromSource}` : '';
  return withIndex(
    app,
    app.installer,
    files.map((file) => `type=bind,source=${file},target=/tmp/${file}`),
    [
      `python3 -m venv --without-pip ${venv}`,
      `${install(app.installer)}${locked} --requirement /tmp/${files[0] ?? ''}`,
      // What uv keeps other processes out with.
      ...(app.installer === 'uv' ? [`rm -f ${venv}/.lock`] : []),
    ],
  );
}

/** What tools leave behind in a directory with Python sources. */
const LEFTOVERS = ['__pycache__', '*.egg-info', '.venv', '.*_cache', 'node_modules'];

function libraries(app: ResolvedApp): Installation['libraries'] {
  const directories = app.libraries.map(({ context }) => `${SOURCES}/${context}`);
  if (directories.length === 0) return undefined;
  const names = LEFTOVERS.map((name) => `-name '${name}'`).join(' -o ');
  // uv knows a directory by the time of its pyproject.toml: without --refresh it would install what it once built of it.
  const again = app.installer === 'uv' ? ' --refresh' : '';
  const check =
    app.installer === 'uv'
      ? `${uv}/bin/uv pip check --python ${venv}/bin/python`
      : `pip --python ${venv}/bin/python check`;
  return {
    collect: runInstruction(
      app.libraries.map(({ context }) => `type=bind,from=${context},target=/mnt/${context}`),
      [`cp -r /mnt ${SOURCES}`, `find ${SOURCES} -depth \\( ${names} \\) -exec rm -r {} +`],
    ),
    install: withIndex(
      app,
      app.installer,
      [`type=bind,from=libraries,source=${SOURCES},target=${SOURCES},rw`],
      [
        `${install(app.installer)}${again} --no-deps --prefix ${INSTALLED}${venv} ${directories.join(' ')}`,
        `cp -r ${INSTALLED}/. /`,
        check,
      ],
    ),
    root: INSTALLED,
  };
}

/** How the packages and libraries of an app get into its image. */
export function installation(app: ResolvedApp, facts: AppFacts): Installation {
  const installer =
    app.installer === 'uv' ? withIndex(app, 'pip', [], [`pip install --target ${uv} ${UV_REQUIREMENT}`]) : undefined;
  return { installer, packages: packages(app, facts), libraries: libraries(app) };
}
