/** The package can be required, and its own types say that it cannot: these say what is used of it. */
declare module 'smol-toml' {
  /** Reads a TOML document; throws where it is none. */
  export function parse(toml: string): Record<string, unknown>;
}
