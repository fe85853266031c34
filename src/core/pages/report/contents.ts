import { layerName, readable, type ImageReport, type LayerReport } from '../../image-report';
import { html, type Markup } from '../markup';
import { rowId } from '../treemap/groups';
import { KINDS, share } from '../treemap/picture';

function layerRows(report: LayerReport, layer: number, total: number, prefix: string): Markup {
  const { createdBy, size, base, parts } = report;
  const chip = base && createdBy !== '' ? html` <span class="chip">base image</span>` : undefined;
  return html`<tbody>
    <tr>
      <th scope="rowgroup" colspan="2"><code>${layerName(report)}</code>${chip}</th>
      <th class="number">${readable(size)}</th>
      <th class="number">${share(size, total)}</th>
    </tr>
    ${parts.map(
      (part, index) =>
        html`<tr id="${rowId(prefix, layer, index)}">
          <td>${part.name}</td>
          <td><span class="kind ${part.place}"></span><span class="wide">${KINDS[part.place]}</span></td>
          <td class="number">${readable(part.size)}</td>
          <td class="number">${share(part.size, total)}</td>
        </tr> `,
    )}
  </tbody> `;
}

/** All that the picture shows, and what is too small for it, as a table. */
export function contentsSection({ layers, size }: ImageReport, prefix: string): Markup {
  const id = `${prefix}-contents`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}" tabindex="-1">Layers and what is in them</h2>
    <table class="parts">
      <caption>
        In the order in which they lie on each other. Sizes are those of unpacked files.
      </caption>
      <thead>
        <tr>
          <th scope="col">Package or directory</th>
          <th scope="col"><span class="wide">What it is</span></th>
          <th scope="col" class="number">Size</th>
          <th scope="col" class="number">Share</th>
        </tr>
      </thead>
      ${layers.map((layer, index) => layerRows(layer, index, size, prefix))}
    </table>
  </section> `;
}
