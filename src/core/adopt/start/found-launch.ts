import type { FoundApplication } from '../../python-source/applications';
import type { Constants } from '../../python-source/constants';
import type { PythonModule } from '../../python-source/module';
import { rootsOf } from '../../python-source/source-root';
import { normalizePath } from '../../text/paths';
import { placeText, type Place } from '../../text/place';
import { fixedValues } from './before-server';
import type { Files, StartCommand } from '../evidence';
import type { Note } from '../finding';
import { gunicornConfig } from './gunicorn-conf';
import { repositoryPath, type Copied } from '../image/image-copies';
import type { Launch } from './server-command';
import { NO_SETTINGS, type Settings } from './settings';

/** A start of a server that was found, and what it starts. */
export interface FoundLaunch {
  readonly launch: Launch;
  readonly place: Place;
  /** How far down in the order of trust: 0 is what is believed first. */
  readonly rank: number;
  /** The application in the source, where that is clear. */
  readonly started:
    | {
        readonly file: string;
        readonly root: string | undefined;
        readonly attribute: string;
        readonly factory: boolean;
      }
    | undefined;
  /** Flags that are left out, and values that are fixed from now on. */
  readonly notes: readonly Note[];
  /** What is done before the server starts. */
  readonly steps: readonly StartCommand[];
  /** What was set for it, and programs around it that are left out. */
  readonly settings: Settings;
}

/** What commands are followed through. */
export interface Surroundings {
  readonly files: Files;
  readonly modules: ReadonlyMap<string, PythonModule>;
  readonly applications: readonly FoundApplication[];
  readonly copies: readonly Copied[];
  readonly constants: Constants;
}

/** The file that a path in a command means: seen from its directory, from the top, through the copies, or by its ending. */
export function fileAt(
  name: string,
  directory: string | undefined,
  { files, copies }: Surroundings,
): string | undefined {
  const written = name.replace(/^\.\//, '');
  const copied = written.startsWith('/') ? repositoryPath(written, copies) : undefined;
  const relative = normalizePath(`${directory?.startsWith('/') === false ? directory : '.'}/${written}`);
  const near = [copied, relative, written].find((path) => path !== undefined && files.all.has(path));
  if (near !== undefined) return near;
  const ending = `/${written.replace(/^.*\//, '')}`;
  const alike = files.listing.files.filter((path) => `/${path}`.endsWith(ending));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Adds what a configuration file of gunicorn says; the command line comes first. */
function withConfig(
  launch: Launch,
  directory: string | undefined,
  around: Surroundings,
): { launch: Launch; notes: readonly Note[] } {
  const path = launch.config === undefined ? undefined : fileAt(launch.config.replace(/^file:/, ''), directory, around);
  const text = path === undefined ? undefined : around.files.text(path);
  if (path === undefined || text === undefined) {
    const missing =
      launch.config === undefined ? [] : [{ text: `gunicorn's configuration ${launch.config} was not found` }];
    return { launch, notes: missing };
  }
  const config = gunicornConfig(path, text);
  const given = Object.keys(launch.options);
  const ofConfig = Object.entries(config.launch.places).filter(([option]) => !given.includes(option));
  return {
    launch: {
      ...launch,
      target: launch.target ?? config.launch.target,
      directory: launch.directory ?? config.launch.directory,
      options: { ...config.launch.options, ...launch.options },
      derived: [...launch.derived, ...config.launch.derived.filter((option) => !given.includes(option))],
      places: Object.fromEntries(ofConfig),
    },
    notes: config.notes,
  };
}

/** A start of a server, with what its configuration adds and the application that it means. */
export function foundLaunch(read: Launch, command: StartCommand, rank: number, around: Surroundings): FoundLaunch {
  const { launch, notes } = withConfig(read, command.directory, around);
  const { place } = command;
  const left = launch.left.map((text) => ({ text: `left out ${text}`, place }));
  const started = startedBy(launch, command, around);
  const unknown =
    started === undefined && launch.target !== undefined
      ? [{ text: `starts ${launch.target}, which is not in this directory (${placeText(place)})`, place }]
      : [];
  return {
    launch,
    place,
    rank,
    started,
    notes: [...fixedValues(command), ...left, ...notes, ...unknown],
    steps: [],
    settings: NO_SETTINGS,
  };
}

/** The application that a server's command names, looked up in the source. */
function startedBy(launch: Launch, { directory }: StartCommand, around: Surroundings): FoundLaunch['started'] {
  const { target = '', factory } = launch;
  if (target.endsWith('.py')) return startedFile(target, launch, directory, around);
  const [module = '', attribute = launch.server === 'gunicorn' ? 'application' : 'app'] = target.split(':');
  if (target === '' || !/^[A-Za-z_][\w.]*$/.test(module)) return undefined;
  const roots = rootsOf(module, around.files.listing.files);
  const hints = [launch.directory, directory].flatMap((hint) => {
    if (hint === undefined) return [];
    return (hint.startsWith('/') ? repositoryPath(hint, around.copies) : normalizePath(hint)) ?? [];
  });
  const has = (file: string) =>
    around.applications.some((found) => found.file === file && found.attribute === attribute);
  const found =
    hints.map((hint) => roots.find(({ root }) => root === hint)).find((root) => root !== undefined) ??
    roots.find(({ file }) => has(file)) ??
    roots[0];
  return found && { file: found.file, root: found.root, attribute, factory };
}

/** `fastapi run app/main.py`: the attribute is the one named, or the first that the tool itself would take. */
function startedFile(
  target: string,
  launch: Launch,
  directory: string | undefined,
  around: Surroundings,
): FoundLaunch['started'] {
  const file = fileAt(target, directory, around);
  if (file === undefined) return undefined;
  const names = around.applications
    .filter((found) => found.file === file && !found.factory)
    .map((found) => found.attribute);
  const attribute = launch.attribute ?? ['app', 'api'].find((name) => names.includes(name)) ?? names[0];
  return attribute === undefined ? undefined : { file, root: undefined, attribute, factory: false };
}
