import type { Rule } from '../app/rule';

const portIsFree: Rule = ({ debugPort, port }) =>
  debugPort === port
    ? {
        option: 'debugPort',
        value: debugPort,
        reason: 'is the port of the app itself, which is served beside the debugger',
        allowed: `any port but ${String(port)}`,
        fix: `set "debugPort" to another one, such as ${String(port + 1)}, or leave it out`,
      }
    : undefined;

/** What cannot work about debugging. */
export const DEBUG_RULES: readonly Rule[] = [portIsFree];
