/** Changes, curves and tables of the page about an image. */
export const REPORT_STYLE = `
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.25rem 2.5rem; margin-top: 0.9rem; align-items: start; }
.changes th[scope=row] { font-weight: 400; }
.growth { display: block; position: relative; min-width: 7rem; height: 0.75rem; margin-top: 0.32rem; border-radius: 3px; background: linear-gradient(var(--hidden-edge), var(--hidden-edge)) 50% 0 / 1px 100% no-repeat; }
.growth span { position: absolute; top: 0; height: 100%; min-width: 2px; border-radius: 3px; }
.growth .more { background: var(--python-edge); }
.growth .less { background: var(--application-edge); }
.curve { margin: 0; }
.curve figcaption { color: var(--soft); font-size: 0.9rem; }
.curve figcaption b { color: var(--ink); margin-left: 0.35rem; }
.plot { position: relative; height: 9rem; margin: 0.4rem 0 0.2rem; padding: 0.9rem 0.75rem 0.9rem 5.4rem; background: var(--sunk); border-radius: 10px; font-size: 0.78rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.plot .most, .plot .least { position: absolute; left: 0; width: 4.7rem; text-align: right; line-height: 1; }
.plot .most { top: 0.6rem; }
.plot .least { bottom: 0.6rem; }
.plot .most:nth-last-child(2) { top: calc(50% - 0.4rem); }
.field { position: relative; height: 100%; color: var(--packages-edge); border-block: 1px dashed var(--line); }
.field svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.field span { position: absolute; width: 9px; height: 9px; margin: 0 0 -4.5px -4.5px; border-radius: 50%; background: currentColor; border: 2px solid var(--sunk); }
.field span:last-child { width: 13px; height: 13px; margin: 0 0 -6.5px -6.5px; }
section > details { margin-top: 1rem; }
section > details > table { margin-top: 0.75rem; }
.parts tbody th { background: var(--sunk); padding-left: 0.6rem; font-weight: 600; }
.parts tbody td:first-child { padding-left: 0.6rem; }
.parts .chip { white-space: normal; }
.parts tbody .number:last-child { padding-right: 0.6rem; }
.kind { display: inline-block; width: 0.7rem; height: 0.7rem; border-width: 1px; border-style: solid; border-radius: 3px; margin-right: 0.45rem; }
.apps { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; list-style: none; padding: 0; margin: 0 0 1.5rem; }
.image > h2 { font-size: 1.45rem; margin: 2rem 0 0.9rem; }
@media (max-width: 40rem) {
  .parts span.wide { display: inline-block; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
}
`;
