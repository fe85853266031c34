import type { ResolvedApp } from '../resolved';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { self, venv, type Task } from './task';

/** The tasks about the Python project. */
export function pythonTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  const server = serverOf(app);
  const port = String(app.port);
  return [
    {
      name: 'install',
      description: `Creates .venv with Python ${app.python} and installs the requirements`,
      commands: [self('install')],
      needs: [],
    },
    {
      name: 'lock',
      description: `Locks the requirements for the image: exact versions for Python ${app.python}, with hashes`,
      commands: [self('lock')],
      needs: [],
    },
    {
      name: 'serve',
      description: `Serves the app on http://127.0.0.1:${port} and restarts it when the source changes`,
      commands: [venv(...server.develop(app))],
      needs: ['install'],
      continuous: true,
    },
    {
      name: 'start',
      description: `Runs the command of the container on this machine, on port ${port}`,
      commands: [venv(...serveCommand(server, app))],
      needs: ['install'],
      continuous: true,
    },
    {
      name: 'test',
      description: 'Runs the tests with pytest',
      commands: [venv('pytest')],
      needs: ['install'],
      cacheable: true,
    },
    {
      name: 'lint',
      description: 'Checks the Python code and its formatting with ruff',
      commands: [venv('ruff', 'format', '--check', '.'), venv('ruff', 'check', '.')],
      needs: ['install'],
      cacheable: true,
    },
    {
      name: 'format',
      description: 'Formats the Python code with ruff',
      commands: [venv('ruff', 'format', '.')],
      needs: ['install'],
    },
    {
      name: 'typecheck',
      description: 'Checks the types with mypy',
      commands: [venv('mypy', '.')],
      needs: ['install'],
      cacheable: true,
    },
  ];
}
