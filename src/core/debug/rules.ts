import type { Rule } from '../app/rule';

const portIsFree: Rule = ({ debug, port }) =>
  debug.port === port
    ? {
        option: 'debug.port',
        value: debug.port,
        reason: 'is the port of the app itself, which is served beside the debugger',
        allowed: `any port but ${String(port)}`,
        fix: `set "debug.port" to another one, such as ${String(port + 1)}, or leave it out`,
      }
    : undefined;

/** What cannot work about debugging. */
export const DEBUG_RULES: readonly Rule[] = [portIsFree];
