import type { Rule } from '../../app/rule';
import { hasCache } from '../../cache/cache';
import { addressOption, neededServices } from '../needed-services';
import { hasPassword, secretWord } from '../../image/secrets';
import { serverOf } from '../../servers';
import { serviceName } from '../../app/service-name';
import { addressProblem } from '../../text/addresses';
import type { ResolvedApp } from '../../app/resolved';

/** Services that options make by themselves, with the option of each. */
function madeServices({ compose, migration, ...app }: ResolvedApp): [name: string, option: string][] {
  return [
    ...(compose?.postgres
      ? [['postgres', app.database === 'postgres' ? 'database' : 'compose.postgres'] as [string, string]]
      : []),
    ...(compose?.redis ? [['redis', hasCache(app) ? 'cache' : 'compose.redis'] as [string, string]] : []),
    ...(migration.command.length > 0 ? [['migrate', 'migration.command'] as [string, string]] : []),
  ];
}

const servicesHaveNames: Rule = (app) => {
  const made = new Map(madeServices(app));
  return Object.keys(app.compose?.services ?? {}).flatMap((name) => {
    const option = made.get(name);
    if (option === undefined) return [];
    return [
      {
        option: `compose.services.${name}`,
        reason: `is the name of another service, which "${option}" makes`,
        allowed: `any name but ${[...made.keys()].join(', ')}`,
        fix: 'choose another name',
      },
    ];
  });
};

/** Keys of the services in the file, under which they find each other as well. */
function keysOf(app: ResolvedApp): string[] {
  const beside = [...madeServices(app).map(([service]) => service), ...Object.keys(app.compose?.services ?? {})];
  const name = serviceName(app);
  return [name, ...beside.map((service) => `${name}-${service}`)];
}

/** One name, one service: whoever asks for it would reach now one and now the other. */
const namesLeadToOne: Rule = (app) => {
  if (!app.compose) return undefined;
  const keys = keysOf(app);
  const known = (['postgres', 'redis'] as const).filter((name) => app.compose?.[name] && keys.includes(name));
  return [
    ...known.map((name) => ({
      option: 'name',
      value: app.name,
      reason: `is the name under which the app reaches "compose.${name}"`,
      allowed: `any name but ${name}`,
      fix: `choose another name, such as ${name}-api`,
    })),
    ...Object.keys(app.compose.services)
      .filter((name) => name === 'localhost' || keys.includes(name))
      .map((name) => ({
        option: `compose.services.${name}`,
        reason:
          name === 'localhost'
            ? 'is the name of each container for itself'
            : `is the name of ${name === keys[0] ? 'the app' : 'another service'} in the same network`,
        allowed: `any name but localhost, ${keys.join(', ')}`,
        fix: 'choose another name',
      })),
  ];
};

const bindIsAnAddress: Rule = ({ compose }) => {
  const reason = compose && addressProblem(compose.bind);
  if (reason === undefined) return undefined;
  return {
    option: 'compose.bind',
    value: compose?.bind,
    reason,
    allowed: 'an IP address, such as 127.0.0.1',
    fix: 'write an address of this machine; leave it out for 127.0.0.1',
  };
};

const servicesHaveImages: Rule = ({ compose }) =>
  Object.entries(compose?.services ?? {})
    .filter(([, { image }]) => image === undefined)
    .map(([name]) => ({
      option: `compose.services.${name}.image`,
      reason: 'is missing: only PostgreSQL and Redis are known',
      allowed: 'the reference of an image, such as axllent/mailpit:v1.27',
      fix: 'name the image',
    }));

const servicesHoldNoSecrets: Rule = ({ compose }) =>
  Object.entries(compose?.services ?? {}).flatMap(([service, { env = {} }]) =>
    Object.entries(env)
      .filter(([name, value]) => hasPassword(value) || (secretWord(name) !== undefined && !/_FILE$/.test(name)))
      .map(([name]) => ({
        option: `compose.services.${service}.env.${name}`,
        value: '***',
        reason: 'looks like a secret, and everybody who has the repository can read it',
        allowed: 'settings that are no secret',
        fix: 'describe the service in compose.override.yaml beside compose.yaml: that file is yours, and it can name one that holds the value',
      })),
  );

const developmentReloads: Rule = (app, given) => {
  const needs = serverOf(app).reloadNeeds;
  if (!app.compose || needs === undefined || app.compose.development === 'none') return undefined;
  if (!given('compose.development')) return undefined;
  return {
    option: 'compose.development',
    value: app.compose.development,
    reason: `needs a server that reloads, and ${app.server} does so with ${needs} only, which is not in the image`,
    allowed: `"none" with server ${app.server}`,
    fix: 'set it to "none" and develop with the target `serve`, or choose another server',
  };
};

/** What an option asks for is beside the app or elsewhere, and no two options say where. */
const servicesAreInOnePlace: Rule = (app, given) =>
  neededServices(app).flatMap((service) => {
    const elsewhere = addressOption(service, app);
    if (elsewhere === undefined || !given(`compose.${service.name}`)) return [];
    return [
      {
        option: `compose.${service.name}`,
        reason: `would be another one than that of "${service.option}", of which "${elsewhere}" says where it is`,
        allowed: `one place for what "${service.option}" asks for`,
        fix: `remove "compose.${service.name}", or what "${elsewhere}" says of ${service.variable}`,
      },
    ];
  });

const databaseIsTheOneBeside: Rule = ({ database, compose }) =>
  database === 'sqlite' && compose?.postgres
    ? {
        option: 'compose.postgres',
        reason: 'is a database that the application would not use: that of "database" is SQLite',
        allowed: 'nothing with "database": "sqlite"',
        fix: 'set "database" to "postgres", or remove "compose.postgres"',
      }
    : undefined;

/** As a cache and as a store Redis does opposite things where its memory is full: nobody but a person knows which is right. */
const cacheSaysWhatStays: Rule = (app, given) =>
  hasCache(app) && given('compose.redis') && !given('compose.redis.persistent')
    ? {
        option: 'compose.redis.persistent',
        reason: 'is not said: "cache" holds what may be lost, and this group by itself what may not',
        allowed: 'true or false with "cache"',
        fix: 'set it to false for a cache, which drops what is old; to true where it also holds what has to stay',
      }
    : undefined;

/** What Compose could not run. */
export const COMPOSE_RULES: readonly Rule[] = [
  servicesHaveNames,
  namesLeadToOne,
  bindIsAnAddress,
  servicesHaveImages,
  servicesHoldNoSecrets,
  developmentReloads,
  servicesAreInOnePlace,
  databaseIsTheOneBeside,
  cacheSaysWhatStays,
];
