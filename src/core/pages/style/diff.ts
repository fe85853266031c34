/** Differences, side by side; in narrow windows one below the other. */
export const DIFF_STYLE = `
.diff { table-layout: fixed; margin: 0.6rem 0 0.2rem; border: 1px solid var(--line); border-radius: 8px; border-collapse: separate; border-spacing: 0; overflow: hidden; font-size: 0.8rem; }
.diff th, .diff td { padding: 0.12rem 0.5rem; border: 0; }
.diff thead th { padding: 0.35rem 0.5rem; background: var(--sunk); }
.diff :is(th, td):nth-child(odd) { width: 3.1rem; text-align: right; padding: 0.12rem 0.35rem; color: var(--soft); font: 0.75rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; user-select: none; }
.diff :is(th, td):nth-child(3) { border-left: 1px solid var(--line); }
.diff tbody + tbody tr:first-child td { border-top: 1px dashed var(--line); }
.diff td code { white-space: pre-wrap; font-size: inherit; background: none; padding: 0; }
.diff td { position: relative; padding-left: 1.35rem; }
.diff .gone { background: var(--gone); }
.diff .come { background: var(--come); }
.diff .gone::before, .diff .come::before { position: absolute; left: 0.45rem; color: var(--soft); font-family: ui-monospace, Menlo, Consolas, monospace; }
.diff .gone::before { content: "\\2212"; content: "\\2212" / "removed: "; }
.diff .come::before { content: "+"; content: "+" / "added: "; }
.diff mark { color: inherit; border-radius: 3px; padding: 0.1em 0; }
.diff .gone mark { background: var(--gone-mark); }
.diff .come mark { background: var(--come-mark); }
.diff i { color: var(--soft); font-size: 0.75rem; }
@media (max-width: 48rem) {
  .diff, .diff tbody { display: block; }
  .diff thead { display: none; }
  .diff tr { display: grid; grid-template-columns: 2.6rem 1fr; }
  .diff tr.same td:nth-child(-n+2), .diff td:empty { display: none; }
  .diff :is(th, td):nth-child(odd) { width: auto; }
  .diff :is(th, td):nth-child(3) { border-left: 0; }
}
`;
