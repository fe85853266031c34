/** All colours, in light and in dark. Texts have a contrast of 4.5 at least to what they stand on, edges one of 3. */
export const THEME_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f3; --card: #ffffff; --sunk: #f0f0ec; --ink: #1b1f23; --soft: #565e66; --line: #d9dbd6;
  --link: #0a58ca; --focus: #0a58ca;
  --good: #0b6b45; --good-ground: #dff3e7; --warn: #7a4a00; --warn-ground: #fdeccb; --bad: #a11a1f; --bad-ground: #fde4e3;
  --gone: #fdeceb; --gone-mark: #f9c6c3; --come: #e6f5ea; --come-mark: #b3e2c0;
  --application: #c5eadf; --application-edge: #1f8a72; --packages: #d0e0fb; --packages-edge: #4a78cf;
  --python: #fbe5b4; --python-edge: #a9790f; --system: #e3e0f3; --system-edge: #7a70bd;
  --hidden: #e6e7e4; --hidden-edge: #7b827f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121416; --card: #1a1d20; --sunk: #22262a; --ink: #e7eaed; --soft: #a7afb7; --line: #343a40;
    --link: #8bb7f8; --focus: #8bb7f8;
    --good: #7fd6a6; --good-ground: #143526; --warn: #f2c063; --warn-ground: #3d2d0c; --bad: #ff9c97; --bad-ground: #451b1c;
    --gone: #351b1d; --gone-mark: #6d2b2f; --come: #14291b; --come-mark: #1f5433;
    --application: #12433a; --application-edge: #3fb497; --packages: #1d3763; --packages-edge: #6495e6;
    --python: #4b390f; --python-edge: #c99a34; --system: #35325c; --system-edge: #918ad6;
    --hidden: #33383b; --hidden-edge: #8b9398;
  }
}
`;
