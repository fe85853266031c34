import type { Listing } from '../../src/core/adopt/listing';
import type { Memory } from './memory';

/** A directory of a repository in memory. */
export function listing(repository: Memory, directory = '.'): Listing {
  const prefix = directory === '.' ? '' : `${directory}/`;
  const files = [...repository.keys()]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
  const read = (path: string) => {
    const text = repository.get(path);
    return text === undefined ? undefined : ({ text, encoding: 'UTF-8' } as const);
  };
  return { directory, files: files.sort(), read };
}
