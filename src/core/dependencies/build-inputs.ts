import { relativeToApp } from '../app/library';
import { indexSecrets } from './package-index';
import type { ResolvedApp } from '../app/resolved';

/**
 * What the image build takes besides its context, as arguments of `docker build`: the secrets, by the names of the
 * variables that hold them, and a context for each library. A variable that is not set gives an empty secret.
 */
export function buildInputs(app: ResolvedApp): string[] {
  const secrets = indexSecrets(app, app.installer).flatMap(({ secret }) => ['--secret', `id=${secret},env=${secret}`]);
  const contexts = app.libraries.flatMap((library) => [
    '--build-context',
    `${library.context}=${relativeToApp(library)}`,
  ]);
  return [...secrets, ...contexts];
}
