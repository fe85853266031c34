import { callsBy } from '../npm/calls';
import { toRunByNx } from '../npm/nx';
import { CONTRACT_FILE } from '../constants';
import { toRunScript, type PackageManager } from '../npm/package-managers';
import { joinPath } from '../text/paths';
import type { ClientTool } from './tools';

/** The app that a client is of. */
export interface ClientApp {
  /** What Nx, or its options, call it. */
  readonly name: string;
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
}

/** A client library as it is to be made. */
export interface Client {
  /** Name of the package. */
  readonly name: string;
  /** Directory relative to the root of the workspace. */
  readonly directory: string;
  readonly app: ClientApp;
  readonly tool: ClientTool;
  /** The versions of TypeScript that it is checked with, in the words of npm: those of the workspace, where it has some. */
  readonly typescript: string;
  readonly packageManager: PackageManager;
  /** Whether Nx runs its tasks: then they are told to it. */
  readonly nx: boolean;
  /** Text of the contract; undefined where the app has none yet. */
  readonly contract: string | undefined;
}

/** The contract that a client is made from, relative to the root of the workspace. */
export function contractPath({ app }: Pick<Client, 'app'>): string {
  return joinPath(app.directory, CONTRACT_FILE);
}

/** How a person runs a task of a client. */
export function toRunTask({ nx, name, packageManager }: Client, task: 'generate' | 'typecheck'): string {
  return nx ? toRunByNx(task, name, callsBy(packageManager)) : toRunScript(packageManager, name, task);
}
