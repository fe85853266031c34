import { containerFile } from '../app/container-package';
import type { ResolvedApp } from '../app/resolved';
import { REQUIREMENTS_FILE } from '../constants';
import type { Adoption } from './infer';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A value as people write it in JavaScript. */
function javascript(value: unknown, indent = ''): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map((item) => javascript(item)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const members = Object.entries(value).map(([key, member]) => {
    const name = IDENTIFIER.test(key) ? key : javascript(key);
    return `${inner}${name}: ${javascript(member, inner)},`;
  });
  return members.length === 0 ? '{}' : ['{', ...members, `${indent}}`].join('\n');
}

/** Where an app is, as the definition of projen sees it. */
export interface PlaceInDefinition {
  /** Directory of the app relative to that of the definition, `.` for the same one. */
  readonly outdir: string;
  /** The definition, as messages name it; undefined where there is none yet. */
  readonly definition?: string | undefined;
}

/** A name for a constant: `my-shop` as `myShop`. */
function constantName(name: string): string {
  const [first = '', ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = first.toLowerCase() + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `app${joined}`;
}

/** What none of the components in the call writes: the requirements are the user's, and so is the application. */
function ownFiles(app: ResolvedApp): string[] {
  const requirements = app.dependencies === 'uv' ? [] : [REQUIREMENTS_FILE];
  return [...new Set([...app.own, ...requirements, containerFile(app, '__init__.py')])];
}

/** The components that the call makes: without the last one the files of orchestrators would not be written. */
function componentsOf({ compose, swarm, kubernetes, secrets }: ResolvedApp): string[] {
  const orchestrated = compose ?? swarm ?? kubernetes;
  return ['OptionsFile', 'Dockerfile', 'RunTasks', ...(orchestrated || secrets.length > 0 ? ['Orchestration'] : [])];
}

/**
 * The call for a projen definition that comes to the same options.
 *
 * @param app what the options come to
 * @param requirements text of the requirements file that the image installs from, where there is none yet
 */
export function projenCall(
  name: string,
  { options }: Adoption,
  app: ResolvedApp,
  { outdir, definition }: PlaceInDefinition,
  requirements: string | undefined,
): string[] {
  const call = javascript({ name, ...options, own: ownFiles(app) });
  const isBelow = outdir !== '.';
  const project = isBelow ? constantName(name) : 'project';
  const components = componentsOf(app);
  const parent = `new Project({ parent: root, name: ${javascript(name)}, outdir: ${javascript(outdir)} });`;
  return [
    isBelow
      ? `For your projen definition${definition === undefined ? '' : `, ${definition}`}, where \`root\` is its project:`
      : 'For your projen definition, where `project` is the project of this directory:',
    '',
    ...(isBelow ? ["const { Project } = require('projen');"] : []),
    `const { ${[...components].sort().join(', ')} } = require('fastapi-container');`,
    ...(isBelow ? [`const ${project} = ${parent}`] : []),
    `const ${isBelow ? `${project}Options` : 'options'} = ${call};`,
    ...components.map((component) => `new ${component}(${project}, ${isBelow ? `${project}Options` : 'options'});`),
    ...(requirements === undefined
      ? []
      : ['', 'And save this as requirements.txt: the image installs from it.', '', requirements.trimEnd()]),
  ];
}

/**
 * The call that makes a new app in a projen definition further up, on one line.
 *
 * @param options what was typed
 */
export function projenSubproject(name: string, outdir: string, options: Readonly<Record<string, unknown>>): string {
  const typed = Object.entries(options).map(([key, value]) => `, ${key}: ${JSON.stringify(value)}`);
  return `new FastApiContainerProject({ parent: root, name: ${javascript(name)}, outdir: ${javascript(outdir)}${typed.join('')} })`;
}
