import type * as Yaml from 'yaml';

/**
 * The library that reads and writes YAML, loaded where it is first used: it takes longer to load than most commands take,
 * and most apps need none of it.
 */
export function yamlLibrary(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, no-restricted-globals -- an import is loaded at once
  return require('yaml') as typeof Yaml;
}
