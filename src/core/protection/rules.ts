import type { Rule } from '../app/rule';

const ANYBODY = '*';

const originsAreClear: Rule = ({ cors: { origins, credentials } }) => {
  if (!origins.includes(ANYBODY)) {
    if (!credentials || origins.length > 0) return undefined;
    return {
      option: 'cors.credentials',
      value: true,
      reason: 'there is no origin whose pages could send any',
      allowed: 'true together with "cors.origins"',
      fix: 'name the origins, such as "origins": ["https://shop.example.com"], or leave the option out',
    };
  }
  if (credentials) {
    return {
      option: 'cors.credentials',
      value: true,
      reason: 'with the origin * every page of the world could act in the name of whoever opens it',
      allowed: 'true together with named origins',
      fix: 'name the origins in "cors.origins", or leave "cors.credentials" out',
    };
  }
  if (origins.length === 1) return undefined;
  return {
    option: 'cors.origins',
    value: origins.join(', '),
    reason: '* stands for all origins, so that the others say nothing',
    allowed: '* alone, or named origins',
    fix: 'leave * out, or all others',
  };
};

/** What cannot work or would protect nobody. */
export const PROTECTION_RULES: readonly Rule[] = [originsAreClear];
