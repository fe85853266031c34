import type { Tree } from '@nx/devkit';
import { InvalidInputError } from '../../../core/text/problems';
import { NX_JSON, nxJsonWithPlugin } from '../../nx-json';

/** What `nx g fastapi-container:init` is called with. */
export interface InitGeneratorOptions {
  /** Whether Nx writes what `nx sync` would, before it runs a target in a terminal; it asks where this is not said. */
  readonly applyChanges?: boolean;
}

/** `nx g fastapi-container:init`, which `nx add fastapi-container` runs. */
export default function init(tree: Tree, { applyChanges }: InitGeneratorOptions = {}): void {
  const text = nxJsonWithPlugin(tree, applyChanges);
  if (text.ok) {
    tree.write(NX_JSON, text.value);
    return;
  }
  const error = new InvalidInputError(NX_JSON, text.problems);
  // Without a stack Nx does not offer to print one.
  error.stack = '';
  throw error;
}
