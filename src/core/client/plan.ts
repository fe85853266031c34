import type { Change, Create, Look } from '../plan/change';
import { textAt, whyUnread } from '../plan/change';
import { joinPath, normalizePath } from '../text/paths';
import { failure, success, type Problem, type Result } from '../text/problems';
import { contractPath, type Client } from './client';
import type { ClientFile } from './files';
import { CLIENT_TOOLS, TOOL_NAMES, type ClientTool } from './tools';
import { standsInPlace } from '../workspace';

/** What lies in many directories and belongs to nobody's work. */
const OVERLOOKED = ['node_modules', '.DS_Store'];

/** The tool that a library is made with already. */
export function toolThere(look: Look): ClientTool | undefined {
  if (look('package.json').kind === 'absent') return undefined;
  return TOOL_NAMES.find((name) => look(CLIENT_TOOLS[name].config).kind !== 'absent');
}

/** Whether a text names a file, from where it lies itself. */
function namesFile(text: string, directory: string, file: string): boolean {
  const named = [...text.matchAll(/['"`]([^'"`\n]+)['"`]/g)].map(([, path = '']) => path);
  return named.some((path) => normalizePath(`${directory}/${path}`) === file);
}

/** A library that is there is the user's: nothing of it is written again, and another one is not made of it. */
function otherClient(client: Client, there: ClientTool, look: Look): Problem | undefined {
  const { config } = CLIENT_TOOLS[there];
  const yours = 'its files are yours: change';
  if (there !== client.tool) {
    const npmPackage = CLIENT_TOOLS[client.tool].package;
    return {
      option: 'tool',
      value: client.tool,
      reason: `the client in ${client.directory} is made with ${there}`,
      fix: `leave the flag out, or make another library with ${npmPackage}; ${yours} its script and its config, if this one is to change`,
    };
  }
  const contract = contractPath(client);
  const file = joinPath(client.directory, config);
  const obstacle = whyUnread((path) => look(path === file ? config : path))(file);
  if (obstacle) return standsInPlace(file, obstacle);
  if (namesFile(textAt(look, config) ?? '', client.directory, contract)) return undefined;
  return {
    option: 'directory',
    value: client.directory,
    reason: `holds a client that is not made from ${contract}: ${config} does not name it`,
    allowed: 'a new directory',
    fix: `choose another directory; or, ${yours} ${config} in it`,
  };
}

/**
 * Plans the files of a client library.
 *
 * @param entries names of what is in its directory
 * @param look looks at a path relative to it
 * @returns what is to be created: nothing where the library is there
 */
export function planClient(
  client: Client,
  files: readonly ClientFile[],
  entries: readonly string[],
  look: Look,
): Result<Change[]> {
  const there = toolThere(look);
  if (there !== undefined) {
    const problem = otherClient(client, there, look);
    return problem ? failure(problem) : success([]);
  }
  const own = files.map(({ path }) => path.split('/')[0]);
  const foreign = [
    ...entries.filter((name) => !own.includes(name) && !OVERLOOKED.includes(name)),
    // A run that was cut off has left files that are as this one would write them.
    ...files
      .filter(({ path, content }) => look(path).kind !== 'absent' && textAt(look, path) !== content)
      .map(({ path }) => path),
  ];
  foreign.sort();
  if (foreign.length > 0) {
    return failure({
      option: 'directory',
      value: client.directory,
      reason: `holds something else: ${foreign.slice(0, 5).join(', ')}${foreign.length > 5 ? ', ...' : ''}`,
      allowed: 'a directory that is new or empty, or that of a client which is there',
      fix: 'choose another directory, for example libs/orders-client',
    });
  }
  const missing = files.filter(({ path }) => look(path).kind === 'absent');
  return success(
    missing.map(({ path, content }): Create => ({ path, ownership: 'seed', action: 'create', after: content })),
  );
}
