import { isInStep } from '../../core/plan';
import { checkReport } from '../../core/report';
import { planOnDisk, readApp } from '../../io/app';
import { attempt, print } from '../outcome';
import type { CommandLine } from '../parse';
import { findTargets } from '../targets';

/** Reports drift and never writes. Exit code 0 in step, 1 drift, 2 bad options. */
export function check({ directories, json }: CommandLine): 0 | 1 | 2 {
  const outcomes = findTargets(process.cwd(), directories).map((target) =>
    attempt(target, () => {
      const app = readApp(target.path, target.shown);
      return { changes: planOnDisk(target.path, target.shown, app), notices: app.notices };
    }),
  );
  print(outcomes, json, checkReport);
  if (outcomes.some((outcome) => 'error' in outcome)) return 2;
  return outcomes.every((outcome) => 'changes' in outcome && isInStep(outcome.changes)) ? 0 : 1;
}
