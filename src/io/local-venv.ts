import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_VENV } from '../core/constants';
import { isObject } from '../core/input/members';
import { tryReadText, writeAtomically } from './disk';

const STAMP = join(LOCAL_VENV, '.fastapi-container');
const SETTINGS = join(LOCAL_VENV, 'pyvenv.cfg');
const GITIGNORE = join(LOCAL_VENV, '.gitignore');

/** Who made a virtual environment. */
export type Maker = 'fastapi-container' | 'somebody else';

/** What a run of `install` leaves in the environment. */
interface Stamp {
  readonly madeBy: Maker;
  /** The app's directory as it was named, and without links. */
  readonly directory: string;
  readonly realpath: string;
  /** Digest of the settings that Python wrote when the environment was made. */
  readonly settings: string;
  /** Digest of all that decides what is installed. */
  readonly inputs: string;
}

/** What is known of an app's virtual environment without starting it. */
export interface LocalVenv {
  /** Whether there is one, or something in its place. */
  readonly exists: boolean;
  /** Only ours may be made anew: another may hold more than we know. */
  readonly isOurs: boolean;
  /** The directory that it was made in, where that is not this one: its programs start the Python of that place. */
  readonly madeIn: string | undefined;
  /** Digest of what was installed; undefined where that is not known. */
  readonly inputs: string | undefined;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads the stamp. That of version 0.1 was a digest alone, and lay in environments of others, too. */
function readStamp(directory: string): Partial<Stamp> {
  try {
    const stamp: unknown = JSON.parse(tryReadText(join(directory, STAMP)) ?? '{}');
    return isObject(stamp) ? stamp : {};
  } catch {
    return {};
  }
}

/** Whether a path leads to a directory, links followed. */
function leadsTo(path: string, directory: string): boolean {
  return existsSync(path) && realpathSync(path) === realpathSync(directory);
}

/** The directory that an environment was made in as its script to activate it tells; undefined where it does not. */
function activatedIn(directory: string): string | undefined {
  const script = tryReadText(join(directory, LOCAL_VENV, 'bin', 'activate')) ?? '';
  return /^\s*(?:export )?VIRTUAL_ENV=(["']?)(\/[^"'\n]*)\1\s*$/m.exec(script)?.[2];
}

/** Looks at the virtual environment of an app. */
export function localVenv(directory: string): LocalVenv {
  const path = join(directory, LOCAL_VENV);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // An empty directory is where a volume is mounted, or will be.
  if (!stats || (stats.isDirectory() && readdirSync(path).length === 0))
    return { exists: false, isOurs: false, madeIn: undefined, inputs: undefined };
  const stamp = readStamp(directory);
  const settings = digest(tryReadText(join(directory, SETTINGS)) ?? '');
  const isOurs = stats.isDirectory() && stamp.madeBy === 'fastapi-container' && stamp.settings === settings;
  const recorded = [stamp.directory, stamp.realpath].filter((place) => typeof place === 'string');
  const activated = activatedIn(directory);
  const isHere =
    recorded.length > 0
      ? recorded.some((place) => leadsTo(place, directory))
      : activated === undefined || leadsTo(activated, path);
  return { exists: true, isOurs, madeIn: isHere ? undefined : (recorded[0] ?? activated), inputs: stamp.inputs };
}

/** Keeps Git, and what goes by it, out of a new environment, as Python does itself from 3.13 on. */
export function hideFromGit(directory: string): void {
  if (!existsSync(join(directory, GITIGNORE))) writeFileSync(join(directory, GITIGNORE), '*\n');
}

/**
 * Remembers in the environment what was installed, who made it and where it belongs.
 *
 * @param inputs digest of all that decides what is installed
 */
export function stampVenv(directory: string, madeBy: Maker, inputs: string): void {
  const stamp: Stamp = {
    madeBy,
    directory,
    realpath: realpathSync(directory),
    settings: digest(tryReadText(join(directory, SETTINGS)) ?? ''),
    inputs,
  };
  writeAtomically(join(directory, STAMP), `${JSON.stringify(stamp, null, 2)}\n`);
}
