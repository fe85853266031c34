import { CONTAINER_PACKAGE } from '../constants';
import { CONTRACT_RULES } from '../contract/rules';
import { DEBUG_RULES } from '../debug/rules';
import { hasDatabase } from '../data/database';
import { DATA_RULES } from '../data/rules';
import { dependencyProblems } from '../dependencies/rules';
import { ENGINE_RULES } from '../engines/rules';
import { IMAGE_RULES } from '../image/rules';
import { OBSERVABILITY_RULES } from '../observability/rules';
import { ORCHESTRATOR_RULES } from '../orchestrators/rules';
import { CACHE_RULES } from '../cache/rules';
import { PROTECTION_RULES } from '../protection/rules';
import { packageNameProblem, isKeyword } from '../python/names';
import type { Problem } from '../text/problems';
import type { Given, Rule } from '../app/rule';
import type { ResolvedApp } from '../app/resolved';
import { SERVER_RULES, unsupportedOptions } from '../servers/rules';

const packageCanBeImported: Rule = ({ name, application, ...app }, given) => {
  const topLevel = application.module.split('.')[0] ?? '';
  const reason = packageNameProblem(topLevel);
  if (reason === undefined) return undefined;
  const allowed = 'a Python identifier that no other module uses, such as orders_api';
  if (given('app')) {
    const value = `${application.importString}${application.factory ? '()' : ''}`;
    return { option: 'app', value, reason, allowed, fix: 'rename the top-level package' };
  }
  return {
    option: 'name',
    value: name,
    reason: `its Python package cannot be used: ${reason}`,
    allowed,
    fix: `choose another name, such as ${/^[A-Za-z]/.test(name) ? `${name}-api` : `api-${name}`}, or set "app" to an import string with another package${app.managedBy ? '' : ', such as --app=orders.main:app'}`,
  };
};

const importStringHasNoKeyword: Rule = ({ application }) => {
  const words = [...application.module.split('.').slice(1), application.attribute];
  const keyword = words.find(isKeyword);
  if (keyword === undefined) return undefined;
  return {
    option: 'app',
    value: application.importString,
    reason: `"${keyword}" is a Python keyword`,
    allowed: 'module:attribute of Python identifiers',
    fix: `rename ${keyword}`,
  };
};

/** Names that the generated entry module uses itself. */
const NAMES_IN_ENTRY_MODULE =
  `APIRoute AsyncIterator FastAPI ItemStore Settings asynccontextmanager get_settings health items
  lifespan logger logging operation_id`.split(/\s+/);

/** Modules beside the entry module. */
const MODULES_IN_PACKAGE = ['routers', 'settings', CONTAINER_PACKAGE];

const applicationHasRoom: Rule = ({ application, ...app }) => {
  const { module, attribute, importString, prefix } = application;
  const fix = 'choose another name, such as orders.main:app';
  if (NAMES_IN_ENTRY_MODULE.includes(attribute)) {
    const reason = `"${attribute}" has another meaning in the generated module`;
    return { option: 'app', value: importString, reason, allowed: 'another attribute, such as app', fix };
  }
  const modules = [...MODULES_IN_PACKAGE, ...(hasDatabase(app) ? ['models', 'migrations'] : [])];
  if (modules.some((name) => module === `${prefix}${name}`)) {
    const reason = `"${module}" is the name of another generated module`;
    return { option: 'app', value: importString, reason, allowed: 'another module, such as main', fix };
  }
  return undefined;
};

/** Routes that every generated application has. */
const TAKEN_ROUTES = ['/items', '/docs', '/redoc', '/openapi.json'];

const healthRoutesAreFree: Rule = ({ health }) => {
  const [key, path] =
    Object.entries({ live: health.live, ready: health.ready }).find(([, route]) => TAKEN_ROUTES.includes(route)) ?? [];
  if (key === undefined) return undefined;
  return {
    option: `health.${key}`,
    value: path,
    reason: 'is the path of another route',
    allowed: `any path but ${TAKEN_ROUTES.join(', ')}`,
    fix: `use another path, such as /health/${key}`,
  };
};

const healthRoutesDiffer: Rule = ({ health }) =>
  health.live === health.ready
    ? {
        option: 'health.ready',
        value: health.ready,
        reason: 'is the same path as health.live',
        allowed: 'a path of its own: alive and able to take traffic are two questions',
        fix: `use another path, such as ${health.live}/ready`,
      }
    : undefined;

const healthCheckEndsBeforeTheNext: Rule = ({ health }) =>
  health.timeout > health.interval
    ? {
        option: 'health.timeout',
        value: health.timeout,
        reason: `is longer than health.interval (${String(health.interval)} s)`,
        allowed: 'at most health.interval',
        fix: 'lower the timeout or raise the interval',
      }
    : undefined;

/** Rules about what is written when the application is born: once it is there, it is the person's, who knows it. */
const SEED_RULES: readonly Rule[] = [applicationHasRoom, healthRoutesAreFree, healthRoutesDiffer];

const RULES: readonly Rule[] = [
  packageCanBeImported,
  importStringHasNoKeyword,
  ...SEED_RULES.map(
    (rule): Rule =>
      (app, given) =>
        app.born?.includes('app') === true ? undefined : rule(app, given),
  ),
  healthCheckEndsBeforeTheNext,
  ...IMAGE_RULES,
  ...SERVER_RULES,
  ...ENGINE_RULES,
  ...PROTECTION_RULES,
  ...OBSERVABILITY_RULES,
  ...CACHE_RULES,
  ...DATA_RULES,
  ...ORCHESTRATOR_RULES,
  ...CONTRACT_RULES,
  ...DEBUG_RULES,
];

/** All rules that the options break. */
export function brokenRules(app: ResolvedApp, given: Given): Problem[] {
  const broken = RULES.flatMap((rule) => rule(app, given) ?? []);
  return [...broken, ...unsupportedOptions(app, given), ...dependencyProblems(app)];
}
