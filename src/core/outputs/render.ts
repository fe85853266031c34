import { NO_FACTS, type AppFacts } from '../app/facts';
import type { ResolvedApp } from '../app/resolved';
import { compose, composeDevelopment, secretsIgnored, swarm } from './compose';
import { containerPackage, containerPrograms, containerServices, containerSurroundings } from './container-package';
import { containerLogging } from './container-logging';
import { databaseSeeds, migrationSeeds } from './database-seeds';
import { containerMetrics } from './container-metrics';
import { dockerfile } from './dockerfile';
import { dockerignore } from './dockerignore';
import { kubernetesBase, kubernetesOverlay } from './kubernetes';
import { lock } from './lock';
import { openapi } from './openapi';
import type { Output, OutputFile, Ownership } from './output';
import { projectSeeds } from './project-seeds';
import { requirements } from './requirements';
import { sourceSeeds } from './source-seeds';
import type { Templates } from './templates';

/**
 * Every kind of generated file, in the order of writing. Seeds come first: a run that was interrupted is still a birth
 * when it is repeated. A file comes before those that make no sense without it.
 */
export const OUTPUTS: readonly Output[] = [
  migrationSeeds,
  databaseSeeds,
  sourceSeeds,
  projectSeeds,
  containerSurroundings,
  containerServices,
  containerLogging,
  containerMetrics,
  containerPackage,
  containerPrograms,
  dockerfile,
  dockerignore,
  compose,
  composeDevelopment,
  secretsIgnored,
  swarm,
  kubernetesOverlay,
  kubernetesBase,
  lock,
  openapi,
  requirements,
];

/** A file with the declaration that it comes from. */
export interface Rendered<Declaration = Output> {
  readonly output: Declaration;
  readonly file: OutputFile;
}

/**
 * The files of some outputs: a function of the options, the template texts and the facts alone.
 *
 * @param facts what the app's directory tells, where contents are of interest and not paths alone
 */
export function renderOutputs(
  outputs: readonly Output[],
  app: ResolvedApp,
  templates: Templates,
  facts: AppFacts = NO_FACTS,
): Rendered[] {
  return outputs.flatMap((output) => output.render(app, templates, facts).map((file) => ({ output, file })));
}

/** All files of an app, seeds among them. */
export function render(app: ResolvedApp, templates: Templates): OutputFile[] {
  return renderOutputs(OUTPUTS, app, templates).map(({ file }) => file);
}

/** A generated file as documentation lists it. */
export interface ListedFile {
  readonly path: string;
  readonly ownership: Ownership;
  /** What it is for. */
  readonly about: string;
}

/** The files of an app with what they are for and who owns them: the tables of the documentation are made from it. */
export function listFiles(app: ResolvedApp, templates: Templates): ListedFile[] {
  return renderOutputs(OUTPUTS, app, templates).map(({ output: { about }, file: { path, ownership } }) => ({
    path,
    ownership,
    about,
  }));
}

/**
 * Paths at which other options, or older versions, may have left managed files of some outputs.
 *
 * @param directories directories in that of the app, relative to it: one of them may have been the package
 */
export function formerPaths(outputs: readonly Output[], directories: readonly string[]): string[] {
  const places = ['.', ...directories];
  const paths = new Set<string>();
  for (const { former } of outputs) for (const path of former?.(places) ?? []) paths.add(path);
  return [...paths];
}
