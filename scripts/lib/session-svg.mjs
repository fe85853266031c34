// Draws lines of a terminal as an SVG, for light and dark surroundings, without a script or a font of its own.

const WIDTH = 860;
const LINE = 19;
const LEFT = 20;
const TOP = 54;
/** Where what is said about a file stands. */
const NOTES = 500;

const STYLE = `
  .paper { fill: #ffffff; stroke: #d0d7de; }
  .dots { fill: #d0d7de; }
  text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre; }
  .prompt { font-weight: 600; }
  .sign, .quiet, .yours { fill: #59636e; }
  .file { font-weight: 600; fill: #0550ae; }
  .managed, .good, .come { fill: #116329; }
  .options { fill: #8250df; }
  .gone { fill: #a40e26; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; stroke: #3d444d; }
    .dots { fill: #3d444d; }
    text { fill: #e6edf3; }
    .sign, .quiet, .yours { fill: #9198a1; }
    .file { fill: #79c0ff; }
    .managed, .good, .come { fill: #7ee787; }
    .options { fill: #d2a8ff; }
    .gone { fill: #ffa198; }
  }`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function textAt(x, y, kind, text) {
  const style = kind === undefined ? '' : ` class="${kind}"`;
  // The branches of a tree stay in the background.
  const [branches = ''] = /^[│├└─ ]*[│├└─] ?/.exec(text) ?? [];
  const drawn = branches === '' ? '' : `<tspan class="quiet">${branches}</tspan>`;
  return `  <text x="${x}" y="${y}"${style}>${drawn}${escaped(text.slice(branches.length))}</text>`;
}

function drawLine({ text, note, kind }, y) {
  if (text === '') return [];
  if (kind === 'prompt') return [textAt(LEFT, y, 'sign', '$'), textAt(LEFT + 16, y, 'prompt', text)];
  if (note === undefined) return [textAt(LEFT, y, kind, text)];
  return [textAt(LEFT, y, kind === 'yours' ? undefined : kind, text), textAt(NOTES, y, kind, note)];
}

/**
 * @param lines text, what kind of line it is, and what is said about it beside
 * @returns the text of the SVG
 */
export function drawSession(lines, { title, description }) {
  const height = TOP + lines.length * LINE + 6;
  const drawn = lines.flatMap((line, index) => drawLine(line, TOP + index * LINE));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">${escaped(title)}</title>
  <desc id="description">${escaped(description)}</desc>
  <style>${STYLE}
  </style>
  <rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
  <g class="dots"><circle cx="22" cy="20" r="5"/><circle cx="40" cy="20" r="5"/><circle cx="58" cy="20" r="5"/></g>
${drawn.join('\n')}
</svg>
`;
}
