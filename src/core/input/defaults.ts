import { ownMember } from './members';
import type { OptionSchema } from './schema';

/** What a group is where nothing of it is given: the same for every app, and values are never changed. */
const DEFAULT_GROUPS = new Map<OptionSchema, unknown>();

/** Valid options with the constant defaults of their schema filled in; a group that is off stays away. */
export function withDefaults(value: unknown, schema: OptionSchema): unknown {
  if (!schema.properties) return value === undefined ? schema.default : value;
  if (schema.group === true && value === undefined) return undefined;
  const before = value === undefined ? DEFAULT_GROUPS.get(schema) : undefined;
  if (before !== undefined) return before;
  const filled: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(schema.properties)) {
    const member = withDefaults(ownMember(value, key), child);
    if (member !== undefined) filled[key] = member;
  }
  if (value === undefined) DEFAULT_GROUPS.set(schema, filled);
  return filled;
}
