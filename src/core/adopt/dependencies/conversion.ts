import { failure, success, type Result } from '../../text/problems';
import type { Declared } from './declared';
import type { DependencyKind } from './needs';
import type { Files } from '../evidence';
import { reachedIn, type LockEdge, type LockGraph, type Reached } from './locks/graph';
import { pdmLock } from './locks/pdm';
import { pipfileLock } from './locks/pipenv';
import { poetryLock } from './locks/poetry';
import { uvLockGraph } from './locks/uv';

/** A lock of another tool beside an application. */
export interface ForeignLock {
  /** Path relative to the directory of the application. */
  readonly path: string;
  readonly text: string;
}

/** What a conversion comes to. */
export interface Converted {
  /** Lines of a requirements file, one a package. */
  readonly lines: readonly string[];
  /** Packages that lie in a directory: they are libraries, and no lines. */
  readonly local: readonly { readonly name: string; readonly directory: string }[];
}

const FLAG = '--convert';

interface Read {
  readonly graph: LockGraph;
  readonly asked: readonly LockEdge[];
}

function read(kind: DependencyKind, { path, text }: ForeignLock, declared: readonly Declared[]): Read | undefined {
  if (kind === 'pipenv') {
    const lock = pipfileLock(text);
    return lock && { graph: lock, asked: lock.asked };
  }
  const graph = kind === 'poetry' ? poetryLock(text) : kind === 'pdm' ? pdmLock(text) : uvLockGraph(text, path);
  return graph && { graph, asked: declared.map(({ name, extras, marker }) => ({ name, extras, marker })) };
}

/** The line that asks for a package in the version that is locked. */
function lineOf({ node, extras, markers }: Reached): string {
  const name = `${node.name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}`;
  const version = node.version === undefined ? '' : `==${node.version}`;
  const requirement = node.address === undefined ? `${name}${version}` : `${name} @ ${node.address}`;
  const all = markers.length > 0 ? markers : [];
  if (all.length === 0) return requirement;
  return `${requirement} ; ${all.length === 1 ? (all[0] ?? '') : all.map((marker) => `(${marker})`).join(' or ')}`;
}

/**
 * The versions of a lock of another tool, as lines of a requirements file: once, since the image installs from there
 * afterwards.
 *
 * @param declared what the project itself asks for
 * @param python version of Python in the image
 */
export function convert(
  kind: DependencyKind,
  lock: ForeignLock,
  declared: readonly Declared[],
  python: string,
): Result<Converted> {
  const known = read(kind, lock, declared);
  if (!known) {
    return failure({
      option: lock.path,
      reason: 'is no lock that can be read',
      fix: `lock again, or leave out ${FLAG}`,
    });
  }
  const reached = reachedIn(known.graph, known.asked, python);
  if (!reached.ok) return reached;
  return success({
    lines: reached.value.filter(({ node }) => node.directory === undefined).map(lineOf),
    local: reached.value.flatMap(({ node: { name, directory } }) =>
      directory === undefined ? [] : [{ name, directory }],
    ),
  });
}

/** Why there is nothing to convert. */
export function nothingToConvert(files: Files, kind: DependencyKind): Result<never> {
  if (files.all.has('requirements.txt')) {
    return failure({
      option: FLAG,
      reason: 'requirements.txt is there, and the image installs from it: no line of it is replaced',
      allowed: 'an application without a requirements.txt',
      fix: `leave out ${FLAG}; or move requirements.txt away first`,
    });
  }
  return failure({
    option: FLAG,
    reason: `there is no lock to convert${kind === 'none' ? '' : `: ${EXPECTED[kind]}`}`,
    allowed: 'poetry.lock, pdm.lock, Pipfile.lock or uv.lock',
    fix: `leave out ${FLAG}: what is declared is taken as it is, and the \`lock\` task fixes versions`,
  });
}

const EXPECTED: Readonly<Record<Exclude<DependencyKind, 'none'>, string>> = {
  requirements: 'the dependencies are in a requirements file already',
  pyproject: 'pyproject.toml alone declares the dependencies',
  poetry: 'poetry.lock is missing',
  pdm: 'pdm.lock is missing',
  pipenv: 'Pipfile.lock is missing',
  uv: 'uv.lock is missing',
};
