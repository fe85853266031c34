import type { ResolvedApp } from '../app/resolved';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { usesUv } from '../dependencies/uv-project';
import { CONTRACT_FILE, LOCAL_VENV, LOCK_FILE, PYPROJECT_FILE, VENV_PROGRAMS } from '../constants';
import { databaseTasks, neededToServe } from './database';
import { self, system, venv, WHOLE_APP, WHOLE_APP_BUT_CONTRACT, type Command, type Task } from './task';

/** Where ruff finds the application's own modules, to tell them from packages. */
function firstParty({ source }: ResolvedApp): string[] {
  return source === '.' ? [] : ['--config', `src=["${source}", "."]`];
}

/** mypy, which has no flag for the directory that imports start from. */
function typecheck({ source, python }: ResolvedApp): Command {
  const words = ['--python-version', python, '.'];
  if (source === '.') return venv('mypy', ...words);
  return system('env', `MYPYPATH=${source}`, `${VENV_PROGRAMS}/mypy`, ...words);
}

/** The tasks about the Python project. */
export function pythonTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  const server = serverOf(app);
  const port = String(app.port);
  // Here, since the settings of the tools are the user's file: it cannot follow the option.
  const target = ['--target-version', `py${app.python.replace('.', '')}`];
  return [
    {
      name: 'install',
      description: `Creates .venv with Python ${app.python} and installs ${usesUv(app) ? 'uv.lock' : 'the requirements'}`,
      commands: [self('install')],
      needs: [],
      inputs: WHOLE_APP,
      outputs: [LOCAL_VENV],
      quick: true,
    },
    {
      name: 'lock',
      description: usesUv(app)
        ? `Locks ${PYPROJECT_FILE} with uv, and makes ${LOCK_FILE} for the image from it`
        : `Locks the requirements for the image: exact versions for Python ${app.python}, with hashes`,
      commands: [self('lock')],
      needs: [],
      inputs: WHOLE_APP,
      outputs: [LOCK_FILE],
    },
    {
      name: 'serve',
      description: `Serves the app on http://127.0.0.1:${port} and restarts it when the source changes`,
      commands: [venv(...server.develop(app))],
      needs: neededToServe(app),
      inputs: WHOLE_APP,
      continuous: true,
      listens: { option: 'port', port: app.port, host: '127.0.0.1' },
    },
    {
      name: 'start',
      description: `Runs the command of the container on this machine, on port ${port}`,
      commands: [venv(...serveCommand(server, app))],
      needs: ['install'],
      inputs: WHOLE_APP,
      continuous: true,
      listens: { option: 'port', port: app.port, host: '0.0.0.0' },
    },
    {
      name: 'debug',
      description: `Serves the app on http://127.0.0.1:${port} under debugpy, to which editors attach on port ${String(app.debugPort)}`,
      commands: [self('debug')],
      needs: ['install'],
      inputs: WHOLE_APP,
      continuous: true,
    },
    {
      name: 'test',
      description: 'Runs the tests with pytest',
      commands: [venv('pytest')],
      needs: ['install'],
      inputs: WHOLE_APP,
      cacheable: true,
    },
    {
      name: 'lint',
      description: 'Checks the Python code and its formatting with ruff',
      commands: [
        venv('ruff', 'format', '--check', ...target, '.'),
        venv('ruff', 'check', ...target, ...firstParty(app), '.'),
      ],
      needs: ['install'],
      inputs: WHOLE_APP,
      cacheable: true,
    },
    {
      name: 'format',
      description: 'Formats the Python code with ruff',
      commands: [venv('ruff', 'format', ...target, '.')],
      needs: ['install'],
      inputs: ['app'],
    },
    {
      name: 'typecheck',
      description: 'Checks the types with mypy',
      commands: [typecheck(app)],
      needs: ['install'],
      inputs: WHOLE_APP,
      cacheable: true,
    },
    {
      name: 'openapi',
      description: `Writes ${CONTRACT_FILE}, from which clients are made, as the application would serve it`,
      commands: [self('openapi')],
      needs: ['install'],
      inputs: WHOLE_APP_BUT_CONTRACT,
      outputs: [CONTRACT_FILE],
      cacheable: true,
    },
    {
      name: 'openapi-check',
      description: `Fails when ${CONTRACT_FILE} is not what the application leads to`,
      commands: [self('openapi', '--check')],
      needs: ['install'],
      inputs: WHOLE_APP,
      cacheable: true,
    },
    ...databaseTasks(app),
  ];
}
