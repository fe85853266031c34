import type { PackageManager } from '../npm/package-managers';
import { nearest } from '../text/nearest';
import type { Problem } from '../text/problems';
import type { ClientApp } from './client';
import { CLIENT_TOOLS, DEFAULT_TOOL, TOOL_NAMES, type ClientTool } from './tools';

/** What was typed about a client. */
export interface ClientWishes {
  /** Name of the package; undefined where the directory decides. */
  readonly name: string | undefined;
  /** Relative to the root of the workspace. */
  readonly directory: string;
  readonly tool: string | undefined;
}

/** What the workspace says about its packages. */
export interface WorkspaceFacts {
  /** Name of the package at the root, whose scope others share. */
  readonly rootName: string | undefined;
  /** The versions of TypeScript that the workspace asks for, or has. */
  readonly typescript: string | undefined;
  readonly packageManager: PackageManager;
}

const PACKAGE_NAME = /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** The name of a client that nobody has named: its directory's, in the scope of the workspace. */
export function defaultName(directory: string, rootName: string | undefined): string {
  const scope = /^@[^/]+\//.exec(rootName ?? '')?.[0] ?? '';
  return scope + directory.slice(directory.lastIndexOf('/') + 1).toLowerCase();
}

/** The tool that was asked for; the default where none was. */
export function toolNamed(typed: string | undefined): ClientTool | undefined {
  return TOOL_NAMES.find((name) => name === (typed ?? DEFAULT_TOOL));
}

function toolProblem(typed: string | undefined): Problem | undefined {
  if (toolNamed(typed) !== undefined) return undefined;
  const meant = nearest(typed ?? '', TOOL_NAMES);
  const fix =
    meant === undefined
      ? 'take one of these; any other is an edit of the config and the script of the library, which are yours'
      : `did you mean "${meant}"?`;
  return {
    option: 'tool',
    value: typed,
    reason: 'is no tool that makes clients',
    allowed: TOOL_NAMES.join(', '),
    fix,
  };
}

/** The lowest major version that a range of npm names. */
function majorOf(range: string): number {
  return Number(/\d+/.exec(range)?.[0] ?? 0);
}

function typescriptProblem(tool: ClientTool, range: string | undefined): Problem | undefined {
  const { brokenFrom, package: npmPackage } = CLIENT_TOOLS[tool];
  if (range === undefined || brokenFrom === undefined || majorOf(range) < brokenFrom) return undefined;
  return {
    option: 'tool',
    value: tool,
    reason: `does not start with TypeScript ${range}, which this workspace has: ${npmPackage} takes the one at its root`,
    allowed: `TypeScript below ${String(brokenFrom)}, or another tool`,
    fix: '--tool=orval, which works with it',
  };
}

/** All that is wrong with what was typed. */
export function clientProblems(wishes: ClientWishes, facts: WorkspaceFacts): Problem[] {
  const name = wishes.name ?? defaultName(wishes.directory, facts.rootName);
  const tool = toolNamed(wishes.tool);
  const nameProblem: Problem | undefined =
    PACKAGE_NAME.test(name) && name.length <= 214
      ? undefined
      : {
          option: 'name',
          value: name,
          reason: 'is no name of an npm package',
          allowed: 'lower case letters, digits, `.`, `_` and `-`, with or without a scope',
          fix: 'for example --name=@acme/orders-client',
        };
  return [nameProblem, toolProblem(wishes.tool), tool && typescriptProblem(tool, facts.typescript)].filter(
    (problem) => problem !== undefined,
  );
}

/** A package of the workspace has the name already: no package manager installs a workspace with two of one name. */
export function namesakeProblem(name: string, manifest: string): Problem {
  return {
    option: 'name',
    value: name,
    reason: `is the name of the package in ${manifest}: a package manager installs no workspace that has two of one name`,
    allowed: 'a name that no other package of the workspace has',
    fix: 'give another one with --name, for example --name=orders-client',
  };
}

/** Signs that no tool trips over: those of Nx, of TypeScript and of package managers among them. */
const PLAIN_PATH = /^[A-Za-z0-9@._/ +-]+$/;

/** What is wrong with where a client and its app lie. */
export function directoryProblem(directory: string, app: ClientApp): Problem[] {
  const fix = 'choose another directory, for example libs/orders-client';
  const odd = { directory, app: app.directory };
  const problems = Object.entries(odd).flatMap(([option, value]): Problem[] => {
    if (PLAIN_PATH.test(value)) return [];
    const reason = 'has characters that tools trip over';
    return [{ option, value, reason, allowed: 'letters, digits, blanks and `. _ - + @`', fix }];
  });
  if (directory !== '.') return problems;
  const reason = 'is the root of the workspace: a client is a package in it';
  return [...problems, { option: 'directory', value: directory, reason, allowed: 'a directory below the root', fix }];
}
