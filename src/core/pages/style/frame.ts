/** What all pages look like. */
export const FRAME_STYLE = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 76rem; padding: 2.5rem 1.5rem 1.5rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; letter-spacing: -0.02em; font-weight: 700; }
h2 { font-size: 1.2rem; letter-spacing: -0.01em; font-weight: 650; }
h3 { font-size: 1rem; font-weight: 650; }
p { margin: 0.5rem 0; max-width: 75ch; }
a { color: var(--link); text-underline-offset: 0.15em; }
code, .mono { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
p code, li code, dd code { background: var(--sunk); border-radius: 4px; padding: 0.1em 0.35em; }
.lead { color: var(--soft); margin: 0.4rem 0 0; max-width: none; }
header { margin-bottom: 1.75rem; }
main { outline: none; }
section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.4rem 1.5rem 1.5rem; margin: 0 0 1.25rem; }
section > h2 { margin-bottom: 0.35rem; }
.soft { color: var(--soft); }
.note { color: var(--soft); font-size: 0.9rem; }
footer { color: var(--soft); font-size: 0.85rem; padding: 0.25rem 0 1rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: 1rem; top: -10rem; background: var(--card); color: var(--link); padding: 0.6rem 1rem; border-radius: 8px; z-index: 9; }
.skip:focus { top: 0.6rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.facts { display: flex; flex-wrap: wrap; gap: 1.1rem 2.75rem; margin: 0; }
.facts div { display: flex; flex-direction: column-reverse; }
.facts dt { color: var(--soft); font-size: 0.85rem; }
.facts dd { margin: 0; font-size: 1.45rem; font-weight: 650; letter-spacing: -0.015em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.chip { display: inline-block; border-radius: 99px; padding: 0.05rem 0.6rem; font-size: 0.8rem; font-weight: 600; white-space: nowrap; background: var(--sunk); color: var(--soft); letter-spacing: 0; }
.chip.good { background: var(--good-ground); color: var(--good); }
.chip.warn { background: var(--warn-ground); color: var(--warn); }
.chip.bad { background: var(--bad-ground); color: var(--bad); }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
caption { text-align: left; color: var(--soft); font-size: 0.9rem; padding: 0 0 0.5rem; }
th, td { text-align: left; padding: 0.42rem 0.75rem 0.42rem 0; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; font-size: 0.82rem; white-space: nowrap; overflow-wrap: normal; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th.number:last-child, td.number:last-child { padding-right: 0; }
tr:target > * { background: var(--warn-ground); }
summary { cursor: pointer; }
summary::marker { color: var(--soft); }
@media (max-width: 40rem) {
  body { padding: 1.5rem 0.85rem 1rem; }
  section, .card { padding: 1.1rem 1rem; border-radius: 12px; }
  h1 { font-size: 1.5rem; }
  table { font-size: 0.85rem; }
  th, td { padding-right: 0.5rem; }
  thead th { white-space: normal; }
  .wide { display: none; }
}
`;
