import type { ImageChanges, PackageChange } from './changes';
import type { ImageReport, LayerReport, Place } from './report';

const PLACES: Readonly<Record<Place, string>> = {
  application: 'the application',
  packages: 'Python packages',
  python: 'Python and its standard library',
  system: 'the system',
};

/** As people compare sizes: 12.3 MB, 45.6 kB. */
function readable(bytes: number): string {
  const magnitude = Math.abs(bytes);
  if (magnitude >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return magnitude >= 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${String(bytes)} B`;
}

function signed(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${readable(bytes)}`;
}

function line(size: string, text: string): string {
  return `  ${size.padStart(9)}  ${text}`;
}

/** The instruction as it stands in a Dockerfile, without what engines wrap around it. */
function instruction(createdBy: string): string {
  const text = createdBy
    .replace(/^\/bin\/sh -c (#\(nop\)\s*)?/, (_, comment: string | undefined) => (comment === undefined ? 'RUN ' : ''))
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function layerLines(layers: readonly LayerReport[]): string[] {
  const base = layers.filter((layer) => layer.base);
  const size = base.reduce((total, layer) => total + layer.size, 0);
  const count = base.length === 1 ? '1 layer' : `${String(base.length)} layers`;
  return [
    ...(base.length === 0 ? [] : [line(readable(size), `the base image (${count})`)]),
    ...layers.filter((layer) => !layer.base).map((layer) => line(readable(layer.size), instruction(layer.createdBy))),
  ];
}

function packageChange({ name, before, after, size }: PackageChange): string {
  const what =
    before === undefined
      ? `${name} ${String(after)} is new`
      : after === undefined
        ? `${name} ${before} is gone`
        : before === after
          ? `${name} ${after}`
          : `${name} ${before} -> ${after}`;
  return line(signed(size), what);
}

function changeLines({ since, size, layers, places, packages }: ImageChanges): string[] {
  const grown = Object.entries(places) as [Place, number][];
  return [
    `Changed since the image that was reported before, ${shortId(since)}`,
    line(signed(size), 'in all'),
    line(readable(layers.addedSize), `in ${String(layers.added)} new layers; ${String(layers.same)} stayed the same`),
    ...grown.filter(([, bytes]) => bytes !== 0).map(([place, bytes]) => line(signed(bytes), PLACES[place])),
    ...packages.map(packageChange),
  ];
}

function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

/**
 * The report for people.
 *
 * @param changes what changed, or why that is not known
 */
export function reportText(report: ImageReport, changes: ImageChanges | string): string {
  const { reference, id, platform, size, layers, places, packages } = report;
  return [
    `${reference}: ${readable(size)}, ${platform}, ${shortId(id)}`,
    '',
    'Layers',
    ...layerLines(layers),
    '',
    'Places',
    ...(Object.entries(places) as [Place, number][]).map(([place, bytes]) => line(readable(bytes), PLACES[place])),
    '',
    'Python packages',
    ...packages.map((installed) => {
      const from = installed.base ? ' (from the base image)' : '';
      return line(readable(installed.size), `${installed.name} ${installed.version}${from}`);
    }),
    '',
    ...(typeof changes === 'string' ? [changes] : changeLines(changes)),
  ].join('\n');
}
