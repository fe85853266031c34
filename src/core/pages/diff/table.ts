import { counted, html, type Markup, type Part } from '../markup';
import { cut, marked, unmarked, type Pieces } from './marks';
import type { Hunk, Row, Side } from './rows';

function line({ text, unended }: Side, pieces: Pieces = unmarked(text)): Markup {
  const [before, middle, after] = cut(pieces);
  const mark = middle === '' ? undefined : html`<mark>${middle}</mark>`;
  return html`<code>${before}${mark}${after}</code>${unended ? html`<i> no line end</i>` : undefined}`;
}

/** Both cells of a side: the number of the line, and the line. */
function cells(side: Side | undefined, pieces: Pieces | undefined, kind: 'gone' | 'come'): Markup {
  if (!side)
    return html`<td></td>
      <td></td>`;
  return html`<td>${side.line}</td>
    <td class="${kind}">${line(side, pieces)}</td>`;
}

function rowMarkup({ kind, before, after }: Row): Markup {
  if (kind === 'same' && before && after) {
    const text = line(before);
    return html`<tr class="same">
      <td>${before.line}</td>
      <td>${text}</td>
      <td>${after.line}</td>
      <td>${text}</td>
    </tr>`;
  }
  const [left, right] = before && after ? marked(before.text, after.text) : [];
  return html`<tr>
    ${cells(before, left, 'gone')}${cells(after, right, 'come')}
  </tr>`;
}

/** What a table shows of a difference. */
export interface Shown {
  readonly hunks: readonly Hunk[];
  /** Rows that are shown of it. */
  readonly most: number;
  /** What shows the rest, as a person types it. */
  readonly rest: string;
}

/** The first rows of all hunks together. */
function first(hunks: readonly Hunk[], most: number): Hunk[] {
  let left = most;
  return hunks
    .map((rows) => {
      const shown = rows.slice(0, Math.max(left, 0));
      left -= shown.length;
      return shown;
    })
    .filter((rows) => rows.length > 0);
}

/**
 * A difference as a table: on the left what is there, on the right what the options lead to.
 *
 * @param caption of the table, for those who do not see where it stands
 */
export function diffTable(caption: string, { hunks, most, rest }: Shown): Part {
  const all = hunks.reduce((sum, rows) => sum + rows.length, 0);
  if (all === 0) return undefined;
  const shown = most >= all ? hunks : first(hunks, most);
  const hidden = Math.max(all - most, 0);
  const bodies = shown.map(
    (rows) =>
      html`<tbody>
        ${rows.map(rowMarkup)}
      </tbody>`,
  );
  const table = html`<table class="diff">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col"><span class="unseen">Line</span></th>
        <th scope="col">What is there</th>
        <th scope="col"><span class="unseen">Line</span></th>
        <th scope="col">What the options lead to</th>
      </tr>
    </thead>
    ${bodies}
  </table>`;
  if (hidden === 0) return table;
  return html`${shown.length === 0 ? undefined : table}
    <p class="note">${counted(hidden, 'more row')} of this difference. All of it: <code>${rest}</code></p>`;
}
