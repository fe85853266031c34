import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { envFileProblem } from '../../core/engines/run-rules';
import { pushProblem } from '../../core/image/registry';
import type { ResolvedApp } from '../../core/app/resolved';
import { isInStep } from '../../core/plan/change';
import { doorOf, toAddLibrary } from '../../core/plan/door';
import { planSubject } from '../../core/plan/subject';
import { noticesAround } from '../../core/resolve/notices';
import { claim, type Claims } from '../../core/resolve/neighbours';
import { InvalidInputError } from '../../core/text/problems';
import { checkReport } from '../../core/plan/report';
import { planOnDisk, readApp, workspacesOnce } from '../../io/app';
import { directoriesOnce } from '../../io/directories';
import { JSON_SWITCH, attempt, print, type Outcome } from '../outcome';
import { ownCalls } from '../called';
import type { Command, CommandLine } from '../command';
import { HTML_FLAG, askedPage, assertInNoImage, leaveCheckPage } from '../pages';
import { libraryChecks } from '../library-checks';
import { QUIET_SWITCH, findSubjects } from '../targets';
import { planMeant, titleOf } from '../workspace';

function run({ operands, switches, options }: CommandLine): 0 | 1 | 2 {
  const place = askedPage(options);
  const claims: Claims = new Map();
  const known = directoriesOnce();
  const workspaceAround = workspacesOnce(known);
  const checkLibraries = libraryChecks(known, operands.length === 0);
  const { apps, workspace: root } = findSubjects(process.cwd(), operands, known);
  const seen = new Map<string, ResolvedApp | 'wrong'>();
  const outcomes = apps.map((target) =>
    attempt(target, () => {
      seen.set(target.path, 'wrong');
      const workspace = workspaceAround(target.path);
      const app = readApp(target.path, target.shown, undefined, workspace);
      seen.set(target.path, app);
      const found = [
        ...claim(claims, app, target.shown),
        switches.has('push') ? pushProblem(app) : undefined,
        switches.has('run') ? envFileProblem(app, workspace) : undefined,
      ];
      const door = doorOf(app.managedBy, workspace);
      const libraries = checkLibraries(target, app, workspace, toAddLibrary(door, ownCalls()));
      const problems = [...found.filter((problem) => problem !== undefined), ...libraries.problems];
      const isThere = (path: string) => existsSync(join(target.path, path));
      if (problems.length > 0) throw new InvalidInputError(planSubject(problems, target.shown, isThere), problems);
      return {
        door,
        changes: planOnDisk(target.path, target.shown, app, { workspace, known, calls: ownCalls() }),
        notices: [...noticesAround(app, workspace), ...libraries.notices],
      };
    }),
  );
  if (root) {
    outcomes.push(
      attempt(root, () => {
        const { changes, notices, door } = planMeant(root, seen, { directories: known });
        return { door, changes, notices };
      }),
    );
  }
  if (place) for (const target of apps) assertInNoImage(place, seen.get(target.path), target);
  const inStep = (outcome: Outcome) => 'changes' in outcome && isInStep(outcome.changes);
  const told = switches.has('quiet') ? outcomes.filter((outcome) => !inStep(outcome)) : outcomes;
  print(told, {
    json: switches.has('json'),
    report: (target, changes, door) => checkReport(target.shown, changes, door, ownCalls(), titleOf(target)),
  });
  if (place) leaveCheckPage(place, outcomes);
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  return outcomes.every(inStep) ? 0 : 1;
}

/** Reports drift and never writes. */
export const check: Command = {
  name: 'check',
  summary: 'shows what does not match the options, and writes nothing',
  usage: '[directory...] [--html <file>] [--push] [--run] [--quiet] [--json]',
  description: [
    'Shows, as a unified diff, what does not match the options. It writes nothing, unless `--html` asks for a page that shows',
    'it side by side.',
  ],
  switches: [
    { name: 'push', help: 'also fail where the image could not be pushed' },
    { name: 'run', help: 'also fail where the file of run.envFile is missing' },
    QUIET_SWITCH,
    JSON_SWITCH,
  ],
  decisions: [HTML_FLAG],
  closing: ['Exit code: 0 in step, 1 drift, 2 bad options or usage.'],
  run,
};
