import type { Place } from '../../text/place';
import { execWords, substitute, type Instruction } from './dockerfile';
import type { Variables } from '../start/shell';

/** A source that is copied into the image, and the absolute path in it. */
export interface Copied {
  readonly source: string;
  readonly target: string;
  readonly place: Place;
}

/** A path in the image, seen from its working directory. */
export function absolute(workdir: string, path: string): string {
  const joined = path.startsWith('/') ? path : `${workdir}/${path}`;
  const segments = joined.split('/').filter((segment) => segment !== '' && segment !== '.');
  return `/${segments.join('/')}`;
}

/** Reads one COPY or ADD of the build context; one from another stage or image says nothing about it. */
export function copied({ words }: Instruction, workdir: string, place: Place, variables: Variables): Copied[] {
  if (/(^|\s)--from=/.test(words)) return [];
  const written = execWords(words) ?? words.split(/\s+/).filter((word) => !word.startsWith('--'));
  const paths = written.map((path) => substitute(path, variables));
  const target = paths.at(-1);
  if (target === undefined || paths.length < 2) return [];
  const sources = paths.slice(0, -1).filter((source) => !/^[a-z]+:\/\//.test(source));
  return sources.map((source) => {
    const name = source.slice(source.replace(/\/$/, '').lastIndexOf('/') + 1);
    // A file keeps its name in a directory; of a directory the contents are copied.
    const intoDirectory = (target.endsWith('/') || target === '.') && /\.[A-Za-z0-9]+$/.test(name);
    return {
      source: source.replace(/\/$/, ''),
      target: absolute(workdir, intoDirectory ? `${target}/${name}` : target),
      place,
    };
  });
}

/** The path in the repository that lies at a path of the image, as far as the copies tell. */
export function repositoryPath(path: string, copies: readonly Copied[]): string | undefined {
  const above = copies
    .filter(({ target }) => path === target || path.startsWith(target === '/' ? '/' : `${target}/`))
    .sort((left, right) => right.target.length - left.target.length);
  const [nearest] = above;
  if (!nearest) return undefined;
  const rest = path.slice(nearest.target === '/' ? 1 : nearest.target.length + 1);
  const joined = [nearest.source.replace(/^\.?\/+/, ''), rest].filter((part) => part !== '' && part !== '.').join('/');
  return joined === '' ? '.' : joined;
}
