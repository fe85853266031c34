import type { Tree } from '@nx/devkit';
import { toRunByNx } from '../../../core/npm/nx';
import { optionsFromFlags } from '../../../core/input/flags';
import { fileOnlyKeys, fileSchema } from '../../../core/input/schema';
import { ownMember } from '../../../core/input/members';
import { joinWorkspace, workspaceFacts } from '../../../core/client/workspaces';
import { DEFAULT_SERVICE, layoutOf, type Layout } from '../../../core/new-workspace/layout';
import { pageFiles } from '../../../core/new-workspace/page';
import { LAUNCH_FILE, launchFile } from '../../../core/debug/launch';
import { optionsFileOf } from '../../../core/input/options-file';
import { baseName, joinPath } from '../../../core/text/paths';
import { loadTemplates } from '../../../io/templates';
import { resolveInTree } from '../../apps';
import { callsOf } from '../../tree';
import { appGenerator, orFail } from '../app/generate';
import client from '../client/generator';
import { withTypedTexts } from '../app/typed-texts';

/** What the preset is called with, among keys that are none of its business: create-nx-workspace hands on all it has. */
export interface PresetFlags {
  /** Name of the workspace. */
  readonly name: string;
  /**
   * Name of the service.
   *
   * @default "api"
   */
  readonly service?: string | number;
  readonly [flag: string]: unknown;
}

/** Options of the service among the flags: each by its name or, in a group, by that and a dot. */
function optionFlags(flags: object): Record<string, unknown> {
  const known = new Set(Object.keys(fileSchema.properties ?? {}).filter((key) => !fileOnlyKeys.includes(key)));
  return Object.fromEntries(Object.entries(flags).filter(([key]) => known.has(key.split('.')[0] ?? '')));
}

/** Writes the page, where there is none, and makes it a package of the workspace. */
function writePage(tree: Tree, { page, service, client }: Layout): void {
  const read = (path: string) => tree.read(path, 'utf8') ?? undefined;
  const packageManager = workspaceFacts(read, (file) => tree.exists(file)).packageManager;
  const settings = { ...page, service, client: packageNameIn(tree, client), packageManager };
  for (const { path, content } of pageFiles(settings, loadTemplates())) {
    const file = joinPath(page.directory, path);
    if (!tree.exists(file)) tree.write(file, content);
  }
  const membership = joinWorkspace(page.directory, read, false);
  if (membership.kind === 'edit') tree.write(membership.path, membership.after);
  if (membership.kind === 'advice') console.warn(membership.line);
}

function packageNameIn(tree: Tree, directory: string): string {
  const manifest: unknown = JSON.parse(tree.read(joinPath(directory, 'package.json'), 'utf8') ?? '{}');
  const name = ownMember(manifest, 'name');
  return typeof name === 'string' ? name : baseName(directory);
}

/** Lets VS Code attach to the service: it looks at the root of the workspace alone. */
function writeLaunch(tree: Tree, directory: string): void {
  const options = tree.read(optionsFileOf(directory), 'utf8') ?? '{}';
  const app = orFail(resolveInTree(tree, directory, options), 'preset');
  if (!tree.exists(LAUNCH_FILE)) tree.write(LAUNCH_FILE, launchFile(app));
}

/** Fills a new workspace: a service, its client, and a page that shows it. @returns what is to be called when all is written */
export default function preset(tree: Tree, { name: _workspace, service, ...flags }: PresetFlags): () => void {
  const options = withTypedTexts(optionsFromFlags(optionFlags(flags)), process.argv);
  const layout = orFail(layoutOf(String(service ?? DEFAULT_SERVICE)), 'preset');
  appGenerator(tree, { ...options, ...layout.service });
  client(tree, { directory: layout.client, project: layout.service.directory });
  writePage(tree, layout);
  writeLaunch(tree, layout.service.directory);
  const calls = callsOf(tree);
  const toRun = (target: string, project: string) => `\`${toRunByNx(target, project, calls)}\``;
  const next = [toRun('openapi', layout.service.name), toRun('serve', layout.page.name)];
  return () => {
    console.log(`Next: install the packages, then ${next.join(', then ')}`);
  };
}
