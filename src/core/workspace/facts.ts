import { serviceName } from '../app/service-name';
import { isObject, ownMember } from '../input/members';
import { parseJsonc } from '../input/jsonc';
import { lockFilesOf, packageManagerOf } from '../npm/package-managers';
import type { ReadText } from './index';
import type { WorkspaceApp, WorkspaceFacts } from './resolved';

const MANIFEST = 'package.json';

/** Characters of a name: what is called after it has more in it. */
const LONGEST = 40;

/** A name as everything takes it that is called after it; undefined where nothing of it is left. */
export function workspaceName(name: string): string | undefined {
  const plain = serviceName({ name }).slice(0, LONGEST).replace(/-+$/, '');
  return /^[a-z]/.test(plain) ? plain : undefined;
}

/**
 * What the root of a workspace tells besides its options.
 *
 * @param read reads files at the root
 * @param exists whether there is a file at the root
 * @param apps those that can be read
 * @param called its name, as the options say it
 */
export function factsOfRoot(
  read: ReadText,
  exists: (file: string) => boolean,
  apps: readonly WorkspaceApp[],
  called?: string,
): WorkspaceFacts {
  const text = read(MANIFEST);
  const parsed = text === undefined ? undefined : parseJsonc(text, MANIFEST);
  const manifest = parsed?.ok === true && isObject(parsed.value) ? parsed.value : undefined;
  const version = /^[a-z]+@(\d[0-9A-Za-z.-]*)/.exec(String(ownMember(manifest, 'packageManager')))?.[1];
  const named = ownMember(manifest, 'name');
  const name = called ?? (typeof named === 'string' ? workspaceName(named) : undefined);
  const packageManager = packageManagerOf(manifest, exists);
  return {
    name: name ?? 'workspace',
    ...(name === undefined ? { nameless: true as const } : {}),
    ...(lockFilesOf(packageManager).some(exists) ? {} : { unlocked: true as const }),
    apps: [...apps].sort((left, right) => (left.directory < right.directory ? -1 : 1)),
    nx: exists('nx.json'),
    packageManager,
    projen: apps.some(({ app }) => app.managedBy === 'projen'),
    packageManagerVersion: version,
  };
}
