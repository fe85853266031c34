import { rootsOf } from '../../python-source/source-root';
import { lastingStep } from './before-server';
import { readCommand, shellText, type Leads } from './command';
import type { StartCommand } from '../evidence';
import { fileAt, foundLaunch, type FoundLaunch, type Surroundings } from './found-launch';
import { opened } from './opened';
import { runLaunches } from './run-calls';
import { scriptLines } from './scripts';
import { settingsBefore, settingsOf, together, type Settings } from './settings';
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
  const found = followInOrder(opened(command), rank, around, seen);
  return shellText(command.words) === undefined ? found : withSettings(found, settingsBefore(command));
}

/** Launches with what was set before them. */
function withSettings(launches: readonly FoundLaunch[], before: Settings): FoundLaunch[] {
  return launches.map((launch) => ({ ...launch, settings: together(before, launch.settings) }));
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
  const settings = settingsOf(
    commands.slice(0, Math.max(0, last)).flatMap((command) => sourced(command, around, seen)),
  );
  return withSettings(found.flat(), settings).map((launch) => ({ ...launch, steps: [...steps, ...launch.steps] }));
}

function followOne(command: StartCommand, rank: number, around: Surroundings, seen: readonly string[]): FoundLaunch[] {
  const found = readCommand(command.words).flatMap((read) =>
    read.kind === 'server' ? [foundLaunch(read, command, rank, around)] : followLead(read, command, rank, around, seen),
  );
  // A program of its own that starts what is behind the two dashes, such as one that waits for a database.
  const dashes = command.words.indexOf('--');
  if (found.length > 0 || dashes < 1) return withSettings(found, settingsBefore(command));
  const { head, ...bare } = command;
  const [own, rest] = [command.words.slice(0, dashes), command.words.slice(dashes + 1)];
  const behind = followCommand({ ...bare, words: rest }, rank, around, seen);
  const place = head && dashes <= head.count ? head.place : command.place;
  return behind.map((launch) => ({ ...launch, steps: [{ ...bare, words: own, place }, ...launch.steps] }));
}

/** What a command comes to in the same shell: a script that it reads, line by line, else itself. */
function sourced(command: StartCommand, around: Surroundings, seen: readonly string[]): StartCommand[] {
  const [name = '', script = ''] = command.words;
  const path = name === '.' || name === 'source' ? fileAt(script, command.directory, around) : undefined;
  if (path === undefined || !path.endsWith('.sh') || seen.includes(path) || seen.length > DEEPEST) return [command];
  return scriptLines(around.files, path, command).flatMap((line) => sourced(line, around, [...seen, path]));
}

/** The file that a lead means. */
function leadFile(lead: Leads, command: StartCommand, around: Surroundings): string | undefined {
  if (lead.kind !== 'module') return fileAt(lead.name, command.directory, around);
  const { files } = around.files.listing;
  return [...rootsOf(lead.name, files), ...rootsOf(`${lead.name}.__main__`, files)].at(-1)?.file;
}

/** What a command comes to that starts no server itself: a script that is there, line by line. */
export function stepsOf(command: StartCommand, around: Surroundings, seen: readonly string[] = []): StartCommand[] {
  const simple = opened(command).flatMap((each) => sourced(each, around, seen));
  return simple.flatMap((each) => {
    const step = lastingStep(each);
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
    const { head: _, ...bare } = command;
    const behind = followCommand({ ...bare, words: args }, rank, around, seen);
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
