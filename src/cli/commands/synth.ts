import type { ResolvedApp } from '../../core/app/resolved';
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
import { ownCalls } from '../called';
import { JSON_SWITCH, attempt, print } from '../outcome';
import { findSubjects, type Target } from '../targets';
import { planMeant, titleOf, type KnownApps } from '../workspace';

/** projen writes these files itself, and takes them for a person's for as long as they are there. */
export function overwriteProblem(overwrite: boolean, managedBy: Manager | undefined): Problem | undefined {
  if (!overwrite || managedBy === undefined) return undefined;
  return {
    option: '--overwrite',
    reason: `these files are written by ${managedBy}, which has no such flag`,
    fix: `delete the file that is to be replaced, and run \`${ownCalls().projen}\``,
  };
}

/** Brings the files of the workspace up to date, as those of an app. */
function writeWorkspace(root: Target, apps: KnownApps, overwrite: boolean, managed: Set<Target>) {
  const { workspace, changes, notices, door } = planMeant(root, apps, { overwrite });
  const refused = overwriteProblem(overwrite, workspace.managedBy);
  if (refused) throw new InvalidInputError('the command line', [refused]);
  if (workspace.managedBy === undefined) applyChanges(root.path, changes);
  else managed.add(root);
  return { door, changes, notices };
}

/** An app whose options projen writes is checked only: projen writes its files too. */
function run({ operands, switches }: CommandLine): 0 | 1 | 2 {
  const managed = new Set<Target>();
  const claims: Claims = new Map();
  const roots: KnownRoots = new Map();
  const seen = new Map<string, ResolvedApp | 'wrong'>();
  const write = (target: Target) => {
    const workspace = workspaceOf(target.path, roots);
    seen.set(target.path, 'wrong');
    const app = readApp(target.path, target.shown, undefined, workspace);
    seen.set(target.path, app);
    const refused = overwriteProblem(switches.has('overwrite'), app.managedBy);
    if (refused) throw new InvalidInputError('the command line', [refused]);
    const problems = claim(claims, app, target.shown);
    if (problems.length > 0) throw new InvalidInputError(optionsFileOf(target.shown), problems);
    const changes = planOnDisk(target.path, target.shown, app, {
      workspace,
      overwrite: switches.has('overwrite'),
      calls: ownCalls(),
    });
    if (app.managedBy === undefined) applyChanges(target.path, changes);
    else managed.add(target);
    const door = doorOf(app.managedBy, workspace);
    const next = app.managedBy === undefined ? nextLines(door, app, target.shown, changes, ownCalls()) : [];
    return { door, changes, notices: noticesAround(app, workspace), next };
  };
  const { apps, workspace: root } = findSubjects(process.cwd(), operands);
  const outcomes = apps.map((target) => attempt(target, () => write(target)));
  if (root) outcomes.push(attempt(root, () => writeWorkspace(root, seen, switches.has('overwrite'), managed)));
  print(outcomes, {
    json: switches.has('json'),
    writes: true,
    report: (target, changes, door) =>
      managed.has(target)
        ? checkReport(target.shown, changes, door, ownCalls(), titleOf(target))
        : writeReport(target.shown, changes, ownCalls(), titleOf(target)),
  });
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  const left = outcomes.some(
    (outcome) =>
      'changes' in outcome &&
      (managed.has(outcome.target) ? !isInStep(outcome.changes) : leftToPerson(outcome.changes).length > 0),
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
