import { setJsonValue, parseJsonc } from '../../../core/jsonc';
import { tryReadTree, type Tree } from '../../tree';

/** The inference plugin, as it stands in nx.json. */
const PLUGIN = 'fastapi-container/nx';

interface NxJson {
  readonly plugins?: readonly (string | { readonly plugin?: string })[];
}

/**
 * Registers the inference plugin in nx.json, once.
 *
 * @returns whether nx.json changed
 */
export function registerPlugin(tree: Tree): boolean {
  const text = tryReadTree(tree, 'nx.json') ?? '{}\n';
  const parsed = parseJsonc(text, 'nx.json');
  const plugins = parsed.ok ? ((parsed.value as NxJson | undefined)?.plugins ?? []) : [];
  if (plugins.some((entry) => (typeof entry === 'string' ? entry : entry.plugin) === PLUGIN)) return false;
  tree.write('nx.json', setJsonValue(text, ['plugins'], [...plugins, PLUGIN]));
  return true;
}

/** `nx g fastapi-container:init`, which `nx add fastapi-container` runs. */
export default function init(tree: Tree): void {
  registerPlugin(tree);
}
