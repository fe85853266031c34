import type { Rule } from '../app/rule';
import { variableNames } from '../app/service-name';
import { REDIS_VARIABLE, hasCache } from './cache';

/** In the image an address would be the same everywhere, and in its layers whatever it holds. */
const addressIsOfThePlace: Rule = (app) => {
  const name = variableNames(app, REDIS_VARIABLE).find((variable) => Object.hasOwn(app.image.env, variable));
  if (!hasCache(app) || name === undefined) return undefined;
  return {
    option: `image.env.${name}`,
    value: '***',
    reason: 'is where the cache is, which differs from place to place, and may hold a password',
    allowed: 'settings that are the same everywhere',
    fix: `give it to the container where it runs, such as by "run.env", or "secrets" with ${REDIS_VARIABLE.toLowerCase()}`,
  };
};

/** What a cache cannot work with. */
export const CACHE_RULES: readonly Rule[] = [addressIsOfThePlace];
