import { addressProblem } from '../text/addresses';
import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Given, Rule } from '../app/rule';
import { serverOf } from './index';
import { logLevelHidesRequests } from './log-level';
import { serverOptionValues, type ServerOption } from './server';

/** Where an option of the server stands in the options file. */
function optionPath(option: ServerOption): string {
  return option === 'factory' ? 'app' : option;
}

/** The server with what tells it from its namesakes, for messages. */
function serverName({ server, workerClass }: ResolvedApp): string {
  return server === 'gunicorn' ? `gunicorn with workerClass "${workerClass}"` : server;
}

/** Options that were given and that the chosen server cannot do: refused, since ignoring them would be a silent lie. */
export function unsupportedOptions(app: ResolvedApp, given: Given): Problem[] {
  const { options } = serverOf(app);
  const values = serverOptionValues(app);
  return (Object.keys(options) as ServerOption[]).flatMap((option) => {
    const support = options[option];
    const value = values[option];
    const path = optionPath(option);
    if (support.kind === 'flag' || value === undefined || (value === false && option === 'factory') || !given(path))
      return [];
    if (support.kind === 'only' && support.value === value) return [];
    const allowed =
      support.kind === 'only'
        ? `${JSON.stringify(support.value)} with server ${serverName(app)}`
        : `nothing with server ${serverName(app)}`;
    const shown = option === 'factory' ? `${app.application.importString}()` : value;
    return [{ option: path, value: shown, reason: support.reason, allowed, fix: support.instead }];
  });
}

const requestsCanBeLogged: Rule = (app, given) =>
  given('accessLog') && app.accessLog && logLevelHidesRequests(app)
    ? {
        option: 'accessLog',
        value: true,
        reason: `uvicorn logs requests at level info, and logLevel is ${app.logLevel}: there would be no access log`,
        allowed: 'false, or logLevel "info" or "debug"',
        fix: 'set logLevel to "info", set accessLog to false, or choose another server, which logs requests apart',
      }
    : undefined;

const workerClassIsForGunicorn: Rule = ({ server, workerClass }, given) =>
  given('workerClass') && server !== 'gunicorn'
    ? {
        option: 'workerClass',
        value: workerClass,
        reason: `is an option of gunicorn, and the server is ${server}`,
        allowed: 'nothing unless server is "gunicorn"',
        fix: 'set server to "gunicorn", or remove workerClass',
      }
    : undefined;

const replacingWorkersNeedsWorkers: Rule = ({ server, workers, limits }) =>
  server === 'uvicorn' && limits.maxRequests !== undefined && workers === 1
    ? {
        option: 'limits.maxRequests',
        value: limits.maxRequests,
        reason: 'ends the container when there is one process, with exit code 0: nothing replaces it',
        allowed: 'with workers of 2 or more',
        fix: 'set workers to 2 or more, choose server "gunicorn", or remove it',
      }
    : undefined;

const jitterNeedsMaxRequests: Rule = ({ limits }) =>
  limits.maxRequestsJitter !== undefined && limits.maxRequests === undefined
    ? {
        option: 'limits.maxRequestsJitter',
        value: limits.maxRequestsJitter,
        reason: 'raises limits.maxRequests, which is not set',
        allowed: 'together with limits.maxRequests',
        fix: 'set limits.maxRequests as well, or remove it',
      }
    : undefined;

const stopsBeforeItIsKilled: Rule = ({ timeouts }) =>
  timeouts.graceful >= timeouts.stop
    ? {
        option: 'timeouts.graceful',
        value: timeouts.graceful,
        reason: `is not below timeouts.stop (${String(timeouts.stop)} s), after which the container is killed`,
        allowed: `at most ${String(timeouts.stop - 1)}`,
        fix: 'lower it, or raise timeouts.stop together with the grace period of what runs the container',
      }
    : undefined;

const PROXY = 'proxy.trusted';

const everybodyIsTrustedOnPurpose: Rule = ({ proxy }) =>
  proxy.trusted?.includes('*') === true && proxy.trustAny !== true
    ? {
        option: PROXY,
        value: proxy.trusted,
        reason: 'believes everybody: whoever reaches the container could claim any client address',
        allowed: 'addresses and networks of your proxies; `*` only together with proxy.trustAny',
        fix: 'name the proxies, such as 10.0.0.0/8, or set proxy.trustAny to true if only the proxy can reach the container',
      }
    : undefined;

const trustedIsAddress: Rule = ({ proxy }) => {
  const wrong = (proxy.trusted ?? []).flatMap((entry) => {
    const problem = entry === '*' ? undefined : addressProblem(entry);
    return problem === undefined ? [] : [`"${entry}" ${problem}`];
  });
  if (wrong.length === 0 && proxy.trusted?.length !== 0) return undefined;
  return {
    option: PROXY,
    value: proxy.trusted,
    reason: wrong.length === 0 ? 'is empty' : wrong.join('; '),
    allowed: 'IP addresses and networks such as 10.0.0.0/8',
    fix: 'correct or remove it',
  };
};

/** Rules about servers that are no matter of having an option or not. */
export const SERVER_RULES: readonly Rule[] = [
  requestsCanBeLogged,
  workerClassIsForGunicorn,
  replacingWorkersNeedsWorkers,
  jitterNeedsMaxRequests,
  stopsBeforeItIsKilled,
  everybodyIsTrustedOnPurpose,
  trustedIsAddress,
];
