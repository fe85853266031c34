import { basename, join, relative, sep } from 'node:path';
import { Component, type Project } from 'projen';
import type { IConstruct } from 'constructs';
import { PYPROJECT_FILE } from '../core/constants';
import { planLibrary } from '../core/libraries/plan-library';
import type { LibrarySeed } from '../core/libraries/seeds';
import { GITIGNORE } from '../core/outputs/seed-values';
import { LIBRARY_TASKS } from '../core/tasks/library';
import { unwrap } from '../core/text/problems';
import { workspaceOf, workspaceRoot } from '../io/app';
import { lookBelow, writeAtomically } from '../io/disk';
import { filesBelow } from '../io/files-below';
import { librariesAround } from '../io/libraries-around';
import { loadTemplates } from '../io/templates';
import type { FastApiContainerLibraryOptions } from './options';
import { tellPlainly } from './plain-errors';
import { argv } from './argv';

/** Files in the directory of a project before anything of a library is there: projen writes them, or Git has them. */
const OF_PROJEN = /^(?:\.|node_modules\/|README\.md$|LICENSE$|package)/;

/** The pyproject.toml of libraries that are yet to be written: apps of the same definition may name them already. */
const toCome = new WeakMap<Project, string>();

/** The pyproject.toml that a project is going to have; undefined where no library is made in it. */
export function pyprojectToCome(project: Project): string | undefined {
  return toCome.get(project);
}

/**
 * A Python library for apps, for any projen project: its files are written once, into the directory of the project, and
 * are yours from then on. A library that is there stays as it is. An app uses it by naming that directory in `libraries`.
 */
export class FastApiContainerLibrary extends Component {
  private readonly seeds: readonly LibrarySeed[];

  /**
   * @param scope the project whose directory becomes that of the library, or a component of it
   * @param options what the library is called; all problems are reported in one error
   */
  constructor(scope: IConstruct, options: FastApiContainerLibraryOptions = {}) {
    super(scope);
    tellPlainly();
    this.seeds = this.planned(options);
    const pyproject = this.seeds.find(({ path }) => path === PYPROJECT_FILE);
    if (pyproject) toCome.set(this.project, pyproject.content);
    this.project.gitignore.exclude(...GITIGNORE.filter((pattern) => pattern !== '.env'));
    for (const { name, description, commands, needs } of LIBRARY_TASKS) {
      const present = this.project.tasks.tryFind(name);
      if (present && present.steps.length > 0) continue;
      const task = present ?? this.project.addTask(name);
      task.description = description;
      for (const need of needs) {
        const needed = this.project.tasks.tryFind(need);
        if (needed) task.spawn(needed);
      }
      commands.forEach((command, index) => {
        task.execArgs(argv(command), { receiveArgs: index === commands.length - 1 });
      });
    }
  }

  private planned({ name, description, tags = [] }: FastApiContainerLibraryOptions): readonly LibrarySeed[] {
    const { outdir } = this.project;
    const root = workspaceRoot(outdir);
    const around = librariesAround(root);
    const directory = relative(root, outdir).split(sep).join('/') || basename(outdir);
    const files = filesBelow(outdir, { hidden: true, most: 1000 });
    const subject = `the options of project ${this.project.name}`;
    const look = lookBelow(outdir);
    const ground = {
      around,
      real: directory,
      look: (path: string) => (OF_PROJEN.test(path) ? ({ kind: 'absent' } as const) : look(path)),
      files: files.includes(PYPROJECT_FILE) ? files : files.filter((path) => !OF_PROJEN.test(path)),
      resolve: () => ({ ok: false as const, problems: [] }),
      workspace: workspaceOf,
    };
    const base = { directory, apps: [], door: 'projen' as const };
    // The call stays in the definition, and the library is its owner's as soon as it is there.
    const wish = files.includes(PYPROJECT_FILE)
      ? { ...base, tags: [] }
      : { ...base, tags, name: name ?? this.project.name, ...(description === undefined ? {} : { description }) };
    return unwrap(planLibrary(wish, ground, loadTemplates(), ''), subject).seeds;
  }

  /** Writes what is not there yet. */
  public override synthesize(): void {
    const { outdir } = this.project;
    const look = lookBelow(outdir);
    for (const { path, content } of this.seeds) {
      if (path !== '.gitignore' && look(path).kind === 'absent') writeAtomically(join(outdir, path), content);
    }
  }
}
