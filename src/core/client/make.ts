import type { Templates } from '../outputs/templates';
import { parseJsonc } from '../input/jsonc';
import { ownMember } from '../input/members';
import { npmVersion } from '../npm/packages';
import { textAt, type Change, type Look } from '../plan/change';
import { joinPath } from '../text/paths';
import { failure, failures, success, type Problem, type Result } from '../text/problems';
import type { ReadText } from '../workspace';
import { contractPath, toRunTask, type Client, type ClientApp } from './client';
import { clientFiles } from './files';
import { CLIENT_TOOLS } from './tools';
import { planClient, toolThere } from './plan';
import { clientProblems, defaultName, namesakeProblem, toolNamed, type ClientWishes } from './rules';
import { joinWorkspace, namesakeOf, workspaceFacts, type Membership } from './workspaces';

/** What lies around a client that is to be made. */
export interface ClientGround {
  /** Reads files of the workspace. */
  readonly read: ReadText;
  /** Whether there is a file at the root of the workspace. */
  readonly exists: (file: string) => boolean;
  /** Names of what is in the client's directory. */
  readonly entries: readonly string[];
  /** Looks at paths relative to it. */
  readonly look: Look;
  readonly templates: Templates;
  /** Every package.json of the workspace, relative to its root. */
  readonly manifests: () => readonly string[];
  /** Another tool writes the package.json at the root. */
  readonly manifestIsWritten: boolean;
}

/** A client, and what has to be written for it. */
export interface ClientPlan {
  readonly client: Client;
  /** Files of the library: none where it is there. */
  readonly changes: readonly Change[];
  readonly membership: Membership;
}

/** Another name for a library that is there: its files are its owner's. */
function renamedProblem({ name, directory }: ClientWishes, look: Look): Problem | undefined {
  const file = joinPath(directory, 'package.json');
  const manifest = parseJsonc(textAt(look, 'package.json') ?? '', file);
  const present = manifest.ok ? ownMember(manifest.value, 'name') : undefined;
  if (name === undefined || name === present) return undefined;
  const reason = `does nothing: ${directory} is there, and its files are yours`;
  const fix = `change "name" in ${file}, and leave the flag out`;
  return { option: 'name', value: name, reason, allowed: 'for a library that is to be made', fix };
}

/**
 * Plans a client library for an app. Nothing is written.
 *
 * @param further what the door knows to be wrong
 */
export function makeClient(
  typed: ClientWishes,
  app: ClientApp,
  ground: ClientGround,
  further: (name: string) => readonly Problem[] = () => [],
): Result<ClientPlan> {
  const { read, exists, entries, look, templates } = ground;
  const facts = workspaceFacts(read, exists);
  const wishes = { ...typed, tool: typed.tool ?? toolThere(look) };
  const { directory } = wishes;
  const name = wishes.name ?? defaultName(directory, facts.rootName);
  const tool = toolNamed(wishes.tool);
  const problems = [...clientProblems(wishes, facts), ...further(name)];
  if (tool === undefined || problems.length > 0) return failures(problems);
  const client: Client = {
    ...{ name, directory, app, tool },
    typescript: facts.typescript ?? npmVersion('typescript'),
    packageManager: facts.packageManager,
    nx: exists('nx.json'),
    contract: read(contractPath({ app })),
  };
  const planned = planClient(client, clientFiles(client, templates), entries, look);
  if (!planned.ok) return planned;
  const isNew = planned.value.length > 0;
  const namesake = isNew ? namesakeOf(name, directory, ground) : undefined;
  if (namesake !== undefined) return failure(namesakeProblem(name, namesake));
  const tooLate = isNew ? undefined : renamedProblem(wishes, look);
  if (tooLate) return failure(tooLate);
  const membership: Membership = isNew
    ? joinWorkspace(directory, read, ground.manifestIsWritten, exists)
    : { kind: 'member' };
  return success({ client, changes: planned.value, membership });
}

/**
 * What a person types next for a client that is new, as lines.
 *
 * @param toMakeContract how the contract is made, in the words of the door
 */
export function nextForClient({ client, changes, membership }: ClientPlan, toMakeContract: string): string[] {
  if (changes.length === 0) return [];
  const { node } = CLIENT_TOOLS[client.tool];
  const advice = membership.kind === 'advice' ? [`  note        ${membership.line}`] : [];
  const needs = node === undefined ? [] : [`  note        ${client.tool} needs Node ${node}`];
  const steps = [
    ...(client.contract === undefined ? [toMakeContract] : []),
    `\`${client.packageManager} install\``,
    `\`${toRunTask(client, 'generate')}\``,
  ];
  return [...advice, ...needs, '', `Next: ${steps.join(', then ')}`];
}
