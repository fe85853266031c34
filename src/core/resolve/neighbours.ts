import { imageNameOf, references, withRegistry } from '../app/image-reference';
import type { Notice, ResolvedApp } from '../app/resolved';
import type { Problem } from '../text/problems';
import { isObject, ownMember } from '../input/members';
import { fileSchema } from '../input/schema';
import { firstNames } from '../text/first-names';
import { baseName, joinPath } from '../text/paths';

/** Port of an app of which nobody said another. */
const DEFAULT_PORT = Number(fileSchema.properties?.port?.default);

/** Port of a debugger of which nobody said another. */
const DEFAULT_DEBUG_PORT = Number(fileSchema.properties?.debugPort?.default);

/** Highest port that an app may have. */
const LAST_PORT = Number(fileSchema.properties?.port?.maximum);

/**
 * The port of a new app, where the other apps of the workspace have its default: the next one that none of them uses on
 * this machine, so that all can be served side by side.
 *
 * @param options what was asked for: a port in there is the user's choice
 * @returns undefined where the default will do
 */
export function portBeside(options: object, neighbours: readonly Neighbour[]): number | undefined {
  return 'port' in options ? undefined : freePort(DEFAULT_PORT, neighbours);
}

/** The same of the port at which editors attach to it. */
export function debugPortBeside(options: object, neighbours: readonly Neighbour[]): number | undefined {
  return 'debugPort' in options ? undefined : freePort(DEFAULT_DEBUG_PORT, neighbours);
}

function freePort(first: number, neighbours: readonly Neighbour[]): number | undefined {
  const taken = new Set<number>();
  for (const { ports } of neighbours) for (const port of ports) taken.add(port);
  let port = first;
  while (taken.has(port) && port < LAST_PORT) port++;
  return port === first ? undefined : port;
}

/** What is said of a port that was chosen for a new app. */
export function portNotice(port: number): Notice {
  const message = `is ${String(port)}, since other apps of the workspace use those before it on this machine`;
  return { option: 'port', message };
}

/** What a new app has to know of another one. */
export interface Neighbour {
  /** Its directory, as messages name it. */
  readonly shown: string;
  /** Ports that it takes on this machine. */
  readonly ports: readonly number[];
  /** Its image under each of its tags. */
  readonly references: readonly string[];
  /** Ports at which something runs it. */
  readonly published: readonly Published[];
}

/** A port of this machine, or of a swarm, at which something runs an app. */
export interface Published {
  readonly by: 'Compose' | 'Swarm';
  /** The option that says another one. */
  readonly option: string;
  readonly port: number;
}

function byCompose(port: number): Published {
  return { by: 'Compose', option: 'run.port', port };
}

function bySwarm(port: number): Published {
  return { by: 'Swarm', option: 'swarm.port', port };
}

/**
 * What is said of a new app whose directory holds other apps: it may have been meant to stand beside them.
 *
 * @param isRoot the directory is that of the whole workspace, which holds all others anyway
 */
export function surroundsNotice(
  directory: string,
  neighbours: readonly Neighbour[],
  isRoot: boolean,
): Notice | undefined {
  const inside = neighbours.map(({ shown }) => shown).filter((shown) => isBelow(shown, directory));
  if (isRoot || inside.length === 0) return undefined;
  const message =
    `${directory} holds other apps already (${firstNames(inside)}), and is an app itself now. If you meant one beside them, remove what ` +
    `was written here, and name its own directory, such as ${joinPath(directory, 'orders-api')}`;
  return { option: 'directory', message };
}

function isBelow(path: string, directory: string): boolean {
  return directory === '.' ? !path.startsWith('..') && path !== '.' : path.startsWith(`${directory}/`);
}

/** Tags of an image of which nobody said others. */
const DEFAULT_TAGS = fileSchema.properties?.image?.properties?.tags?.default as readonly string[];

/**
 * Reads what is to be known of an app from its options as they stand there. Nothing is checked: a workspace may have a
 * thousand of them, and what is wrong with one is told by its own checks.
 *
 * @param raw contents of its options file, `extends` already merged
 * @param directoryName name of its directory
 */
