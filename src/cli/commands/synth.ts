import { conflicts, isInStep } from '../../core/plan';
import { checkReport, writeReport } from '../../core/report';
import { planOnDisk, readApp } from '../../io/app';
import { applyChanges } from '../../io/disk';
import { attempt, print } from '../outcome';
import type { CommandLine } from '../parse';
import { findTargets, type Target } from '../targets';

/**
 * Brings apps up to date. An app whose options projen writes is checked only: projen writes its files too.
 *
 * Exit code 0 done, 1 something was left to a person, 2 bad options.
 */
export function synth({ directories, json, overwrite }: CommandLine): 0 | 1 | 2 {
  const managed = new Set<string>();
  const write = (target: Target) => {
    const app = readApp(target.path, target.shown);
    const changes = planOnDisk(target.path, target.shown, app, { overwrite });
    if (app.managedBy === undefined) applyChanges(target.path, changes);
    else managed.add(target.shown);
    return { changes, notices: app.notices };
  };
  const outcomes = findTargets(process.cwd(), directories).map((target) => attempt(target, () => write(target)));
  print(outcomes, json, (directory, changes) =>
    managed.has(directory) ? checkReport(directory, changes) : writeReport(directory, changes),
  );
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  const left = outcomes.some(
    (outcome) =>
      'changes' in outcome &&
      (managed.has(outcome.target.shown) ? !isInStep(outcome.changes) : conflicts(outcome.changes).length > 0),
  );
  return left ? 1 : 0;
}
