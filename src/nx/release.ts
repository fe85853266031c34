import type { ProjectGraph, ProjectGraphDependency, Tree } from '@nx/devkit';
import { VersionActions } from 'nx/release';
import { PYPROJECT_FILE } from '../core/constants';
import { askedVersion, projectNameIn, versionIn, withAskedVersion, withVersion } from '../core/release/pyproject';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, unwrap } from '../core/text/problems';
import { asText } from '../io/disk';
import { lockAgain } from './release-locks';

/** Directories whose version this release has changed, until their locks have been made again. */
const released = new Set<string>();

function textOf(tree: Tree, path: string): string {
  const bytes = tree.read(path);
  const existing = bytes === null ? undefined : asText(bytes);
  if (existing?.kind === 'file') return existing.text;
  const reason = existing?.kind === 'other' ? existing.what : 'there is none';
  const fix = 'correct it, or leave the project out of "release" in nx.json';
  throw new InvalidInputError('the release', [{ option: path, reason, fix }]);
}

/**
 * What `nx release` does with apps and Python libraries: the version is that of `[project]` in pyproject.toml. Nx makes one
 * of these for each project, and asks it before it writes anything.
 */
export default class PythonVersionActions extends VersionActions {
  override readonly validManifestFilenames = [PYPROJECT_FILE];

  /** Nothing but characters of versions is exchanged: there is nothing to format. Nx 22 does not ask. */
  override readonly excludeManifestsFromFormatting = true;

  private get manifest(): string {
    return joinPath(this.projectGraphNode.data.root, PYPROJECT_FILE);
  }

  /** Nx says of an error from here that there is no file: `validate` tells what is wrong, before anything is written. */
  override readCurrentVersionFromSourceManifest(
    tree: Tree,
  ): Promise<{ currentVersion: string; manifestPath: string } | null> {
    const bytes = tree.read(this.manifest, 'utf8');
    const version = bytes === null ? undefined : versionIn(bytes);
    // A promise of Nx's own types that it does not rely on: it asks for a version only where it counts up from one.
    const currentVersion = (version?.ok === true ? version.value : null) as string;
    return Promise.resolve({ currentVersion, manifestPath: this.manifest });
  }

  override async validate(tree: Tree): Promise<void> {
    await super.validate(tree);
    for (const { manifestPath } of this.manifestsToUpdate) unwrap(versionIn(textOf(tree, manifestPath)), manifestPath);
  }

  /** Images and libraries of the workspace are in no package registry: the version on the disk counts. */
  override readCurrentVersionFromRegistry(): Promise<null> {
    return Promise.resolve(null);
  }

  /** Nx itself leaves implicit dependencies out; between Python projects these are as real as the others. */
  override readDependencies(tree: Tree, { nodes, dependencies }: ProjectGraph): Promise<ProjectGraphDependency[]> {
    const isPython = (name: string) => nameOf(tree, nodes[name]?.data.root) !== undefined;
    const own = dependencies[this.projectGraphNode.name] ?? [];
    return Promise.resolve(own.filter(({ type, target }) => type !== 'implicit' || isPython(target)));
  }

  override readCurrentVersionOfDependency(
    tree: Tree,
    { nodes }: ProjectGraph,
    dependency: string,
  ): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const name = nameOf(tree, nodes[dependency]?.data.root);
    const asked = name === undefined ? undefined : askedVersion(textOf(tree, this.manifest), name);
    return Promise.resolve(
      asked === undefined
        ? { currentVersion: null, dependencyCollection: null }
        : { currentVersion: asked.replace(/^\D+/, ''), dependencyCollection: 'dependencies' },
    );
  }

  override updateProjectVersion(tree: Tree, newVersion: string): Promise<string[]> {
    const lines = this.manifestsToUpdate.map(({ manifestPath }) => {
      const before = textOf(tree, manifestPath);
      tree.write(manifestPath, unwrap(withVersion(before, newVersion), manifestPath));
      return `✍️  New version ${newVersion} written to ${manifestPath}`;
    });
    released.add(this.projectGraphNode.data.root);
    return Promise.resolve(lines);
  }

  override updateProjectDependencies(
    tree: Tree,
    { nodes }: ProjectGraph,
    dependencies: Record<string, string>,
  ): Promise<string[]> {
    const lines: string[] = [];
    for (const [dependency, version] of Object.entries(dependencies)) {
      const name = nameOf(tree, nodes[dependency]?.data.root);
      if (name === undefined) continue;
      for (const { manifestPath } of this.manifestsToUpdate) {
        const before = textOf(tree, manifestPath);
        const after = unwrap(withAskedVersion(before, name, version.replace(/^[~^=]+/, '')), manifestPath);
        if (after === before) continue;
        tree.write(manifestPath, after);
        lines.push(`✍️  ${name} ${version} is asked for in ${manifestPath}`);
      }
    }
    return Promise.resolve(lines);
  }
}

/** The name of the Python project in a directory; undefined where none is there, such as in one of TypeScript. */
function nameOf(tree: Tree, root: string | undefined): string | undefined {
  const text = root === undefined ? null : tree.read(joinPath(root, PYPROJECT_FILE), 'utf8');
  return text === null ? undefined : projectNameIn(text);
}

/** Nx calls this once, when all versions are on the disk and nothing has been committed. */
export function afterAllProjectsVersioned(
  root: string,
  {
    dryRun = false,
    rootVersionActionsOptions = {},
  }: { dryRun?: boolean; rootVersionActionsOptions?: Record<string, unknown> },
): Promise<{ changedFiles: string[]; deletedFiles: string[] }> {
  const directories = [...released];
  released.clear();
  const skips = rootVersionActionsOptions.skipLockFileUpdate === true;
  const changedFiles = skips ? [] : lockAgain(root, directories, dryRun);
  return Promise.resolve({ changedFiles, deletedFiles: [] });
}
