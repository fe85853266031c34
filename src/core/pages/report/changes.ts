import { PLACES, packageChange, readable, shortId, signed, type ImageChanges, type Place } from '../../image-report';
import { counted, html, type Markup, type Part } from '../markup';
import { largest } from '../../text/lists';

/** A growth as a bar to the right of the middle, and a loss as one to the left. */
function row(what: Part, bytes: number, most: number): Markup {
  const length = most === 0 ? 0 : (Math.abs(bytes) / most) * 50;
  const side = bytes < 0 ? 'right' : 'left';
  return html`<tr>
    <th scope="row">${what}</th>
    <td class="number">${signed(bytes)}</td>
    <td class="wide" aria-hidden="true">
      <span class="growth"
        ><span class="${bytes < 0 ? 'less' : 'more'}" style="${side}:50%;width:${length.toFixed(2)}%"></span
      ></span>
    </td>
  </tr> `;
}

function table(caption: string, rows: readonly (readonly [what: string, bytes: number])[]): Part {
  if (rows.length === 0) return undefined;
  const most = largest(rows.map(([, bytes]) => Math.abs(bytes)));
  return html`<table class="changes">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">What</th>
        <th scope="col" class="number">Growth</th>
        <th class="wide" aria-hidden="true"></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(([what, bytes]) => row(what, bytes, most))}
    </tbody>
  </table> `;
}

/** How much larger or smaller an image became, as a mark. */
export function growth(bytes: number): Markup {
  if (bytes === 0) return html`<span class="chip">same size</span>`;
  return html`<span class="chip ${bytes > 0 ? 'warn' : 'good'}">${signed(bytes)}</span>`;
}

/**
 * What changed since another build was reported.
 *
 * @param changes or why that is not known
 */
export function changesSection(changes: ImageChanges | string, prefix: string): Markup {
  const id = `${prefix}-changes`;
  const known = (content: Part) =>
    html`<section aria-labelledby="${id}">
      <h2 id="${id}">What changed since the last build</h2>
      ${content}
    </section> `;
  if (typeof changes === 'string') return known(html`<p class="soft">${changes}</p> `);
  const { since, size, layers, places, packages } = changes;
  const grown = (Object.entries(places) as [Place, number][]).filter(([, bytes]) => bytes !== 0);
  return known(
    html`<p>
        Since <code>${shortId(since)}</code>, the build that was reported before: ${growth(size)}.
        ${counted(layers.added, 'layer')} with ${readable(layers.addedSize)} are new, ${counted(layers.same, 'layer')}
        stayed the same: a registry has these already.
      </p>
      ${grown.length + packages.length === 0 ? html`<p class="soft">No place and no package differs.</p> ` : undefined}
      <div class="pair">
        ${table(
          'By place',
          grown.map(([place, bytes]) => [PLACES[place], bytes] as const),
        )}${table(
          'By Python package',
          packages.map((change) => [packageChange(change), change.size] as const),
        )}
      </div> `,
  );
}
