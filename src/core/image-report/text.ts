import type { ImageChanges } from './changes';
import { PLACES, type Place } from './places';
import type { ImageReport, LayerReport } from './report';
import { instruction, packageChange, readable, readableTime, shortId, signed } from './words';

function line(size: string, text: string): string {
  return `  ${size.padStart(9)}  ${text}`;
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

function changeLines({ since, size, layers, places, packages }: ImageChanges): string[] {
  const grown = Object.entries(places) as [Place, number][];
  return [
    `Changed since the image that was reported before, ${shortId(since)}`,
    line(signed(size), 'in all'),
    line(readable(layers.addedSize), `in ${String(layers.added)} new layers; ${String(layers.same)} stayed the same`),
    ...grown.filter(([, bytes]) => bytes !== 0).map(([place, bytes]) => line(signed(bytes), PLACES[place])),
    ...packages.map((change) => line(signed(change.size), packageChange(change))),
  ];
}

/**
 * The report for people.
 *
 * @param changes what changed, or why that is not known
 * @param start milliseconds until it answered, where that is known
 */
export function reportText(report: ImageReport, changes: ImageChanges | string, start?: number): string {
  const { reference, id, platform, size, layers, places, packages } = report;
  return [
    `${reference}: ${readable(size)}, ${platform}, ${shortId(id)}`,
    ...(start === undefined ? [] : [`Answers ${readableTime(start)} after it is started`]),
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
