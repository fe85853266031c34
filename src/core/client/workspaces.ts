import { parseJsonc } from '../input/jsonc';
import { addToJsonList } from '../input/jsonc-list';
import { isObject, ownMember } from '../input/members';
import { packageManagerOf } from '../npm/package-managers';
import { yamlLibrary } from '../text/yaml-library';
import type { ReadText } from '../workspace';
import type { WorkspaceFacts } from './rules';

const MANIFEST = 'package.json';
const PNPM = 'pnpm-workspace.yaml';

/** Whether a pattern of a package manager names a directory: `*` stands for a part of a segment, `**` for any way down. */
export function coversDirectory(pattern: string, directory: string): boolean {
  const [first = '', ...rest] = pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/');
  return matches([first, ...rest], directory.split('/'));
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const [segment, ...rest] = pattern;
  // Two of them say nothing more than one.
  if (segment === '**' && rest[0] === '**') return matches(rest, path);
  if (segment === undefined) return path.length === 0;
  if (segment === '**') return matches(rest, path) || (path.length > 0 && matches(pattern, path.slice(1)));
  const [name, ...below] = path;
  return name !== undefined && matchesSegment(segment, name) && matches(rest, below);
}

/** The parts between stars have to follow one another: no pattern takes longer for a longer name. */
function matchesSegment(segment: string, name: string): boolean {
  const [head = '', ...parts] = segment.split('*');
  if (parts.length === 0) return segment === name;
  const tail = parts.pop() ?? '';
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - tail.length) return false;
    at = found + part.length;
  }
  return true;
}

function manifestAt(read: ReadText, path: string): unknown {
  const text = read(path);
  const parsed = text === undefined ? undefined : parseJsonc(text, path);
  return parsed?.ok === true ? parsed.value : undefined;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** The packages that pnpm is told, as far as it is told any. */
function pnpmPatterns(text: string): readonly unknown[] {
  try {
    const packages = ownMember(yamlLibrary().parse(text, { logLevel: 'silent' }), 'packages');
    return Array.isArray(packages) ? packages : [];
  } catch {
    return [];
  }
}

/** Whether a directory is a member: the last pattern that names it decides, and one that begins with `!` takes it out. */
function membershipIn(patterns: readonly unknown[], directory: string): 'member' | 'excluded' | 'absent' {
  const last = patterns
    .filter((pattern) => typeof pattern === 'string')
    .filter((pattern) => coversDirectory(pattern.replace(/^!/, ''), directory))
    .at(-1);
  if (last === undefined) return 'absent';
  return last.startsWith('!') ? 'excluded' : 'member';
}

/** The members that package.json lists: a list, or an object with one in it; undefined where it is something else. */
function listedIn(manifest: unknown): readonly unknown[] | undefined {
  const workspaces = ownMember(manifest, 'workspaces');
  const listed = (isObject(workspaces) ? ownMember(workspaces, 'packages') : workspaces) ?? [];
  return Array.isArray(listed) ? listed : undefined;
}

/**
 * The package.json of another member of the workspace that has a name; undefined where none has it.
 *
 * @param directory of the package that is to get the name
 */
export function namesakeOf(
  name: string,
  directory: string,
  { read, manifests }: { readonly read: ReadText; readonly manifests: () => readonly string[] },
): string | undefined {
  const pnpm = read(PNPM);
  const patterns = pnpm === undefined ? (listedIn(manifestAt(read, MANIFEST)) ?? []) : pnpmPatterns(pnpm);
  if (patterns.length === 0) return undefined;
  return manifests().find((path) => {
    const [at, file] = [path.slice(0, Math.max(path.lastIndexOf('/'), 0)), path.slice(path.lastIndexOf('/') + 1)];
    if (file !== MANIFEST || at === directory || membershipIn(patterns, at) !== 'member') return false;
    return ownMember(manifestAt(read, path), 'name') === name;
  });
}

/**
 * What a workspace says about its packages.
 *
 * @param exists whether there is a file at its root
 */
export function workspaceFacts(read: ReadText, exists: (file: string) => boolean): WorkspaceFacts {
  const root = manifestAt(read, MANIFEST);
  const asked = ['devDependencies', 'dependencies'].map((kind) => text(ownMember(ownMember(root, kind), 'typescript')));
  const installed = text(ownMember(manifestAt(read, 'node_modules/typescript/package.json'), 'version'));
  // A tag or a catalog tells no version: that which is installed does.
  const numbered = asked.find((range) => range !== undefined && /\d/.test(range));
  return {
    rootName: text(ownMember(root, 'name')),
    typescript: numbered ?? installed,
    packageManager: packageManagerOf(root, exists),
  };
}

/** What is to be done so that the package manager finds a library: nothing, an edit of package.json, or a person's. */
export type Membership =
  | { readonly kind: 'member' }
  | { readonly kind: 'edit'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'advice'; readonly line: string };

/**
 * Makes a directory a member of the workspace of the package manager, as far as one file of JSON says who is.
 *
 * @param isWritten whether another tool writes package.json
 * @param exists whether there is a file at the root
 */
export function joinWorkspace(
  directory: string,
  read: ReadText,
  isWritten: boolean,
  exists: (file: string) => boolean = (file) => read(file) !== undefined,
): Membership {
  const advice = (line: string): Membership => ({
    kind: 'advice',
    line: `so that the package manager finds it, ${line}`,
  });
  const left = (file: string, at: 'excluded' | 'absent' = 'absent'): Membership =>
    at === 'absent'
      ? advice(`add ${directory} to the packages in ${file}`)
      : advice(`take out of the packages in ${file} what leaves ${directory} out: a pattern there begins with \`!\``);
  const pnpm = read(PNPM);
  // What cannot be read decides all the same.
  if (pnpm !== undefined || exists(PNPM)) {
    const at = membershipIn(pnpmPatterns(pnpm ?? ''), directory);
    return at === 'member' ? { kind: 'member' } : left(PNPM, at);
  }
  const before = read(MANIFEST);
  if (before === undefined && !exists(MANIFEST)) {
    return advice(
      `make a ${MANIFEST} at the root: there is none. \`npm init -y\` does, and \`"workspaces": ["${directory}"]\` goes into it`,
    );
  }
  const manifest = manifestAt(read, MANIFEST);
  const patterns = listedIn(manifest);
  if (before === undefined || !isObject(manifest) || patterns === undefined) return left(MANIFEST);
  const at = membershipIn(patterns, directory);
  if (at === 'member') return { kind: 'member' };
  if (at === 'excluded' || isWritten) return left(MANIFEST, at);
  const place = isObject(ownMember(manifest, 'workspaces')) ? ['workspaces', 'packages'] : ['workspaces'];
  const after = addToJsonList(before, place, [directory]);
  return { kind: 'edit', path: MANIFEST, before, after };
}
