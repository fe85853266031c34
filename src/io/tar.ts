/** A member of a tar archive. */
export interface TarEntry {
  readonly path: string;
  /** Bytes of its contents. */
  readonly size: number;
  /** Where its contents begin. */
  readonly offset: number;
  readonly kind: 'file' | 'other';
}

/** Reads bytes of an archive, fewer at its end. */
export type ReadBytes = (offset: number, length: number) => Buffer;

const BLOCK = 512;

function text(header: Buffer, offset: number, length: number): string {
  const field = header.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

/** Octal digits, or a big-endian number where the first bit says so. */
function numeric(header: Buffer, offset: number, length: number): number {
  if (((header[offset] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(offset + length - 8));
  return Number.parseInt(text(header, offset, length).trim() || '0', 8);
}

/** The records of an extended header: `<length> <key>=<value>` in each line. */
function extended(contents: Buffer): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < contents.length;) {
    const blank = contents.indexOf(0x20, at);
    const length = Number(contents.toString('utf8', at, blank));
    if (blank === -1 || !(length > 0)) break;
    const record = contents.toString('utf8', blank + 1, at + length - 1);
    records[record.slice(0, record.indexOf('='))] = record.slice(record.indexOf('=') + 1);
    at += length;
  }
  return records;
}

function normal(path: string): string {
  return path.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
}

/** The members of a tar archive, in order. Long names of POSIX and of GNU are understood. */
export function* tarEntries(read: ReadBytes): Generator<TarEntry> {
  let longName: string | undefined;
  let longSize: number | undefined;
  for (let offset = 0; ;) {
    const header = read(offset, BLOCK);
    if (header.length < BLOCK || header.every((byte) => byte === 0)) return;
    const kind = String.fromCharCode(header[156] ?? 0);
    const size = longSize ?? numeric(header, 124, 12);
    const begin = offset + BLOCK;
    offset = begin + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'x') {
      const records = extended(read(begin, size));
      longName = records.path ?? longName;
      longSize = records.size === undefined ? undefined : Number(records.size);
    } else if (kind === 'L') {
      longName = text(read(begin, size), 0, size);
    } else if (kind !== 'g' && kind !== 'K') {
      const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
      const short = text(header, 0, 100);
      const path = normal(longName ?? (prefix === '' ? short : `${prefix}/${short}`));
      const isFile = kind === '0' || kind === '\0';
      yield { path, size: isFile ? size : 0, offset: begin, kind: isFile ? 'file' : 'other' };
      longName = undefined;
      longSize = undefined;
    }
  }
}
