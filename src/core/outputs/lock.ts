import type { ResolvedApp } from '../app/resolved';
import { LOCK_FILE, PYPROJECT_FILE, REQUIREMENTS_FILE } from '../constants';
import { lockStaleness } from '../dependencies/lock';
import { exportStaleness } from '../dependencies/uv-export';
import { readUvProject, usesUv } from '../dependencies/uv-project';
import type { MadeInputs, Output } from './output';

function staleness(app: ResolvedApp, text: string | undefined, { planned, workspace }: MadeInputs): string | undefined {
  if (!usesUv(app)) return lockStaleness(app, text, planned(REQUIREMENTS_FILE) ?? '', workspace);
  const project = readUvProject(planned(PYPROJECT_FILE), workspace);
  return project.ok ? exportStaleness(text, project.value, app.python) : project.problems[0]?.reason;
}

/** The lock of an app that has one. */
export const lock: Output = {
  about: 'the exact versions that the image installs',
  part: 'requirements',
  render: (app) =>
    app.lock
      ? [
          {
            ownership: 'made',
            path: LOCK_FILE,
            task: 'lock',
            staleness: (text, inputs) => staleness(app, text, inputs),
          },
        ]
      : [],
};
