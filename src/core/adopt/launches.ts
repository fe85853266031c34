import { rootsOf } from '../python-source/source-root';
import { lastingStep } from './before-server';
import { readCommand, type Leads } from './command';
import type { StartCommand } from './evidence';
import { fileAt, foundLaunch, type FoundLaunch, type Surroundings } from './found-launch';
import { opened } from './opened';
import { runLaunches } from './run-calls';
import { scriptLines } from './scripts';
import { supervisord } from './supervisord';

/** Scripts that call scripts: deeper than anybody writes them. */
const DEEPEST = 5;

/** What starts a server, followed through shells, scripts, Python files and configurations. */
export function followCommand(
  command: StartCommand,
  rank: number,
  around: Surroundings,
  seen: readonly string[] = [],
): FoundLaunch[] {
  return followInOrder(opened(command), rank, around, seen);
}

/** Commands that run one after the other: what comes before the one with the server prepares it. */
function followInOrder(
  commands: readonly StartCommand[],
  rank: number,
  around: Surroundings,
  seen: readonly string[],
): FoundLaunch[] {
  const found = commands.map((command) => followOne(command, rank, around, seen));
  const last = found.reduce((at, launches, index) => (launches.length > 0 ? index : at), -1);
  const steps = commands
    .slice(0, Math.max(0, last))
    .flatMap((command, index) => (found[index]?.length === 0 ? stepsOf(command, around, seen) : []));
  return found.flat().map((launch) => ({ ...launch, steps: [...steps, ...launch.steps] }));
}

function followOne(command: StartCommand, rank: number, around: Surroundings, seen: readonly string[]): FoundLaunch[] {
  const found = readCommand(command.words).flatMap((read) =>
    read.kind === 'server' ? [foundLaunch(read, command, rank, around)] : followLead(read, command, rank, around, seen),
  );
  // A program of its own that starts what is behind the two dashes, such as one that waits for a database.
  const dashes = command.words.indexOf('--');
  if (found.length > 0 || dashes < 1) return found;
  const [own, rest] = [command.words.slice(0, dashes), command.words.slice(dashes + 1)];
  const behind = followCommand({ ...command, words: rest }, rank, around, seen);
  return behind.map((launch) => ({ ...launch, steps: [{ ...command, words: own }, ...launch.steps] }));
}

/** The file that a lead means. */
function leadFile(lead: Leads, command: StartCommand, around: Surroundings): string | undefined {
  if (lead.kind !== 'module') return fileAt(lead.name, command.directory, around);
  const { files } = around.files.listing;
  return [...rootsOf(lead.name, files), ...rootsOf(`${lead.name}.__main__`, files)].at(-1)?.file;
}

/** What a command comes to that starts no server itself: a script that is there, line by line. */
export function stepsOf(command: StartCommand, around: Surroundings, seen: readonly string[] = []): StartCommand[] {
  return opened(command).flatMap((simple) => {
    const step = lastingStep(simple);
    if (!step) return [];
    const script = readCommand(step.words).find(({ kind }) => kind === 'script');
    const path = script && script.kind !== 'server' ? leadFile(script, step, around) : undefined;
    if (path === undefined || seen.includes(path) || seen.length > DEEPEST) return [step];
    return scriptLines(around.files, path, step).flatMap((line) => stepsOf(line, around, [...seen, path]));
  });
}

function followLead(
  lead: Leads,
  command: StartCommand,
  rank: number,
  around: Surroundings,
  seen: readonly string[],
): FoundLaunch[] {
  const { files } = around;
  const { args = [] } = lead;
  const path = leadFile(lead, command, around);
  if (path === undefined && args.length > 0 && !args.includes('--')) {
    const text = `${lead.name} was not found: what it does before the server is not in this report`;
    const behind = followCommand({ ...command, words: args }, rank, around, seen);
    return behind.map((launch) => ({ ...launch, notes: [{ text, place: command.place }, ...launch.notes] }));
  }
  if (path === undefined || seen.includes(path) || seen.length > DEEPEST) return [];
  if (lead.kind === 'file' || lead.kind === 'module') {
    const module = around.modules.get(path);
    return module ? runLaunches(module, rank, around) : [];
  }
  const lines =
    lead.kind === 'supervisord' ? supervisord(files, path).commands : scriptLines(files, path, command, args);
  return followInOrder(lines.flatMap(opened), rank, around, [...seen, path]);
}
