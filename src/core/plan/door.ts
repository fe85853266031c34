import { joinPath } from '../text/paths';
import { shellWord } from '../text/shell-word';
import type { Door } from '../app/door';

export { doorOf, type Door } from '../app/door';

/** How this package's own command line is called, unless it is known better. */
export const OWN_COMMAND = 'npx fastapi-container';

/**
 * How a person replaces a file of an app by what is generated.
 *
 * @param own how the command line of this package is called
 */
export function toReplace(door: Door, directory: string, own = OWN_COMMAND): string {
  if (door === 'projen') return 'delete it, and run `npx projen`';
  return door === 'nx'
    ? `\`npx nx g fastapi-container:app ${shellWord(directory)} --overwrite\``
    : `\`${own} synth ${shellWord(directory)} --overwrite\``;
}

/**
 * How a person replaces a file of the workspace by what is generated.
 *
 * @param own how the command line of this package is called
 */
export function toReplaceInWorkspace(door: Door, own = OWN_COMMAND): string {
  if (door === 'projen') return 'delete it, and run `npx projen`';
  return door === 'nx' ? '`npx nx g fastapi-container:workspace --overwrite`' : `\`${own} synth . --overwrite\``;
}

/** The option with which a person takes one more file over: the whole of it, since it takes the place of what is there. */
export function toOwn(own: readonly string[], path: string): string {
  return `"own": [${[...new Set([...own, path])].map((each) => JSON.stringify(each)).join(', ')}]`;
}

/**
 * How a person brings an app in step with its options.
 *
 * @param own how the command line of this package is called
 */
export function toRegenerate(door: Door, directory: string, own = OWN_COMMAND): string {
  if (door === 'projen') return '`npx projen`';
  return door === 'nx' ? '`npx nx sync`' : `\`${own} synth ${shellWord(directory)}\``;
}

/** Tasks that are called like a command of Nx itself, which comes first. */
const OF_NX = new Set(['migrate']);

/**
 * How a person runs a task of an app.
 *
 * @param own how the command line of this package is called
 */
export function toRun(door: Door, task: string, name: string, directory: string, own = OWN_COMMAND): string {
  if (door === 'projen') return directory === '.' ? `\`npx projen ${task}\`` : `\`npx projen ${task}\` in ${directory}`;
  return door === 'nx'
    ? `\`npx nx ${OF_NX.has(task) ? `run ${name}:${task}` : `${task} ${name}`}\``
    : `\`${own} run ${task}${directory === '.' ? '' : ` ${shellWord(directory)}`}\``;
}

/**
 * The command that makes a library, or adds one to an app.
 *
 * @param own how the command line of this package is called
 */
export function toAddLibrary(door: Door, own = OWN_COMMAND): string {
  return door === 'nx' ? 'npx nx g fastapi-container:library' : `${own} library`;
}

/** Where a person changes the options of an app. */
export function optionsHome(door: Door, directory: string, file: string): string {
  return door === 'projen' ? 'the projen call' : joinPath(directory, file);
}
