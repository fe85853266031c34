import type { Rule } from '../app/rule';
import { hasPassword } from '../image/secrets';
import type { Problem } from '../text/problems';

/** Variables that decide which Python runs, or that two runs are alike. */
const RESERVED = ['PATH', 'PYTHONHASHSEED', 'PYTHONHOME', 'PYTHONPATH', 'PYTHONINSPECT', 'VIRTUAL_ENV'];

/** Variables that decide about the program itself, and passwords that are no placeholders. */
const environmentIsFit: Rule = ({ openapi }) =>
  Object.entries(openapi.env).flatMap(([name, value]): Problem[] => {
    const option = `openapi.env.${name}`;
    const allowed = 'settings that the application needs to be imported';
    if (RESERVED.includes(name)) {
      const reason = 'decides how Python runs, and is set for it';
      return [{ option, value, reason, allowed, fix: 'remove it' }];
    }
    if (!hasPassword(value)) return [];
    const reason = 'holds a password in a URL, and everybody who has the repository can read the options';
    return [{ option, value: '***', reason, allowed, fix: 'write the URL without one: nothing connects to it' }];
  });

/** What the document cannot be made with. */
export const CONTRACT_RULES: readonly Rule[] = [environmentIsFit];
