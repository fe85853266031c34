import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolvedApp } from '../core/app/resolved';
import { LOCAL_VENV, VENV_PROGRAMS } from '../core/constants';
import { usesUv } from '../core/dependencies/uv-project';
import { howToAdd, sourceOfProgram } from '../core/python/programs';
import { tasks } from '../core/tasks';
import { tryReadText } from '../io/disk';
import { uvAddPrograms } from './install-uv';
import type { Target } from './targets';
import { say } from './say';

/**
 * Tells of programs that tasks run and that no package brings, with what adds them: an app that was there has other tools,
 * or none. Who runs such a task in Nx is told by the shell only that there is no such file.
 */
export function tellMissingPrograms({ path }: Target, app: ResolvedApp): void {
  const commands = tasks(app).flatMap((task) => task.commands);
  const programs = [...new Set(commands.flatMap(({ from, argv }) => (from === 'venv' ? [argv[0] ?? ''] : [])))];
  const missing = programs.filter((program) => !existsSync(join(path, VENV_PROGRAMS, program)));
  if (missing.length === 0) return;
  const sources = missing.map((program) => sourceOfProgram(program));
  const add = usesUv(app) ? uvAddPrograms(missing) : howToAdd(sources, (file) => tryReadText(join(path, file)));
  if (add === undefined) return;
  say(`Note: tasks run ${missing.join(', ')}, and ${LOCAL_VENV} has none of that.`);
  say(`      In the directory of the app: ${add}`);
}
