import type { Rule } from '../app/rule';
import { serviceName } from '../app/service-name';
import { IMAGE_LAYOUT } from '../constants';
import { reservedProblem } from '../image/env';
import { secretSign } from '../image/secrets';
import type { Problem } from '../text/problems';
import { ownMember } from '../input/members';
import { checksAreCommands, commandsAreWords } from './commands';
import { COMPOSE_RULES } from './compose/rules';
import { connectionsSuffice } from './connections';
import { PLACE_OPTIONS } from './environment';
import { KUBERNETES_RULES } from './kubernetes/rules';

/** Names of apps are short enough for a label of the DNS, with what is added to them. */
const nameIsOfTheDns: Rule = (app) => {
  if (!app.compose && !app.swarm && !app.kubernetes) return undefined;
  const name = serviceName(app);
  if (/^[a-z]/.test(name)) return undefined;
  return {
    option: 'name',
    value: app.name,
    reason: `cannot name a service: as a name of the DNS it is "${name}", which begins with no letter`,
    allowed: 'a name that begins with a letter',
    fix: 'set "name" to another one',
  };
};

/** The variables of a group, as rules of the image's own variables have them. */
const environmentIsFit =
  (group: 'swarm' | 'kubernetes'): Rule =>
  (app) =>
    Object.entries(app[group]?.env ?? {}).flatMap(([name, value]): Problem[] => {
      const option = `${group}.env.${name}`;
      const reserved = reservedProblem(app, name);
      const allowed = 'settings of your application';
      if (reserved) return [{ option, value, allowed, ...reserved }];
      const said = ownMember(PLACE_OPTIONS, name);
      if (typeof said === 'string') {
        const reason = `is set by the option "${said}", and would be another value of the same`;
        return [{ option, value, reason, allowed, fix: `remove it, and set "${said}"` }];
      }
      const sign = secretSign(name, value);
      if (sign === undefined) return [];
      return [
        {
          option,
          value: '***',
          reason: `${sign}, and everybody who has the repository can read it`,
          allowed: 'settings that are no secret',
          fix: `name the secret in "secrets": the app finds its value in the file ${IMAGE_LAYOUT.secrets}/${name.toLowerCase()}`,
        },
      ];
    });

const secretsAreNamedOnce: Rule = ({ secrets }) =>
  secrets.flatMap((name, index): Problem[] =>
    secrets.indexOf(name) === index
      ? []
      : [
          {
            option: `secrets[${String(index)}]`,
            value: name,
            reason: 'is named twice',
            allowed: 'each name once',
            fix: 'remove one of the two',
          },
        ],
  );

const portIsPublished: Rule = ({ swarm }, given) =>
  swarm?.endpoint === 'dnsrr' && given('swarm.port')
    ? {
        option: 'swarm.port',
        value: swarm.port,
        reason: 'cannot be published: with "dnsrr" each container has an address of its own',
        allowed: 'nothing with "swarm.endpoint": "dnsrr"',
        fix: 'remove it, or set "swarm.endpoint" to "vip"',
      }
    : undefined;

/** Seconds that what sends an order to stop waits for its end at most. */
const LONGEST_STOP = 3600;

const stopChainFits: Rule = ({ timeouts, swarm, kubernetes }) =>
  (swarm !== undefined || kubernetes !== undefined) && timeouts.drain + timeouts.stop > LONGEST_STOP
    ? {
        option: 'timeouts.drain',
        value: timeouts.drain,
        reason: `and "timeouts.stop" (${String(timeouts.stop)}) together are more than ${String(LONGEST_STOP)} s`,
        allowed: `at most ${String(Math.max(0, LONGEST_STOP - timeouts.stop))}`,
        fix: 'lower one of the two',
      }
    : undefined;

const migrationHasACommand: Rule = ({ migration, ...app }, given) =>
  given('migration.timeout') && migration.command.length === 0
    ? {
        option: 'migration.timeout',
        value: migration.timeout,
        reason: `is about a migration, and ${app.name} has none`,
        allowed: 'nothing without "migration.command"',
        fix: 'give "migration.command" as well, or remove it',
      }
    : undefined;

/** What cannot be run by an orchestrator. */
export const ORCHESTRATOR_RULES: readonly Rule[] = [
  nameIsOfTheDns,
  environmentIsFit('swarm'),
  environmentIsFit('kubernetes'),
  secretsAreNamedOnce,
  portIsPublished,
  stopChainFits,
  migrationHasACommand,
  connectionsSuffice,
  commandsAreWords,
  checksAreCommands,
  ...COMPOSE_RULES,
  ...KUBERNETES_RULES,
];
