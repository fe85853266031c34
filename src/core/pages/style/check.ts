/** The page about drift. */
export const CHECK_STYLE = `
.group > h2 { margin: 2rem 0 0.8rem; }
.count { color: var(--soft); font-weight: 500; font-variant-numeric: tabular-nums; margin-left: 0.3rem; }
.facts dd a { color: inherit; text-decoration-thickness: 2px; text-decoration-color: var(--link); text-underline-offset: 0.2em; }
.app { padding: 0; margin-bottom: 0.75rem; }
.app:not([open]) { margin-bottom: 0.4rem; }
.app > summary { padding: 0.7rem 1.2rem; border-radius: 14px; }
.app > summary h3 { display: inline; margin-right: 0.4rem; }
.app[open] > summary { border-bottom: 1px solid var(--line); border-radius: 14px 14px 0 0; }
.app > :not(summary) { margin-left: 1.2rem; margin-right: 1.2rem; }
.app > :last-child:not(summary) { margin-bottom: 1.2rem; }
.file { margin-top: 0.8rem; margin-bottom: 0.8rem; }
.file .why { color: var(--soft); font-size: 0.9rem; margin-left: 0.5rem; overflow-wrap: anywhere; }
.file .chip { margin-left: 0.35rem; }
.file ul, .notices { margin: 0.2rem 0 0.7rem; padding-left: 1.3rem; font-size: 0.92rem; }
.file > code, .file summary > code { font-weight: 600; }
.ways { font-weight: 600; font-size: 0.9rem; margin: 0.7rem 0 0; }
.notices { color: var(--soft); }
.problem { margin-top: 0.9rem; }
.problem h4 { margin: 0; font-size: 1rem; font-weight: 650; }
.problem dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.25rem 0 0; font-size: 0.94rem; }
.problem dt { color: var(--soft); }
.problem dd { margin: 0; overflow-wrap: anywhere; }
.in-step { list-style: none; columns: 18rem; column-gap: 2rem; padding: 1rem 1.2rem; }
.in-step li { break-inside: avoid; overflow-wrap: anywhere; padding: 0.1rem 0; }
.in-step li > .notices { padding-left: 1rem; }
@media (max-width: 40rem) {
  .app > summary { padding: 0.8rem 0.9rem; }
  .app > :not(summary) { margin-left: 0.9rem; margin-right: 0.9rem; }
  .problem dl { grid-template-columns: 1fr; gap: 0; }
}
`;
