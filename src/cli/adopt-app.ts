import { existsSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve as resolvePath, sep } from 'node:path';
import { adoptedOptionsFile, startingTexts, withStarting } from '../core/adopt/file';
import { inferOptions, type Adoption } from '../core/adopt/infer';
import { projenCall, type PlaceInDefinition } from '../core/adopt/projen-call';
import { adoptProblems, adoptReport, undecidedLines } from '../core/adopt/report';
import { OPTIONS_FILE, REQUIREMENTS_FILE } from '../core/constants';
import { roomProblem, type Change } from '../core/plan/change';
import { toRegenerate, toRun } from '../core/plan/door';
import { noticeLines, plannedReport, writeReport } from '../core/plan/report';
import { claimBeside } from '../core/resolve/neighbours';
import { noticesAround } from '../core/resolve/notices';
import { joinPath } from '../core/text/paths';
import { InvalidInputError, type Problem } from '../core/text/problems';
import { doorOnDisk, planOnDisk, projenDefinition, readApp, workspaceOf, workspaceRoot } from '../io/app';
import { lookBelow } from '../io/disk';
import { directoryFromSchema } from '../io/installed-schema';
import { listingOf } from '../io/listing';
import { neighboursOf } from '../io/neighbours';
import { applyTogether } from '../io/together';
import { ownCall, ownCalls } from './called';
import type { CommandLine } from './command';
import { show } from './outcome';
import { placeProblem } from './targets';

function directoryProblem(directories: readonly string[]): Problem | undefined {
  const option = 'directory';
  const [typed] = directories;
  const fix = `for example: ${ownCall()} adopt services/orders`;
  const allowed = 'one directory, with an application in it';
  if (directories.length !== 1 || typed === undefined) {
    const reason = directories.length === 0 ? 'is missing' : 'is given more than once';
    return { option, value: directories, reason, allowed, fix };
  }
  const outside = placeProblem(process.cwd(), typed);
  if (outside) return outside;
  const isThere = existsSync(typed) && statSync(typed).isDirectory();
  if (!isThere) return { option, value: typed, reason: 'there is no such directory', allowed, fix };
  return roomProblem(joinPath(typed, OPTIONS_FILE), lookBelow(typed)(OPTIONS_FILE));
}

/**
 * Where the call for projen goes: into the definition that reaches the directory, unless it is told not to. Undefined where
 * files are to be written.
 */
function placeInDefinition(target: string, { switches, off }: CommandLine): PlaceInDefinition | undefined {
  if (off.has('projen')) return undefined;
  const definition = projenDefinition(target);
  if (definition === undefined) return switches.has('projen') ? { outdir: '.' } : undefined;
  const here = relative(dirname(definition), target).split(sep).join('/');
  const shown = relative(process.cwd(), definition).split(sep).join('/');
  return { outdir: here === '' ? '.' : here, definition: shown };
}

/** What is found, or everything that stands in the way. */
function found(target: string, shown: string, { options: decided, switches }: CommandLine): Adoption {
  const inStep = toRegenerate('command line', shown, ownCalls());
  const wishes = { convert: switches.has('convert'), inStep };
  const adoption = inferOptions(listingOf(target), decided, basename(target), shown, wishes);
  const problems = adoptProblems(adoption);
  if (problems.length > 0) throw new InvalidInputError(shown, problems);
  return adoption;
}

/** How files are written all the same, where a definition was found and not asked for. */
function insteadOf({ definition }: PlaceInDefinition): string[] {
  if (definition === undefined) return [];
  return [
    '',
    `Nothing was written. If ${definition} has nothing to do with this app: --projen=false writes the files.`,
  ];
}

/**
 * Takes an existing application in. What is refused is thrown; a file of the person's that stays is what was promised.
 *
 * @returns the exit code of `adopt`
 */
export function adoptApp(line: CommandLine): 0 {
  const { operands: directories, switches, options } = line;
  const wrong = directoryProblem(directories);
  if (wrong) throw new InvalidInputError('the command line', [wrong]);
  const shown = String(directories[0]);
  const target = resolvePath(shown);
  const adoption = found(target, shown, line);
  const name = typeof options.name === 'string' ? options.name : basename(target);
  const report = adoptReport(shown, adoption);
  const text = adoptedOptionsFile(directoryFromSchema(target, workspaceRoot(target)), name, adoption);
  const app = readApp(target, shown, text);
  const shared = claimBeside(app, shown, neighboursOf(target));
  if (shared.length > 0) throw new InvalidInputError(shown, shared);
  const starting = startingTexts(adoption, app);
  const place = placeInDefinition(target, line);
  if (place) {
    show(
      [report, '', ...projenCall(name, adoption, app, place, starting[REQUIREMENTS_FILE]), ...insteadOf(place)].join(
        '\n',
      ),
    );
    return 0;
  }
  const overwrite = switches.has('overwrite');
  const changes = planOnDisk(target, shown, app, {
    optionsFile: text,
    starting,
    overwrite,
    calls: ownCalls(),
  });
  const notices = noticesAround(app, withStarting(workspaceOf(target), starting));
  const file: Change = { path: OPTIONS_FILE, ownership: 'options', action: 'create', after: text };
  const all = [file, ...changes.filter(({ ownership }) => ownership !== 'options')];
  const open = undecidedLines(toRun(doorOnDisk(target, app), 'container-build', name, shown, ownCalls()), changes);
  if (switches.has('dry-run')) {
    show([report, '', plannedReport(shown, all), ...noticeLines(notices), ...open].join('\n'));
    return 0;
  }
  applyTogether([{ directory: target, changes: [file, ...changes] }]);
  show([report, '', writeReport(shown, all, ownCalls()), ...noticeLines(notices), ...open].join('\n'));
  return 0;
}
