import { OPTIONS_FILE } from '../constants';
import { npmVersion } from '../npm/packages';
import type { PackageManager } from '../npm/package-managers';
import { renderTemplate, type Templates } from '../outputs/templates';
import { joinPath, relativePath } from '../text/paths';
import { jsonText } from '../text/json';

/** A page that shows a service through its client: the beginning of a frontend. */
export interface Page {
  /** Name of its package. */
  readonly name: string;
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  /** The service that it shows. */
  readonly service: { readonly name: string; readonly directory: string };
  /** Package of the client that it calls. */
  readonly client: string;
  readonly packageManager: PackageManager;
}

/** A file of the page. All of them are seeds: written once, and the user's from then on. */
export interface PageFile {
  /** Relative to the directory of the page. */
  readonly path: string;
  readonly content: string;
}

const TEMPLATES = ['index.html', 'vite.config.ts', 'src/main.ts'];

/** What Nx is told besides the scripts: the client is generated first, and the service runs beside the page. */
function nxMetadata({ service }: Page): object {
  const generated = ['default', { dependentTasksOutputFiles: '**/*.ts', transitive: true }];
  const versions = (...names: string[]) => ({ externalDependencies: names });
  return {
    targets: {
      serve: { continuous: true, dependsOn: ['^generate', { projects: [service.name], target: 'serve' }] },
      typecheck: { cache: true, dependsOn: ['^generate'], inputs: [...generated, versions('typescript')], outputs: [] },
      build: {
        cache: true,
        dependsOn: ['^generate'],
        inputs: [...generated, versions('vite')],
        outputs: ['{projectRoot}/dist'],
      },
    },
  };
}

function manifest(page: Page): string {
  return jsonText({
    name: page.name,
    version: '0.0.0',
    private: true,
    type: 'module',
    scripts: { serve: 'vite', build: 'vite build', typecheck: 'tsc --noEmit' },
    // pnpm looks for any other version in a registry.
    dependencies: { [page.client]: page.packageManager === 'pnpm' ? 'workspace:*' : '*' },
    devDependencies: { typescript: npmVersion('typescript'), vite: npmVersion('vite') },
    nx: nxMetadata(page),
  });
}

function compilerSettings(): string {
  return jsonText({
    compilerOptions: {
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: ['vite/client'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      resolveJsonModule: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: ['src', 'vite.config.ts'],
  });
}

/** The files of a page, its package.json last: with that it is a project. */
export function pageFiles(page: Page, templates: Templates): PageFile[] {
  const values = {
    client: page.client,
    options: relativePath(page.directory, joinPath(page.service.directory, OPTIONS_FILE)),
    service: page.service.name,
  };
  return [
    ...TEMPLATES.map((path) => ({ path, content: renderTemplate(templates, `page/${path}`, values) })),
    { path: 'tsconfig.json', content: compilerSettings() },
    { path: '.gitignore', content: '/dist/\n/node_modules/\n' },
    { path: 'package.json', content: manifest(page) },
  ];
}
