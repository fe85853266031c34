import { html, type Markup, type Part } from './markup';
import { withMark } from './own-page';
import { FRAME_STYLE } from './style/frame';
import { THEME_STYLE } from './style/theme';

/** Where and when a page is made: the core knows neither. */
export interface Making {
  /** Version of this package. */
  readonly version: string;
  /** ISO 8601. */
  readonly now: string;
}

/** A page, without what all pages have. */
export interface Page extends Making {
  /** Of the window and its tab. */
  readonly title: string;
  readonly heading: Part;
  /** Below the heading, in a few words. */
  readonly lead: Part;
  /** Style sheets besides those of all pages. */
  readonly styles: readonly string[];
  readonly main: Part;
}

/**
 * Nothing is loaded and nothing is run, whatever stands in the page. Styles are in it, also in attributes: places in a
 * picture are numbers that no class has.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A time for people, in the one zone that is the same for all who read the page. */
export function moment(iso: string): Markup {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

/** Writes a page: one file that needs nothing else. */
export function writePage({ title, heading, lead, styles, main, version, now }: Page): string {
  // Style sheets are this package's own, and hold nothing that anybody typed.
  const style = [THEME_STYLE, FRAME_STYLE, ...styles].map((sheet) => sheet.trim()).join('\n');
  const head = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${title}</title>
    </head>
  </html> `;
  const body = html`</head>
<body>
<a class="skip" href="#main">Skip to the contents</a>
<header>
<h1>${heading}</h1>
<p class="lead">${lead}</p>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer><p>Made by fastapi-container ${version}, ${moment(now)}. This page is one file: it loads nothing and runs nothing.</p></footer>
</body>
</html>
`;
  return withMark(`${head.html}<style>\n${style}\n</style>\n${body.html}`);
}
