import type { PackageManager } from '../npm/package-managers';
import { npmVersion } from '../npm/packages';
import type { Layout } from './layout';
import { jsonText } from '../text/json';

const IGNORED = ['node_modules', '.nx', 'dist', '.env'];

function readme(name: string, { service, client, page }: Layout, nx: string): string {
  return `# ${name}

- \`${service.directory}\`: a FastAPI service, and everything around it as a function of \`fastapi-container.json\` in it
- \`${client}\`: its TypeScript client, made from \`openapi.json\` beside the service
- \`${page.directory}\`: a page that calls the client

\`\`\`sh
${nx} serve ${page.name}                # the page, with the service behind it; both reload when you save
${nx} openapi ${service.name}              # after a change of the service: its contract, then \`${nx} typecheck ${page.name}\`
${nx} affected -t lint typecheck test build openapi-check
${nx} container-run ${service.name}        # the image of the service, as in production
\`\`\`
`;
}

/** What a new workspace is worked on with. */
export interface Tools {
  /** Version of this package. */
  readonly version: string;
  readonly packageManager: PackageManager;
  /** How a person calls Nx. */
  readonly nx: string;
}

/** The files of a new workspace that belong to no project of it, by path. */
export function rootFiles(
  name: string,
  layout: Layout,
  { version, packageManager, nx }: Tools,
): Record<string, string> {
  return {
    'package.json': jsonText({
      name,
      private: true,
      // pnpm has a file of its own for them.
      ...(packageManager === 'pnpm' ? {} : { workspaces: [layout.page.directory, layout.client] }),
      scripts: { start: `nx serve ${layout.page.name}` },
      devDependencies: { 'fastapi-container': version, nx: npmVersion('nx') },
    }),
    'nx.json': jsonText({
      $schema: './node_modules/nx/schemas/nx-schema.json',
      analytics: false,
      plugins: ['fastapi-container/nx'],
      sync: { applyChanges: true, globalGenerators: ['fastapi-container:judge'] },
    }),
    '.gitignore': [
      ...IGNORED,
      ...(packageManager === 'yarn' ? ['.yarn/cache', '.yarn/install-state.gz'] : []),
      '',
    ].join('\n'),
    'README.md': readme(name, layout, nx),
  };
}
