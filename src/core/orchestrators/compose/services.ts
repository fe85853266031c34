import { baseName } from '../../text/paths';
import type { ResolvedCompose } from '../../app/resolved';
import type { Resources } from '../../app/runtime-contract';
import type { ComposeServiceOptions, KnownServiceOptions, RedisServiceOptions } from '../../options';

/** A service beside the app, whatever it is. */
export interface Service {
  /** Name by which the app reaches it. */
  readonly name: string;
  readonly image: string;
  /** Number of user and group, `uid:gid`; undefined for what the image says. */
  readonly user: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** Names of its secrets by the variable that names their file. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Directory that is kept. */
  readonly data: string | undefined;
  /** Directories that can be written to, with the octets of their modes; undefined where everything can. */
  readonly writable: readonly string[] | undefined;
  /** Command that succeeds once it can be used; undefined for the image's own, and none where it has none. */
  readonly check: readonly string[] | undefined;
  /** Whether something waits for it. */
  readonly awaited: boolean;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stop: number;
  readonly limits: Limits;
}

/** What a container may take besides memory that is written to as files. */
export type Limits = Omit<Resources, 'temporary' | 'cpu'>;

/** A known image, and the user that owns its data. */
interface KnownImage {
  readonly image: string;
  readonly user: string;
}

/** https://hub.docker.com/_/postgres, 17.11 of 2026-09-17 */
const POSTGRES: KnownImage = {
  image: 'postgres:17-alpine@sha256:b0f9560a2de083e2cc7382e75f808c7381a32852a7ec49117deedb300e552b24',
  user: '70:70',
};

/** https://hub.docker.com/_/redis, 8.10.2 of 2026-09-21 */
const REDIS: KnownImage = {
  image: 'redis:8-alpine@sha256:ba6e394f6acc2a695ef1b6944f161b9ca813711739be68319fa0db3470673f1d',
  user: '999:1000',
};

/** Ports of the known services. */
export const PORTS = { postgres: 5432, redis: 6379 } as const;

/** The image of a known service: that of the options of an app, or the usual one. */
export function serviceImage(name: 'postgres' | 'redis', compose: ResolvedCompose | undefined): string {
  return compose?.[name]?.image ?? { postgres: POSTGRES, redis: REDIS }[name].image;
}

/** User and database of PostgreSQL. */
export const DATABASE = 'app';

/** The address of a known service at the host of that name. */
export function addressAt(service: keyof typeof PORTS, host: string): string {
  const at = `${host}:${String(PORTS[service])}`;
  return service === 'postgres' ? `postgresql://${DATABASE}@${at}/${DATABASE}` : `redis://${at}/0`;
}

/** Where the app reaches them; the password of PostgreSQL is a secret. */
export const ADDRESSES = {
  postgres: addressAt('postgres', 'postgres'),
  redis: addressAt('redis', 'redis'),
} as const;

/** Connections that PostgreSQL takes by itself. */
const USUAL_CONNECTIONS = 100;

/** Processes of PostgreSQL besides those of connections. */
const OWN_PROCESSES = 100;

/** The secret with the password of PostgreSQL, which `compose-up` makes. */
const DATABASE_PASSWORD = 'database_password';

function imageOf(known: KnownImage, { image, user }: KnownServiceOptions): Pick<Service, 'image' | 'user'> {
  const own = user === undefined ? undefined : `${String(user)}:${String(user)}`;
  return { image: image ?? known.image, user: own ?? (image === undefined ? known.user : undefined) };
}

/** MiB of memory that a service has, unless its options say otherwise. */
const MEMORY = { redis: 256, other: 512 } as const;

function limitsOf({ memory, cpu = 1000, pids = 200 }: KnownServiceOptions, usual: number = MEMORY.other): Limits {
  return { memory: memory ?? usual, engineCpu: cpu, pids };
}

/** The data of PostgreSQL 18 and newer lies one directory higher, so that it can be upgraded there. */
function postgresData(image: string): string {
  // Behind the last `/`: what comes before it may hold the port of a registry.
  const [reference = ''] = image.split('@');
  const major = Number(/:(\d+)/.exec(baseName(reference))?.[1] ?? 17);
  return major >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

function postgres(given: KnownServiceOptions, connections = USUAL_CONNECTIONS): Service {
  const from = imageOf(POSTGRES, given);
  const command = ['postgres', '-c', `max_connections=${String(connections)}`];
  return {
    name: 'postgres',
    ...from,
    environment: { POSTGRES_DB: DATABASE, POSTGRES_USER: DATABASE },
    secrets: { POSTGRES_PASSWORD_FILE: DATABASE_PASSWORD },
    command: connections === USUAL_CONNECTIONS ? [] : command,
    data: postgresData(from.image),
    writable: ['/tmp', '/run/postgresql'],
    // By TCP: while the database is made only the socket answers.
    check: ['pg_isready', '--host=127.0.0.1', `--username=${DATABASE}`],
    awaited: true,
    stop: 30,
    // A process for each connection.
    limits: limitsOf({ pids: Math.max(USUAL_CONNECTIONS, connections) + OWN_PROCESSES, ...given }),
  };
}

/**
 * The command of Redis. It is told how much of its memory is for data, since the engine kills what takes more: half where
 * it writes its file anew, which takes memory as well. Only the app gets there, so that it needs no protection from others.
 */
function redisCommand(persistent: boolean, { memory }: Limits): string[] {
  const data = Math.floor(persistent ? memory / 2 : (memory * 3) / 4);
  const kept = persistent
    ? ['--appendonly', 'yes']
    : ['--appendonly', 'no', '--save', '', '--maxmemory-policy', 'allkeys-lru'];
  return ['redis-server', '--protected-mode', 'no', '--maxmemory', `${String(data)}mb`, ...kept];
}

function redis(given: RedisServiceOptions): Service {
  const { persistent = true } = given;
  const limits = limitsOf(given, MEMORY.redis);
  return {
    name: 'redis',
    ...imageOf(REDIS, given),
    environment: {},
    secrets: {},
    command: redisCommand(persistent, limits),
    data: persistent ? '/data' : undefined,
    writable: persistent ? ['/tmp'] : ['/tmp', '/data'],
    check: ['redis-cli', 'ping'],
    awaited: true,
    stop: 10,
    limits,
  };
}

function other(name: string, given: ComposeServiceOptions): Service {
  const { image = '', user, env = {}, command = [], check, data, writable } = given;
  return {
    name,
    image,
    user: user === undefined ? undefined : `${String(user)}:${String(user)}`,
    environment: env,
    secrets: {},
    command,
    data,
    writable,
    check,
    awaited: check !== undefined,
    stop: 10,
    limits: limitsOf(given),
  };
}

/** What of the group says which services are beside the app. */
export type ServicesBeside = Pick<ResolvedCompose, 'postgres' | 'redis' | 'services'>;

/**
 * The services beside the app.
 *
 * @param connections connections that PostgreSQL has to take; undefined for as many as it takes by itself
 */
export function servicesOf(compose: ServicesBeside, connections?: number): Service[] {
  return [
    ...(compose.postgres ? [postgres(compose.postgres, connections)] : []),
    ...(compose.redis ? [redis(compose.redis)] : []),
    ...Object.entries(compose.services).map(([name, given]) => other(name, given)),
  ];
}
