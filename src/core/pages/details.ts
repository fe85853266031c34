import { html, type Markup, type Part } from './markup';

/**
 * What is shown when it is asked for. It needs no program: browsers open and close it, by keys as well.
 *
 * @param isOpen whether it is shown without being asked for
 */
export function details(names: string, isOpen: boolean, summary: Part, content: Part): Markup {
  const inside = html`<summary>${summary}</summary>
    ${content}`;
  if (isOpen) return html`<details class="${names}" open>${inside}</details> `;
  return html`<details class="${names}">${inside}</details> `;
}