export function neighbourOf(raw: unknown, directoryName: string, shown: string): Neighbour {
  const port = (given: unknown, otherwise: number) => (typeof given === 'number' ? given : otherwise);
  const text = (given: unknown, otherwise: string) => (typeof given === 'string' ? given : otherwise);
  const served = port(ownMember(raw, 'port'), DEFAULT_PORT);
  const image = ownMember(raw, 'image');
  const tags = ownMember(image, 'tags');
  const registry = ownMember(image, 'registry');
  const called = text(ownMember(image, 'name'), imageNameOf(text(ownMember(raw, 'name'), directoryName)));
  const run = port(ownMember(ownMember(raw, 'run'), 'port'), served);
  const swarm = ownMember(raw, 'swarm');
  const isSpread = isObject(swarm) && ownMember(swarm, 'endpoint') !== 'dnsrr';
  return {
    shown,
    ports: [served, run, port(ownMember(raw, 'debugPort'), DEFAULT_DEBUG_PORT)],
    published: [
      ...(isObject(ownMember(raw, 'compose')) ? [byCompose(run)] : []),
      ...(isSpread ? [bySwarm(port(ownMember(swarm, 'port'), served))] : []),
    ],
    references: references({
      image: {
        name: withRegistry(called, typeof registry === 'string' ? registry : undefined),
        tags: Array.isArray(tags) ? tags.map(String) : DEFAULT_TAGS,
      },
    }),
  };
}

/** What only one app of a workspace can have, such as a reference of an image: the directory of the app that has it. */
export type Claims = Map<string, string>;

function imageKey(reference: string): string {
  return `image ${reference}`;
}

function portKey({ by, port }: Published): string {
  return `port ${String(port)} of ${by}`;
}

/** Enters something of an app. @returns the directory of the other app that has it already */
function take(claims: Claims, what: string, directory: string): string | undefined {
  const owner = claims.get(what) ?? directory;
  claims.set(what, owner);
  return owner === directory ? undefined : owner;
}

/** Another name, after the directory around that of the app. */
function nameAfter(name: string, directory: string): string {
  const around = directory
    .split('/')
    .filter((segment) => /^[A-Za-z0-9]/.test(segment))
    .at(-2);
  return `${name}-${imageNameOf(around ?? 'api')}`;
}

/** Two apps with one reference would overwrite the image of each other. */
function claimImages(claims: Claims, app: ResolvedApp, directory: string): Problem[] {
  const [shared] = references(app).flatMap((reference) => {
    const owner = take(claims, imageKey(reference), directory);
    return owner === undefined ? [] : [{ owner, reference }];
  });
  if (shared === undefined) return [];
  return [
    {
      option: 'image.name',
      value: app.image.name,
      reason: `is shared: the app in ${shared.owner} builds ${shared.reference} too, and each would overwrite the other's`,
      allowed: 'a name, or tags, that no other app of the workspace has',
      fix: `set it to another name in one of the two, such as ${nameAfter(app.image.name, directory)}`,
    },
  ];
}

/** Of two apps that publish one port the second would not start: what runs them tells it that late. */
function claimPort(claims: Claims, published: Published, directory: string): Problem[] {
  const { by, option, port } = published;
  const owner = take(claims, portKey(published), directory);
  if (owner === undefined) return [];
  let free = port;
  while (claims.has(portKey({ ...published, port: free })) && free < LAST_PORT) free++;
  return [
    {
      option,
      value: port,
      reason: `is published twice: the app in ${owner} has it under ${by} too`,
      allowed: 'a port of its own for each app of the workspace',
      fix: `set "${option}" of one of the two to another one, such as ${String(free)}`,
    },
  ];
}

/**
 * Enters what only one app of a workspace can have: its images, and the ports at which something runs it.
 *
 * @param directory the app's directory, as messages name it
 * @returns the problems with what another app has already
 */
export function claim(claims: Claims, app: ResolvedApp, directory: string): Problem[] {
  const { compose, swarm, run } = app;
  return [
    ...claimImages(claims, app, directory),
    ...(compose ? claimPort(claims, byCompose(run.port), directory) : []),
    ...(swarm?.endpoint === 'vip' ? claimPort(claims, bySwarm(swarm.port), directory) : []),
  ];
}

/** The way out for an app that is not there yet: flags of what is to be typed again. */
function byFlag(problem: Problem, app: ResolvedApp, directory: string): Problem {
  if (problem.option !== 'image.name') return problem;
  const ofImage = `--image.name=${nameAfter(app.image.name, directory)}`;
  const isOfApp = baseName(app.image.name) === imageNameOf(app.name);
  const fix = isOfApp
    ? `give the app another name, such as --name=${nameAfter(baseName(app.image.name), directory)}, or its image alone: ${ofImage}`
    : `give the image another name, such as ${ofImage}`;
  return { ...problem, fix };
}

/** The problems with what an app that is not there yet would have and a neighbour has. */
export function claimBeside(app: ResolvedApp, shown: string, neighbours: readonly Neighbour[]): Problem[] {
  const claims: Claims = new Map();
  for (const neighbour of neighbours) {
    for (const reference of neighbour.references) take(claims, imageKey(reference), neighbour.shown);
    for (const published of neighbour.published) take(claims, portKey(published), neighbour.shown);
  }
  return claim(claims, app, shown).map((problem) => byFlag(problem, app, shown));
}
