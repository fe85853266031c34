/** A mount in memory that everybody may write to, in the words that Compose and Swarm share. */
export function inMemory(target: string, mebibytes?: number): object {
  const size = mebibytes === undefined ? {} : { size: mebibytes * 1024 * 1024 };
  return { type: 'tmpfs', target, tmpfs: { ...size, mode: 0o1777 } };
}

/** A text in which Compose replaces no variable. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** The texts of a map in which Compose replaces no variable. */
export function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
}

/** An address of this machine, with its port, at which a port that is published at another one can be reached. */
export function reachable(published: string): string {
  return published.replace(/^0\.0\.0\.0(?=:\d+$)/, '127.0.0.1').replace(/^(?:\[::\]|::)(?=:\d+$)/, '[::1]');
}
