import type { Installer } from '../options';
import type { ResolvedApp } from '../app/resolved';

/** What a tool calls the address of the index that takes the place of PyPI, and that of another one. */
interface IndexVariables {
  readonly main: string;
  readonly extra: string;
}

const VARIABLES: Readonly<Record<Installer, IndexVariables>> = {
  pip: { main: 'PIP_INDEX_URL', extra: 'PIP_EXTRA_INDEX_URL' },
  uv: { main: 'UV_DEFAULT_INDEX', extra: 'UV_INDEX' },
};

/** A secret with the address of an index, and the variable in which a tool looks for it. */
export interface IndexSecret {
  readonly secret: string;
  readonly variable: string;
}

/** The secrets of an app, as a tool is to see them. */
export function indexSecrets({ packageIndex }: ResolvedApp, tool: Installer): IndexSecret[] {
  const { main, extra } = VARIABLES[tool];
  const pairs = [
    [packageIndex.secret, main],
    [packageIndex.extraSecret, extra],
  ] as const;
  return pairs.flatMap(([secret, variable]) => (secret === undefined ? [] : [{ secret, variable }]));
}
