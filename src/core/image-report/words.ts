import type { PackageChange } from './changes';

/** As people compare sizes: 12.3 MB, 45.6 kB. */
export function readable(bytes: number): string {
  const magnitude = Math.abs(bytes);
  if (magnitude >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return magnitude >= 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${String(bytes)} B`;
}

/** The same of a growth, with its sign. */
export function signed(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${readable(bytes)}`;
}

/** The instruction as it stands in a Dockerfile, without what engines wrap around it. */
export function instruction(createdBy: string): string {
  const text = createdBy
    .replace(/^\/bin\/sh -c (#\(nop\)\s*)?/, (_, comment: string | undefined) => (comment === undefined ? 'RUN ' : ''))
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A layer by its instruction. An image that was imported has none. */
export function layerName({ createdBy, base }: { readonly createdBy: string; readonly base: boolean }): string {
  return instruction(createdBy) || (base ? 'the base image' : 'a layer without an instruction');
}

/** An id as engines show it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/** What became of a package. */
export function packageChange({ name, before, after }: PackageChange): string {
  if (before === undefined) return `${name} ${String(after)} is new`;
  if (after === undefined) return `${name} ${before} is gone`;
  return before === after ? `${name} ${after}` : `${name} ${before} -> ${after}`;
}

/** A time as people compare it: 840 ms, 1.2 s. */
export function readableTime(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
