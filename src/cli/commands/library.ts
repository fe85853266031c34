import type * as MakeLibrary from '../make-library';
import type { Command } from '../command';

/** Makes a Python library, or adds one that is there to apps. */
export const library: Command = {
  name: 'library',
  summary: 'makes a Python library for apps, or adds one to them',
  usage: '<directory> [--app <app>] [--name <name>] [--description <text>] [--tags <tags>]',
  description: [
    'Makes an installable, typed and tested Python library in the directory. Where there is one already, none of its files is',
    'touched. With --app the app uses it: the library, and all that it needs of this repository, is appended to "libraries"',
    'in its options, and the lock that libraries need is turned on.',
  ],
  switches: [],
  decisions: [
    { name: 'app', value: 'app', help: 'directory or name of an app that uses it; may be repeated', multiple: true },
    { name: 'name', value: 'name', help: 'name of the Python project (default: that of the directory)' },
    { name: 'description', value: 'text', help: 'one line about it' },
    { name: 'tags', value: 'tags', help: 'tags of its project in Nx, with commas between them', multiple: true },
  ],
  closing: ['Example: fastapi-container library libs/shared --app apps/orders'],
  insteadOfFlags: 'all else about a library stands in its pyproject.toml',
  writes: true,
  run: (line) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is loaded with every command
    const { makeLibrary } = require('../make-library') as typeof MakeLibrary;
    return makeLibrary(line);
  },
};
