import { counted, html, type Markup } from '../markup';

interface Point {
  /** Percents of the width and, from below, of the height. */
  readonly x: number;
  readonly y: number;
}

function round(value: number): string {
  return value.toFixed(2);
}

/** Points without those that are not known: the line goes on behind such a gap. */
function pointsOf(values: readonly (number | undefined)[]): Point[] {
  const known = values.filter((value) => value !== undefined);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return values.flatMap((value, index): Point[] => {
    if (value === undefined) return [];
    const x = values.length === 1 ? 50 : (index / (values.length - 1)) * 100;
    return [{ x, y: most === least ? 50 : ((value - least) / (most - least)) * 100 }];
  });
}

function told(title: string, values: readonly (number | undefined)[], words: (value: number) => string): string {
  const known = values.filter((value) => value !== undefined);
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  const extremes = `least ${words(Math.min(...known))}, most ${words(Math.max(...known))}`;
  return `${title} of ${counted(known.length, 'build')}: first ${words(first)}, last ${words(last)}, ${extremes}`;
}

/**
 * A line over the builds. Its numbers stand in the table as well; the picture itself says them in one sentence.
 *
 * @param values from the first build to the last; at least one is known
 * @param words a value as people read it
 */
export function curve(
  title: string,
  values: readonly (number | undefined)[],
  words: (value: number) => string,
): Markup {
  const known = values.filter((value) => value !== undefined);
  const points = pointsOf(values);
  const [least, most] = [words(Math.min(...known)), words(Math.max(...known))];
  const line = points.map(({ x, y }) => `${round(x)},${round(100 - y)}`).join(' ');
  const dots = points.map(({ x, y }) => html`<span style="left:${round(x)}%;bottom:${round(y)}%"></span>`);
  return html`<figure class="curve">
    <figcaption>${title} <b>${words(known.at(-1) ?? 0)}</b></figcaption>
    <div class="plot" role="img" aria-label="${told(title, values, words)}">
      <span class="most">${most}</span>${least === most ? undefined : html`<span class="least">${least}</span>`}
      <div class="field">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline
            points="${line}"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            vector-effect="non-scaling-stroke"
            stroke-linejoin="round"
          /></svg
        >${dots}
      </div>
    </div>
  </figure> `;
}
