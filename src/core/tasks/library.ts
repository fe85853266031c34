import { LOCAL_VENV } from '../constants';
import { self, venv, type Task } from './task';

/** What decides the result of a task of a library: its own files, and those of the libraries that it uses. */
const WHOLE_LIBRARY = ['library', 'libraries'] as const;

/** The run tasks of a Python library. They are the same for all: what they check is said in its pyproject.toml. */
export const LIBRARY_TASKS: readonly Task[] = [
  {
    name: 'install',
    description: 'Creates .venv, and installs the library and the tools for it',
    commands: [self('install')],
    needs: [],
    inputs: WHOLE_LIBRARY,
    outputs: [LOCAL_VENV],
    quick: true,
    group: 'Python',
  },
  {
    name: 'test',
    description: 'Runs the tests with pytest',
    commands: [venv('pytest')],
    needs: ['install'],
    inputs: WHOLE_LIBRARY,
    cacheable: true,
    group: 'Python',
  },
  {
    name: 'lint',
    description: 'Checks the Python code and its formatting with ruff',
    commands: [venv('ruff', 'format', '--check', '.'), venv('ruff', 'check', '.')],
    needs: ['install'],
    inputs: WHOLE_LIBRARY,
    cacheable: true,
    group: 'Python',
  },
  {
    name: 'format',
    description: 'Formats the Python code with ruff',
    commands: [venv('ruff', 'format', '.')],
    needs: ['install'],
    inputs: ['library'],
    group: 'Python',
  },
  {
    name: 'typecheck',
    description: 'Checks the types with mypy',
    commands: [venv('mypy', '.')],
    needs: ['install'],
    inputs: WHOLE_LIBRARY,
    cacheable: true,
    group: 'Python',
  },
];
