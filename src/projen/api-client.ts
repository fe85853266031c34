import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Component, SampleFile, type Project, type typescript } from 'projen';
import type { Client } from '../core/client/client';
import { clientFiles } from '../core/client/files';
import { CLIENT_TOOLS, type ClientTool } from '../core/client/tools';
import { clientProblems, toolNamed } from '../core/client/rules';
import { npmVersion } from '../core/npm/packages';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { loadTemplates } from '../io/templates';
import { directoryOf } from './owners';
import { tellPlainly } from './plain-errors';

/** Options of the client of an app. */
export interface ApiClientOptions {
  /** The project of the app, whose `openapi.json` the client is made from. */
  readonly app: Project;

  /**
   * What makes the code. `orval` needs Node 22.18, and works with TypeScript 7, with which `hey-api` does not start.
   *
   * @default "hey-api"
   */
  readonly tool?: ClientTool;
}

/** Where the generated code is put. */
const GENERATED = 'src/generated/';

/** The TypeScript of a project, as far as its definition says. */
function typescriptOf(project: typescript.TypeScriptProject): string | undefined {
  const version = project.deps.all.find(({ name }) => name === 'typescript')?.version;
  return version !== undefined && /\d/.test(version) ? version : undefined;
}

/** projen's own first code would be what the package exports. */
function sampleProblem(project: typescript.TypeScriptProject): Problem | undefined {
  const samples = project.components.some(({ constructor }) => constructor.name === 'SampleCode');
  if (!samples || existsSync(join(project.outdir, 'src/index.ts'))) return undefined;
  return {
    option: 'sampleCode',
    reason: 'would write a src/index.ts that does not export the client',
    allowed: 'false',
    fix: 'give the project `sampleCode: false`',
  };
}

/**
 * The TypeScript client of an app, in a project of its own. A task `generate` makes its code from the `openapi.json` of the
 * app, before it is compiled; Git ignores that code. The file that tells the tool what to do, and the one that exports
 * the client, are written once: they are yours.
 */
export class ApiClient extends Component {
  /**
   * @param project the project that becomes the client's
   * @param options the app, and what makes the code
   */
  constructor(project: typescript.TypeScriptProject, options: ApiClientOptions) {
    super(project);
    tellPlainly();
    const directory = directoryOf(project);
    const { name } = project;
    const wishes = { name: project.package.packageName, directory, tool: options.tool };
    const asked = typescriptOf(project);
    const facts = { rootName: undefined, typescript: asked, packageManager: 'npm' as const };
    const problems = [...clientProblems(wishes, facts), sampleProblem(project)].filter(
      (problem) => problem !== undefined,
    );
    const tool = toolNamed(options.tool);
    if (tool === undefined || problems.length > 0)
      throw new InvalidInputError(`the client in project ${name}`, problems);
    const app = { name: options.app.name, directory: directoryOf(options.app) };
    this.addFiles({
      name,
      directory,
      app,
      tool,
      ...facts,
      typescript: asked ?? '',
      nx: false,
      contract: undefined,
    });
    this.addTool(project, tool, asked);
    project.gitignore.exclude(`/${GENERATED}`);
    project.eslint?.addIgnorePattern(GENERATED);
    // Fetch and its types are those of browsers.
    for (const { file } of new Set([project.tsconfig, project.tsconfigDev].filter((config) => config !== undefined)))
      file.addOverride('compilerOptions.lib', ['es2022', 'dom', 'dom.iterable']);
  }

  private addFiles(client: Client): void {
    const { config, sources } = CLIENT_TOOLS[client.tool];
    const wanted = [config, 'src/index.ts', ...sources];
    for (const { path, content } of clientFiles(client, loadTemplates()).filter(({ path: written }) =>
      wanted.includes(written),
    ))
      new SampleFile(this.project, path, { contents: content });
  }

  private addTool(project: typescript.TypeScriptProject, tool: ClientTool, asked: string | undefined): void {
    const { package: npmPackage, program } = CLIENT_TOOLS[tool];
    project.addDevDeps(`${npmPackage}@${npmVersion(npmPackage)}`);
    // Of a version that nobody names npm takes the newest, with which not every tool starts.
    if (asked === undefined) project.addDevDeps(`typescript@${npmVersion('typescript')}`);
    const task = project.tasks.tryFind('generate') ?? project.addTask('generate');
    task.reset(program, { receiveArgs: true });
    task.description = 'Makes the code of the client from the contract of the app';
    project.preCompileTask.spawn(task);
  }
}
