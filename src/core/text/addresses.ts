/** The bytes of an IPv4 address; undefined for anything else. */
function bytesOfV4(text: string): number[] | undefined {
  const parts = text.split('.');
  const isByte = (part: string) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
  return parts.length === 4 && parts.every(isByte) ? parts.map(Number) : undefined;
}

/** The bytes of colon-separated groups, the last of which may be an IPv4 address; undefined where one is wrong. */
function bytesOfGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes = groups.map((group, index) => {
    if (group.includes('.')) return index === groups.length - 1 ? bytesOfV4(group) : undefined;
    const value = /^[0-9a-f]{1,4}$/i.test(group) ? parseInt(group, 16) : undefined;
    return value === undefined ? undefined : [Math.floor(value / 256), value % 256];
  });
  return bytes.includes(undefined) ? undefined : bytes.flatMap((each) => each ?? []);
}

/** The bytes of an IPv6 address; undefined for anything else. */
function bytesOfV6(text: string): number[] | undefined {
  const [before = '', after, more] = text.split('::');
  const head = bytesOfGroups(before);
  if (after === undefined) return text !== '' && head?.length === 16 ? head : undefined;
  const tail = bytesOfGroups(after);
  if (more !== undefined || !head || !tail || before.includes('.') || head.length + tail.length > 14) return undefined;
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** The bits of one byte that belong to a network of that length, the byte at that place in the address. */
function inNetwork(byte: number, index: number, prefix: number): number {
  const bits = Math.min(8, Math.max(0, prefix - index * 8));
  return byte - (byte % 2 ** (8 - bits));
}

/**
 * What is wrong with an address, or a network, of IPv4 or IPv6; undefined where nothing is.
 *
 * A network with bits behind its prefix, such as 10.0.0.1/8, is one that servers pass over without a word: they read
 * networks by `ipaddress.ip_network` of Python, https://docs.python.org/3/library/ipaddress.html
 */
export function addressProblem(text: string): string | undefined {
  const [address = '', length, more] = text.split('/');
  const bytes = bytesOfV4(address) ?? bytesOfV6(address);
  if (!bytes || more !== undefined) return 'is not an address';
  if (length === undefined) return undefined;
  const most = bytes.length * 8;
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > most) {
    return `is not a network: what follows the / is a number from 0 to ${String(most)}`;
  }
  const isNetwork = bytes.every((byte, index) => byte === inNetwork(byte, index, Number(length)));
  return isNetwork ? undefined : `is not a network: there are bits behind the first ${length}`;
}
