import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Project } from 'projen';
import { compareVersions } from '../core/text/versions';
import { normalizePath } from '../core/text/paths';
import type { Problem } from '../core/text/problems';
import { isInside } from '../io/places';
import { realLocation } from '../io/outside';
import type { FastApiContainerProjectOptions } from './options';

interface Manifest {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/**
 * A projen that lacks what is used here. `projen new --from` installs in spite of npm's warning about the range.
 *
 * @param version version of projen, the installed one by default
 */
export function versionProblem(version?: string): Problem | undefined {
  const range = manifest(join(__dirname, '..', '..', 'package.json')).peerDependencies?.projen ?? '';
  const installed = version ?? manifest(require.resolve('projen/package.json')).version;
  const floor = /\d+(\.\d+)*/.exec(range)?.[0] ?? '';
  if (compareVersions(installed, floor) >= 0) return undefined;
  return {
    option: 'projen',
    value: installed,
    reason: 'is too old for this package',
    allowed: range,
    fix: 'npm install --save-dev projen@latest',
  };
}

function outdirProblem(parent: Project, outdir: string | undefined): Problem | undefined {
  const refused = (reason: string): Problem => ({
    option: 'outdir',
    ...(outdir === undefined ? {} : { value: outdir }),
    reason,
    allowed: 'a directory below that of the parent, relative to it, which no other project has',
    fix: "for example outdir: 'apps/orders'",
  });
  if (outdir === undefined || outdir === '') return refused('is missing: a subproject has a directory of its own');
  const absolute = resolve(parent.outdir, outdir);
  const normalized = isAbsolute(outdir) ? undefined : normalizePath(outdir);
  if (normalized === undefined || !isInside(realLocation(parent.outdir), realLocation(absolute)))
    return refused('is outside the parent');
  const taken = projectsOf(parent).find((project) => project.outdir === absolute);
  return taken ? refused(`is the directory of project ${taken.name}`) : undefined;
}

function projectsOf(project: Project): Project[] {
  return project.root.node.findAll().filter((construct): construct is Project => Project.isProject(construct));
}

function nameProblem(parent: Project, name: string): Problem | undefined {
  const namesake = projectsOf(parent).find((project) => project.parent !== undefined && project.name === name);
  if (!namesake) return undefined;
  return {
    option: 'name',
    value: name,
    reason: `is the name of another subproject, in ${relative(parent.root.outdir, namesake.outdir)}`,
    allowed: 'a name that no other subproject has: images, Nx projects and messages are told apart by it',
    fix: `choose another name, for example ${name}-api`,
  };
}

/** A definition that is run from elsewhere would write its files there. */
function directoryProblem(): Problem | undefined {
  const script = process.argv[1] ?? '';
  const directory = resolve(dirname(script));
  if (!/^\.projenrc\.[cm]?[jt]s$/.test(basename(script)) || !lstatSync(directory, { throwIfNoEntry: false })) return;
  if (realpathSync(directory) === realpathSync(process.cwd())) return undefined;
  return {
    option: 'outdir',
    reason: `is the current directory, and ${basename(script)} lies in another, ${directory}`,
    allowed: 'a definition that is run in its own directory, or an outdir',
    fix: `cd ${directory}, and run \`node ${basename(script)}\` or \`npx projen\` there`,
  };
}

/** All that is wrong with the place, the name and the surroundings of a project. */
export function placeProblems(options: FastApiContainerProjectOptions): Problem[] {
  const { parent, outdir, name, projenrcJson, projenrcTs } = options;
  const twoDefinitions: Problem | undefined =
    projenrcJson === true && projenrcTs === true
      ? {
          option: 'projenrcTs',
          value: true,
          reason: 'there can be one definition, and projenrcJson asks for another',
          allowed: 'one of projenrcTs and projenrcJson, or neither for .projenrc.js',
          fix: 'remove one of the two',
        }
      : undefined;
  const place = parent
    ? [outdirProblem(parent, outdir), nameProblem(parent, name)]
    : [outdir === undefined ? directoryProblem() : undefined];
  return [versionProblem(), twoDefinitions, ...place].filter((problem) => problem !== undefined);
}
