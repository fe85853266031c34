import { IMAGE_LAYOUT } from '../constants';
import { buildInputs } from '../dependencies/build-inputs';
import { BUILD_LABELS } from '../image/labels';
import type { ResolvedApp } from '../resolved';

/** The command lines of a container engine. Each is run in the app's directory. */
export interface ContainerEngine {
  /** Builds the image for this machine, tags it, and leaves it where `run` finds it. */
  build(app: ResolvedApp): readonly (readonly string[])[];
  /** Runs the first tag as in production, until it is stopped. */
  run(app: ResolvedApp): readonly string[];
  /** Builds the image for all platforms and sends it to its registry. */
  push(app: ResolvedApp): readonly (readonly string[])[];
  /** Whether `push` sends what `build` has left, instead of building on its own. */
  pushesWhatWasBuilt(app: ResolvedApp): boolean;
  /** Writes an image into a file, as an archive that `docker load` would take. */
  save(image: string, file: string): readonly string[];
  /** Prints what is known about an image as a JSON list; fails where there is none. */
  inspect(image: string): readonly string[];
}

/** The image under each of its tags. */
export function references({ image }: ResolvedApp): string[] {
  return image.tags.map((tag) => `${image.name}:${tag}`);
}

/** The reference that is run, scanned and reported. */
export function mainReference(app: ResolvedApp): string {
  return references(app)[0] ?? app.image.name;
}

/** An argument with each of its values: `--tag one --tag two`. */
export function repeated(flag: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [flag, value]);
}

/**
 * What a build takes besides its context. The build arguments that labels are made from have no value here: the engine
 * takes it from the environment, and passes nothing where that has none, so that the command line itself never changes.
 */
export function inputs(app: ResolvedApp): string[] {
  const facts = BUILD_LABELS.map(({ argument }) => argument);
  return [...repeated('--build-arg', [...facts, ...app.builder.args]), ...buildInputs(app)];
}

/** A single platform, that a local build can be made for as well. */
export function onePlatform({ image }: ResolvedApp): string[] {
  return image.platforms.length === 1 ? repeated('--platform', image.platforms) : [];
}

/** As in production: nothing writable but /tmp, no capabilities, no new privileges. */
export function hardened(app: ResolvedApp): string[] {
  const { port, run, timeouts } = app;
  return [
    ...['--rm', '--read-only', '--tmpfs', IMAGE_LAYOUT.writable],
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--stop-timeout', String(timeouts.stop)],
    // To this machine alone: a port published to all addresses passes by the firewall of most Linux hosts.
    ...['--publish', `127.0.0.1:${String(run.port)}:${String(port)}`],
    ...(run.init ? ['--init'] : []),
    ...(run.envFile === undefined ? [] : ['--env-file', run.envFile]),
  ];
}
