import type { Ownership } from '../outputs/output';

/** What a kind of ownership means for the person who reads the README: its table is made from this. */
export interface OwnershipRule {
  readonly owner: string;
  readonly onRegeneration: string;
}

export const OWNERSHIP: Readonly<Record<Ownership, OwnershipRule>> = {
  managed: {
    owner: 'the tool',
    onRegeneration:
      'rewritten while it is as the tool left it; once you edit it, it is left alone and reported with a diff and the ways out',
  },
  block: {
    owner: 'you, except for the lines between its two markers',
    onRegeneration:
      'only the lines between the markers are rewritten; a version that you chose there stays if it is new enough',
  },
  made: {
    owner: 'a task, such as `lock`',
    onRegeneration:
      'left alone, and reported as stale once what it was made from has changed, until you run the task again: a lock by `container-check`, a contract by `openapi-check`',
  },
  seed: {
    owner: 'you',
    onRegeneration: 'written once, when the app is born; never again, not even when you delete it',
  },
};
