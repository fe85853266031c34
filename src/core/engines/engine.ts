import { buildInputs } from '../dependencies/build-inputs';
import type { ResolvedApp } from '../app/resolved';
import type { RuntimeContract } from '../app/runtime-contract';
import type { PushWords } from './push-words';

/** The command lines of a container engine. Each is run in the app's directory. */
export interface ContainerEngine {
  /**
   * Builds the image for this machine, tags it, and leaves it where `run` finds it.
   *
   * @param asPushed by the builder that pushes, which then has all layers already
   */
  build(app: ResolvedApp, asPushed?: boolean): readonly (readonly string[])[];
  /**
   * Runs the image as in production, until it is stopped.
   *
   * @param name of the container, by which it can be removed; the engine's own choice by default
   */
  run(contract: RuntimeContract, name?: string): readonly string[];
  /** Removes a container, running or not. */
  remove(name: string): readonly string[];
  /**
   * Builds the image for all platforms and sends it to its registry.
   *
   * @param digestFile where the engine leaves what {@link digestIn} reads
   */
  push(
    app: ResolvedApp,
    words: Pick<PushWords, 'references' | 'words'>,
    digestFile: string,
  ): readonly (readonly string[])[];
  /** The digest of what was pushed; undefined where the engine has not told it. */
  digestIn(digestFile: string): string | undefined;
  /** Whether `push` sends what `build` has left, instead of building on its own. */
  pushesWhatWasBuilt(app: ResolvedApp): boolean;
  /** Writes an image into a file, as an archive that `docker load` would take. */
  save(image: string, file: string): readonly string[];
  /** Prints what is known about an image as a JSON list; fails where there is none. */
  inspect(image: string): readonly string[];
}

/** An argument with each of its values: `--tag one --tag two`. */
export function repeated(flag: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [flag, value]);
}

/** What a build takes besides its context. */
export function inputs(app: ResolvedApp): string[] {
  return [...repeated('--build-arg', app.builder.args), ...buildInputs(app)];
}

/** A single platform, that a local build can be made for as well. */
export function onePlatform({ image }: ResolvedApp): string[] {
  return image.platforms.length === 1 ? repeated('--platform', image.platforms) : [];
}

/** What `docker run` and `podman run` both call the parts of the contract, the image apart. */
export function runArguments(contract: RuntimeContract, name?: string): string[] {
  const { local } = contract;
  return [
    '--rm',
    ...(name === undefined ? [] : ['--name', name]),
    ...(contract.readOnlyRoot ? ['--read-only'] : []),
    ...repeated('--tmpfs', contract.writable),
    ...repeated('--cap-drop', contract.droppedCapabilities),
    ...(contract.noNewPrivileges ? ['--security-opt', 'no-new-privileges'] : []),
    ...['--stop-timeout', String(contract.stopTimeout)],
    // To this machine alone: a port published to all addresses passes by the firewall of most Linux hosts.
    ...['--publish', `127.0.0.1:${String(local.port)}:${String(contract.port)}`],
    ...(local.network === undefined ? [] : ['--network', local.network]),
    ...repeated('--add-host', local.hosts),
    ...repeated('--volume', local.volumes),
    ...(contract.init ? ['--init'] : []),
    ...(local.envFile === undefined ? [] : ['--env-file', local.envFile]),
    ...repeated(
      '--env',
      Object.entries({ ...local.terminal, ...local.environment }).map(([name, value]) => `${name}=${value}`),
    ),
  ];
}
