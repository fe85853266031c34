import type { Tree } from '@nx/devkit';
import { optionsFromFlags } from '../../../core/input/flags';
import { callsOf } from '../../tree';
import { appGenerator, orFail } from './generate';
import { fromWhereTheUserIs } from './place';
import { withTypedTexts } from './typed-texts';

/** What `nx g fastapi-container:app` is called with: the directory, and options by the names of their flags. */
export interface AppGeneratorFlags {
  readonly directory?: string | number;
  readonly overwrite?: boolean;
  readonly [flag: string]: unknown;
}

/** What Nx hands on besides the flags of this generator. */
export const FLAGS_OF_NX = ['_', 'defaults', 'skipProjectGraph'];

/**
 * `nx g fastapi-container:app`: takes what was typed, where it was typed. Other generators call {@link appGenerator},
 * which looks at neither.
 */
export default function app(tree: Tree, { directory: typed, overwrite, ...others }: AppGeneratorFlags): () => void {
  const flags = Object.fromEntries(Object.entries(others).filter(([key]) => !FLAGS_OF_NX.includes(key)));
  const directory = orFail(fromWhereTheUserIs(tree.root, process.cwd(), typed, 'app', callsOf(tree)));
  const options = withTypedTexts(optionsFromFlags(flags), process.argv);
  return appGenerator(tree, { ...options, directory, overwrite: overwrite === true });
}
