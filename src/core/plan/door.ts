import { BY_NPX, type Calls } from '../npm/calls';
import { toRunByNx } from '../npm/nx';
import { joinPath } from '../text/paths';
import { shellWord } from '../text/shell-word';
import type { Door } from '../app/door';

export { doorOf, type Door } from '../app/door';

function toLetWrite({ projen }: Calls): string {
  return `delete it, and run \`${projen}\``;
}

/**
 * How a person replaces a file of an app by what is generated.
 *
 * @param calls how programs are called here
 */
export function toReplace(door: Door, directory: string, calls: Calls = BY_NPX): string {
  if (door === 'projen') return toLetWrite(calls);
  return door === 'nx'
    ? `\`${calls.nx} g fastapi-container:app ${shellWord(directory)} --overwrite\``
    : `\`${calls.own} synth ${shellWord(directory)} --overwrite\``;
}

/**
 * How a person replaces a file of the workspace by what is generated.
 *
 * @param calls how programs are called here
 */
export function toReplaceInWorkspace(door: Door, calls: Calls = BY_NPX): string {
  if (door === 'projen') return toLetWrite(calls);
  return door === 'nx'
    ? `\`${calls.nx} g fastapi-container:workspace --overwrite\``
    : `\`${calls.own} synth . --overwrite\``;
}

/** The option with which a person takes one more file over: the whole of it, since it takes the place of what is there. */
export function toOwn(own: readonly string[], path: string): string {
  return `"own": [${[...new Set([...own, path])].map((each) => JSON.stringify(each)).join(', ')}]`;
}

/**
 * How a person brings an app in step with its options.
 *
 * @param calls how programs are called here
 */
export function toRegenerate(door: Door, directory: string, calls: Calls = BY_NPX): string {
  if (door === 'projen') return `\`${calls.projen}\``;
  return door === 'nx' ? `\`${calls.nx} sync\`` : `\`${calls.own} synth ${shellWord(directory)}\``;
}

/**
 * How a person runs a task of an app.
 *
 * @param calls how programs are called here
 */
export function toRun(door: Door, task: string, name: string, directory: string, calls: Calls = BY_NPX): string {
  if (door === 'nx') return `\`${toRunByNx(task, name, calls)}\``;
  return door === 'projen'
    ? `\`${calls.projen} ${task}\`${directory === '.' ? '' : ` in ${directory}`}`
    : `\`${calls.own} run ${task}${directory === '.' ? '' : ` ${shellWord(directory)}`}\``;
}

/**
 * The command that makes a library, or adds one to an app.
 *
 * @param calls how programs are called here
 */
export function toAddLibrary(door: Door, calls: Calls = BY_NPX): string {
  return door === 'nx' ? `${calls.nx} g fastapi-container:library` : `${calls.own} library`;
}

/** Where a person changes the options of an app. */
export function optionsHome(door: Door, directory: string, file: string): string {
  return door === 'projen' ? 'the projen call' : joinPath(directory, file);
}
