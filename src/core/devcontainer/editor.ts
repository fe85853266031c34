import { VENV_PROGRAMS } from '../constants';
import { joinPath } from '../text/paths';
import type { ResolvedWorkspace, WorkspaceFacts } from '../workspace/resolved';
import { workspaceFolder } from './places';

/** Extensions of VS Code for all that is generated. */
const EXTENSIONS = ['ms-python.python', 'ms-python.debugpy', 'charliermarsh.ruff'];

/** The extension for Nx. */
const NX = 'nrwl.angular-console';

/** Who makes and fills the environments of a project, in the words of the Python extensions. */
const VENV = { envManager: 'ms-python.python:venv', packageManager: 'ms-python.python:pip' };

/** Which Python is whose: that of the first app for the whole folder, and for each app its own where the editor can. */
function interpreters(facts: WorkspaceFacts): object {
  const [first] = facts.apps;
  if (first === undefined) return {};
  const program = joinPath(first.directory, `${VENV_PROGRAMS}/python`);
  const projects = facts.apps.filter(({ directory }) => directory !== '.');
  return {
    'python.defaultInterpreterPath': `${workspaceFolder(facts)}/${program}`,
    ...(projects.length === 0
      ? {}
      : { 'python-envs.pythonProjects': projects.map(({ directory: path }) => ({ path, ...VENV })) }),
  };
}

/** What the editors are told. */
export function customizations({ development }: ResolvedWorkspace, facts: WorkspaceFacts): object {
  const extensions = [...EXTENSIONS, ...(facts.nx ? [NX] : []), ...development.extensions];
  return {
    vscode: {
      extensions: [...new Set(extensions)],
      settings: { ...interpreters(facts), '[python]': { 'editor.defaultFormatter': 'charliermarsh.ruff' } },
    },
    jetbrains: { backend: 'PyCharm' },
  };
}
