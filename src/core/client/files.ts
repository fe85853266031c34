import { renderTemplate, type Templates } from '../outputs/templates';
import { npmVersion } from '../npm/packages';
import { relativePath } from '../text/paths';
import { contractPath, toRunTask, type Client } from './client';
import { exampleFunction } from './example';
import { CLIENT_TOOLS } from './tools';
import { jsonText } from '../text/json';

/** A file of a client library. All of them are seeds: written once, and the user's from then on. */
export interface ClientFile {
  /** Relative to the directory of the client. */
  readonly path: string;
  readonly content: string;
}

/** Where the generated code is put. Git ignores it. */
const GENERATED = 'src/generated';

/**
 * What Nx is told besides the scripts. The committed contract is an input itself, so that a frontend needs no Python; the
 * app is a dependency for the picture, and for what it affects. Of npm packages Nx takes all for inputs, where none is
 * named: to name the tool would fail every run in a workspace that has no lock file, or is not installed yet.
 */
function nxMetadata(client: Client): object {
  const { config, sources } = CLIENT_TOOLS[client.tool];
  const contract = `{workspaceRoot}/${contractPath(client)}`;
  const own = ['package.json', config, ...sources].map((path) => `{projectRoot}/${path}`);
  return {
    implicitDependencies: [client.app.name],
    targets: {
      generate: {
        cache: true,
        inputs: [contract, ...own],
        outputs: [`{projectRoot}/${GENERATED}`],
      },
      typecheck: {
        cache: true,
        dependsOn: ['generate'],
        inputs: ['default', contract],
        outputs: [],
      },
      // What depends on the builds of its dependencies finds the code generated.
      build: { executor: 'nx:noop', dependsOn: ['generate'] },
    },
  };
}

function manifest(client: Client): string {
  const { package: npmPackage, program, node } = CLIENT_TOOLS[client.tool];
  return jsonText({
    name: client.name,
    version: '0.0.0',
    private: true,
    type: 'module',
    exports: { '.': './src/index.ts' },
    scripts: { generate: program, typecheck: 'tsc --noEmit' },
    devDependencies: { [npmPackage]: npmVersion(npmPackage), typescript: client.typescript },
    ...(node === undefined ? {} : { engines: { node } }),
    ...(client.nx ? { nx: nxMetadata(client) } : {}),
  });
}

/** Its own, so that no setting of the workspace decides whether the generated code compiles. */
function compilerSettings(): string {
  return jsonText({
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      composite: true,
      emitDeclarationOnly: true,
      rootDir: 'src',
      outDir: 'dist',
      tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo',
    },
    include: ['src'],
  });
}

/** The files of a client library, its package.json last: with that the library is complete. */
export function clientFiles(client: Client, templates: Templates): ClientFile[] {
  const { config, sources, node } = CLIENT_TOOLS[client.tool];
  const values = {
    name: client.name,
    app: client.app.name,
    contract: relativePath(client.directory, contractPath(client)),
    generated: GENERATED,
    example: exampleFunction(client.contract),
    tool: client.tool,
    node,
    nx: client.nx,
    generate: toRunTask(client, 'generate'),
  };
  const seed = (path: string, template = path): ClientFile => ({
    path,
    content: renderTemplate(templates, `client/${template}`, values),
  });
  return [
    seed(config),
    seed('src/index.ts', client.tool === 'orval' ? 'src/index.orval.ts' : 'src/index.ts'),
    ...sources.map((path) => seed(path)),
    { path: 'tsconfig.json', content: compilerSettings() },
    seed('.gitignore'),
    seed('README.md'),
    { path: 'package.json', content: manifest(client) },
  ];
}
