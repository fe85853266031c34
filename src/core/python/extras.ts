const UVICORN = ['uvicorn', 'httptools', 'uvloop', 'watchfiles', 'websockets'];

/** Packages that others bring with them, as far as an image is started by them. An extra stands behind a `:`. */
const BRINGS: Readonly<Record<string, readonly string[]>> = {
  'fastapi:all': ['fastapi-cli', ...UVICORN],
  'fastapi:standard': ['fastapi-cli', ...UVICORN],
  'fastapi-cli': ['uvicorn'],
  'fastapi-cli:standard': UVICORN,
  'uvicorn:standard': UVICORN,
  'uvicorn-worker': ['uvicorn', 'gunicorn'],
};

/**
 * Packages that come with another one, so that no line needs to name them.
 *
 * @param name in its normal form
 */
export function broughtBy(name: string, extras: readonly string[]): readonly string[] {
  const keys = [name, ...extras.map((extra) => `${name}:${extra}`)];
  return keys.flatMap((key) => (Object.hasOwn(BRINGS, key) ? (BRINGS[key] ?? []) : []));
}
