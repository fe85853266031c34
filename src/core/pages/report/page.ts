import { readable, readableTime, shortId, type Build, type ImageChanges, type ImageReport } from '../../image-report';
import { writePage, type Making } from '../frame';
import { counted, html, type Markup, type Part } from '../markup';
import { REPORT_STYLE } from '../style/report';
import { TREEMAP_STYLE } from '../style/treemap';
import { pictureOf } from '../treemap/groups';
import { treemap } from '../treemap/picture';
import { changesSection, growth } from './changes';
import { contentsSection } from './contents';
import { historySection } from './history';

/** What is told of the image of one app. */
export interface ReportedImage {
  readonly directory: string;
  readonly report: ImageReport;
  /** What changed, or why that is not known. */
  readonly changes: ImageChanges | string;
  /** All builds that are remembered, the oldest first. */
  readonly builds: readonly Build[];
}

function fact(what: string, value: Part): Markup {
  return html`<div>
    <dt>${what}</dt>
    <dd>${value}</dd>
  </div>`;
}

function facts({ report, changes, builds }: ReportedImage): Markup {
  const own = report.packages.filter(({ base }) => !base).length;
  const start = builds.at(-1)?.start;
  const grown = typeof changes === 'string' ? undefined : html` ${growth(changes.size)}`;
  return html`<section aria-label="In short">
    <dl class="facts">
      ${[
        fact('in all layers', html`${readable(report.size)}${grown}`),
        fact(
          'in layers of its own',
          readable(report.layers.reduce((sum, { base, size }) => sum + (base ? 0 : size), 0)),
        ),
        fact(own === 1 ? 'Python package' : 'Python packages', own),
        fact(
          'to the first answer',
          start === undefined ? html`<span class="soft">not measured</span>` : readableTime(start),
        ),
      ]}
    </dl>
  </section> `;
}

function imageMarkup(image: ReportedImage, prefix: string, heading: Part): Markup {
  const { report, changes, builds } = image;
  const id = `${prefix}-picture`;
  return html`${heading} ${facts(image)}
    <section aria-labelledby="${id}">
      <h2 id="${id}">What is in it</h2>
      ${treemap(pictureOf(report, prefix), `${prefix}-changes`)}
    </section>
    ${changesSection(changes, prefix)}${historySection(builds, prefix)}${contentsSection(report, prefix)}`;
}

function lead({ id, platform }: ImageReport, directory: string): Markup {
  return html`The image of ${directory === '.' ? 'this app' : html`<code>${directory}</code>`}, ${platform},
    <code>${shortId(id)}</code>`;
}

/** The page about the images of apps: one file, which says what `report` says and shows it. */
export function reportPage(images: readonly ReportedImage[], making: Making): string {
  const styles = [TREEMAP_STYLE, REPORT_STYLE];
  const [first, ...others] = images;
  if (first !== undefined && others.length === 0) {
    const { reference } = first.report;
    const main = imageMarkup(first, 'image', undefined);
    const page = {
      title: `${reference}: what is in the image`,
      heading: reference,
      lead: lead(first.report, first.directory),
    };
    return writePage({ ...making, ...page, styles, main });
  }
  const prefix = (index: number) => `image-${String(index + 1)}`;
  const links = images.map(
    ({ report }, index) => html`<li><a href="#${prefix(index)}">${report.reference}</a> ${readable(report.size)}</li>`,
  );
  const main = html`<nav aria-label="Images">
      <ul class="apps">
        ${links}
      </ul>
    </nav>
    ${images.map((image, index) => {
      const { report, directory } = image;
      const heading = html`<h2 id="${prefix(index)}">${report.reference}</h2>
        <p class="lead">${lead(report, directory)}</p>`;
      return html`<article class="image" aria-labelledby="${prefix(index)}">
        ${imageMarkup(image, prefix(index), heading)}
      </article> `;
    })}`;
  const heading = counted(images.length, 'image');
  return writePage({
    ...making,
    title: `${heading}: what is in them`,
    heading,
    lead: 'What is in them, and what changed.',
    styles,
    main,
  });
}
