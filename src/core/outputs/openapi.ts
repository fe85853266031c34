import { CONTRACT_FILE } from '../constants';
import { documentDamage } from '../contract/staleness';
import type { Output } from './output';

/** The contract of the app with its clients, once a task has made it. */
export const openapi: Output = {
  about: 'the contract with clients, from which theirs are made',
  part: 'source',
  render: () => [{ ownership: 'made', path: CONTRACT_FILE, task: 'openapi', staleness: documentDamage }],
};
