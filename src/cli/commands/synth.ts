import { isInStep, leftToPerson } from '../../core/plan/change';
import { doorOf } from '../../core/plan/door';
import { optionsFileOf } from '../../core/input/options-file';
import { noticesAround } from '../../core/resolve/notices';
import { claim, type Claims } from '../../core/resolve/neighbours';
import type { Manager } from '../../core/options';
import { InvalidInputError, type Problem } from '../../core/text/problems';
import { nextLines } from '../../core/plan/next';
import { checkReport, writeReport } from '../../core/plan/report';
import { planOnDisk, readApp, workspaceOf, type KnownRoots } from '../../io/app';
import { applyChanges } from '../../io/disk';
import type { Command, CommandLine } from '../command';
import { ownCall } from '../called';
import { JSON_SWITCH, attempt, print } from '../outcome';
import { findTargets, type Target } from '../targets';

/** projen writes these files itself, and takes them for a person's for as long as they are there. */
export function overwriteProblem(overwrite: boolean, managedBy: Manager | undefined): Problem | undefined {
  if (!overwrite || managedBy === undefined) return undefined;
  return {
    option: '--overwrite',
    reason: `the files of this app are written by ${managedBy}, which has no such flag`,
    fix: 'delete the file that is to be replaced, and run `npx projen`',
  };
}

/** An app whose options projen writes is checked only: projen writes its files too. */
function run({ operands, switches }: CommandLine): 0 | 1 | 2 {
  const managed = new Set<string>();
  const claims: Claims = new Map();
  const roots: KnownRoots = new Map();
  const write = (target: Target) => {
    const workspace = workspaceOf(target.path, roots);
    const app = readApp(target.path, target.shown, undefined, workspace);
    const refused = overwriteProblem(switches.has('overwrite'), app.managedBy);
    if (refused) throw new InvalidInputError('the command line', [refused]);
    const problems = claim(claims, app, target.shown);
    if (problems.length > 0) throw new InvalidInputError(optionsFileOf(target.shown), problems);
    const changes = planOnDisk(target.path, target.shown, app, {
      workspace,
      overwrite: switches.has('overwrite'),
      call: ownCall(),
    });
    if (app.managedBy === undefined) applyChanges(target.path, changes);
    else managed.add(target.shown);
    const door = doorOf(app.managedBy, workspace);
    const next = app.managedBy === undefined ? nextLines(door, app, target.shown, changes, ownCall()) : [];
    return { door, changes, notices: noticesAround(app, workspace), next };
  };
  const outcomes = findTargets(process.cwd(), operands).map((target) => attempt(target, () => write(target)));
  print(outcomes, {
    json: switches.has('json'),
    writes: true,
    report: (directory, changes, door) =>
      managed.has(directory)
        ? checkReport(directory, changes, door, ownCall())
        : writeReport(directory, changes, ownCall()),
  });
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  const left = outcomes.some(
    (outcome) =>
      'changes' in outcome &&
      (managed.has(outcome.target.shown) ? !isInStep(outcome.changes) : leftToPerson(outcome.changes).length > 0),
  );
  return left ? 1 : 0;
}

/** Brings apps up to date with their options. */
export const synth: Command = {
  name: 'synth',
  summary: 'brings the files of apps up to date with their options',
  usage: '[directory...] [--overwrite] [--json]',
  description: [
    'Brings the generated files of the apps in the directories, or of every app below the current one, up to date with',
    'their options. What you wrote or edited is left alone and reported.',
  ],
  switches: [
    {
      name: 'overwrite',
      help: 'replace managed files that were edited by hand or were there before, and remove edited ones that no option needs',
    },
    JSON_SWITCH,
  ],
  closing: ['Exit code: 0 done, 1 something was left to you, 2 bad options or usage.'],
  writes: true,
  run,
};
