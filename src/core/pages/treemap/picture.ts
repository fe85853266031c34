import { PLACES, readable } from '../../image-report';
import { html, type Markup, type Part } from '../markup';
import type { Group, Picture, Tile } from './groups';
import { squarify, type Box } from './squarify';

/** The picture is laid out twice, for wide windows and for narrow ones; the style sheet takes one of the two. */
const WIDE = { x: 0, y: 0, width: 1120, height: 600 };
const TALL = { x: 0, y: 0, width: 360, height: 620 };

/** What is where, in the words of the legend. */
export const KINDS: Readonly<Record<Tile['place'], string>> = {
  ...PLACES,
  hidden: 'replaced or removed later',
};

/** A share as people read it. */
export function share(size: number, total: number): string {
  const percent = total === 0 ? 0 : (size / total) * 100;
  return percent > 0 && percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}

function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (part / whole) * 100).toFixed(2)}%`;
}

/** Where a rectangle is in both layouts, as variables that the style sheet reads. */
function placing(wide: Box, tall: Box, inWide: Box, inTall: Box): string {
  const numbers = [
    [percent(wide.x, inWide.width), percent(wide.y, inWide.height)],
    [percent(wide.width, inWide.width), percent(wide.height, inWide.height)],
    [percent(tall.x, inTall.width), percent(tall.y, inTall.height)],
    [percent(tall.width, inTall.width), percent(tall.height, inTall.height)],
  ].flat();
  return numbers.map((number, index) => `--${'abcdefgh'[index] ?? ''}:${number}`).join(';');
}

function tileMarkup(tile: Tile, style: string, total: number): Markup {
  const { name, size, place, layer, row } = tile;
  return html`<li style="${style}">
    <a class="tile ${place}" href="#${row}"
      ><span class="label" aria-hidden="true"><b>${name}</b><i>${readable(size)}</i></span
      ><span class="tip"
        ><b>${name}</b>: ${readable(size)}, ${share(size, total)} of the image; ${KINDS[place]}, in the layer
        <span class="mono">${layer}</span></span
      ></a
    >
  </li> `;
}

/** Within its own borders, the rectangle of a group begins at zero. */
function inner({ width, height }: Box): Box {
  return { x: 0, y: 0, width, height };
}

function groupMarkup({ title, size, tiles }: Group, wide: Box, tall: Box, total: number): Markup {
  const sizes = tiles.map((tile) => tile.size);
  const [inWide, inTall] = [inner(wide), inner(tall)];
  const [wides, talls] = [squarify(sizes, inWide), squarify(sizes, inTall)];
  const style = placing(wide, tall, WIDE, TALL);
  return html`<li class="group" style="${style}">
    <div class="frame">
      <p class="title" aria-hidden="true"><b>${title}</b> ${readable(size)}</p>
      <ul aria-label="${title}, ${readable(size)}">
        ${tiles.map((tile, index) => {
          const boxes = [wides[index] ?? inWide, talls[index] ?? inTall] as const;
          return tileMarkup(tile, placing(...boxes, inWide, inTall), total);
        })}
      </ul>
    </div>
  </li> `;
}

/** What is in the image all the same. */
function tooSmall(left: readonly Group[]): Part {
  if (left.length === 0) return undefined;
  const links = left.map(({ title, size, tiles: [first] }, index) => {
    const link = html`<a href="#${first?.row}"><code>${title}</code></a> (${readable(size)})`;
    return html`${index === 0 ? '' : ', '}${link}`;
  });
  return html`<p class="note">Too small to be drawn: ${links}</p>`;
}

/** The places that occur, each with its colour. */
function legend(groups: readonly Group[]): Markup {
  const used = new Set(groups.flatMap(({ tiles }) => tiles.map(({ place }) => place)));
  const kinds = (Object.keys(KINDS) as Tile['place'][]).filter((place) => used.has(place));
  return html`<ul class="legend">
    ${kinds.map((place) => html`<li><span class="${place}"></span>${KINDS[place]}</li>`)}
  </ul>`;
}

/**
 * Layers and what is in them as rectangles, whose areas are in proportion to their sizes. Each is a link to its row in the
 * table, so that keys reach it; what it is called shows whenever it is pointed at or has the focus.
 *
 * @param after id of what follows the picture
 */
export function treemap({ size: total, groups, left }: Picture, after: string): Markup {
  const sizes = groups.map(({ size }) => size);
  const [wides, talls] = [squarify(sizes, WIDE), squarify(sizes, TALL)];
  return html`${legend(groups)}
    <p class="note"><a href="#${after}">Skip the picture</a>: all that it shows stands in the table below.</p>
    <ul class="treemap" aria-label="Layers of the image, and what is in each">
      ${groups.map((group, index) => groupMarkup(group, wides[index] ?? WIDE, talls[index] ?? TALL, total))}
    </ul>
    ${tooSmall(left)}`;
}
