import { basename, join, resolve as resolvePath } from 'node:path';
import { OPTIONS_FILE } from '../../core/constants';
import { newOptionsFile, type OptionsFile } from '../../core/options-file';
import { conflicts } from '../../core/plan';
import { InvalidInputError, type Problem } from '../../core/problems';
import { noticeLines, writeReport } from '../../core/report';
import { resolve } from '../../core/resolve';
import { isApp, planOnDisk, unwrap, workspaceOf } from '../../io/app';
import { applyChanges, writeAtomically } from '../../io/disk';
import type { CommandLine } from '../parse';

function directoryProblem(directories: readonly string[], target: string): Problem | undefined {
  if (directories.length !== 1) {
    return {
      option: 'directory',
      value: directories,
      reason: directories.length === 0 ? 'is missing' : 'is given more than once',
      allowed: 'one directory',
      fix: 'for example: fastapi-container new apps/orders',
    };
  }
  if (isApp(target)) {
    return {
      option: 'directory',
      value: directories[0],
      reason: `is an app already: it holds ${OPTIONS_FILE}`,
      fix: `change the options there and run \`fastapi-container synth ${String(directories[0])}\``,
    };
  }
  return undefined;
}

/** Creates an app: its options file and all files that follow from it. */
export function createApp({ directories, options }: CommandLine): 0 | 1 {
  const target = resolvePath(directories[0] ?? '.');
  const wrong = directoryProblem(directories, target);
  const resolved = resolve(options, basename(target));
  if (wrong) throw new InvalidInputError('the command line', [wrong, ...(resolved.ok ? [] : resolved.problems)]);
  const app = unwrap(resolved, 'the command line');
  const shown = String(directories[0]);
  const changes = planOnDisk(target, shown, app);
  const file: OptionsFile = { name: app.name, ...(options as OptionsFile) };
  writeAtomically(join(target, OPTIONS_FILE), newOptionsFile(workspaceOf(target).directory, file));
  applyChanges(target, changes);
  const written = writeReport(shown, [{ path: OPTIONS_FILE, ownership: 'seed', action: 'create' }, ...changes]);
  console.log([written, ...noticeLines(app.notices)].join('\n'));
  return conflicts(changes).length > 0 ? 1 : 0;
}
