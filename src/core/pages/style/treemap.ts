/** The picture of an image. */
export const TREEMAP_STYLE = `
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; list-style: none; padding: 0; margin: 0.6rem 0; font-size: 0.88rem; }
.legend span { display: inline-block; width: 0.95rem; height: 0.95rem; border-width: 1px; border-style: solid; border-radius: 4px; vertical-align: -0.14rem; margin-right: 0.45rem; }
.application { background: var(--application); border-color: var(--application-edge); }
.packages { background: var(--packages); border-color: var(--packages-edge); }
.python { background: var(--python); border-color: var(--python-edge); }
.system { background: var(--system); border-color: var(--system-edge); }
.hidden { background: var(--hidden); border-color: var(--hidden-edge); }
.treemap, .treemap ul { list-style: none; margin: 0; padding: 0; position: relative; }
.treemap { height: 37.5rem; margin: 0.75rem -3px 0; }
.treemap li { position: absolute; left: var(--a); top: var(--b); width: var(--c); height: var(--d); }
.treemap .group { padding: 3px; }
.treemap .frame { container-type: size; height: 100%; border-radius: 8px; background: var(--sunk); outline: 1px solid var(--line); outline-offset: -1px; }
.treemap .title { margin: 0; padding: 0 0.55rem; height: 1.65rem; font-size: 0.78rem; line-height: 1.7rem; color: var(--soft); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: none; }
.treemap .title b { color: var(--ink); font-weight: 600; }
.treemap ul { height: calc(100% - 1.65rem - 4px); margin: 0 4px; }
@container (max-height: 4.5rem) or (max-width: 4.5rem) { .treemap .title { display: none; } .treemap .frame ul { height: 100%; margin: 0; } }
.tile { position: absolute; inset: 1px; border-width: 1px; border-style: solid; border-radius: 5px; color: var(--ink); text-decoration: none; }
.tile .label { container-type: size; position: absolute; inset: 0; overflow: hidden; padding: 0.28rem 0.45rem; font-size: 0.78rem; line-height: 1.3; }
.tile .label b, .tile .label i { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-style: normal; }
.tile .label b { font-weight: 600; }
.tile .label i { font-variant-numeric: tabular-nums; }
@container (max-width: 2.2rem) or (max-height: 1rem) { .tile .label b { display: none; } }
@container (max-width: 3.4rem) or (max-height: 2.1rem) { .tile .label i { display: none; } }
.tile .tip { position: fixed; z-index: 5; left: 50%; bottom: 1rem; width: max-content; max-width: min(44rem, calc(100vw - 2rem)); transform: translateX(-50%); background: var(--ink); color: var(--ground); padding: 0.6rem 1rem; border-radius: 10px; font-size: 0.92rem; pointer-events: none; clip-path: inset(50%); }
.tile:is(:hover, :focus-visible) .tip { clip-path: none; }
.tile:hover { border-color: var(--ink); }
.tile:focus-visible { outline-offset: 0; z-index: 4; }
.treemap li:focus-within { z-index: 4; }
@media (max-width: 40rem) {
  .treemap { height: 40rem; }
  .treemap li { left: var(--e); top: var(--f); width: var(--g); height: var(--h); }
}
`;
