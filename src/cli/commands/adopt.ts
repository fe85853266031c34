import type * as AdoptApp from '../adopt-app';
import type { Command } from '../command';
import { DRY_RUN_SWITCH } from '../outcome';

/** Takes an existing application in: reads, reports, and writes what was not there. */
export const adopt: Command = {
  name: 'adopt',
  summary: 'takes in a FastAPI application that you have',
  usage: '<directory> [--name <name>] [--dry-run] [--overwrite] [--convert] [--projen] [options]',
  description: [
    'Finds out how your application is started, built and configured, tells you what it found and where, and writes',
    'fastapi-container.json with the container files that follow. It changes and moves no file of yours: a Dockerfile',
    'that you have stays, and `check` compares the two. Options that you give win over what is found.',
  ],
  switches: [
    DRY_RUN_SWITCH,
    {
      name: 'overwrite',
      help: 'replace every file of yours that is where a generated one belongs: Dockerfile, ignore file, compose file',
    },
    {
      name: 'convert',
      help: 'write a requirements.txt with the versions that poetry, pdm, pipenv or uv has locked, once',
    },
    {
      name: 'projen',
      help: 'print the call for .projenrc, and write nothing: by itself where a definition reaches the directory',
    },
  ],
  decisions: [
    {
      name: 'dockerfile',
      value: 'file',
      help: 'the Dockerfile that is read, where several copy from the directory',
    },
    {
      name: 'requirements',
      value: 'file',
      help: 'the requirements file that the image installs, where there are several',
    },
  ],
  closing: [
    'Exit code: 0 done, and where a file of yours stays, the last line says so; 2 nothing was written: there is no',
    'application, or you have to decide something with a flag.',
    '',
    'Example: fastapi-container adopt services/orders --dry-run',
  ],
  takesOptions: 'app',
  writes: true,
  run: (line) => {
    // What reads Python, compose files and the like is loaded for this command alone: it is more than all the rest.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import is loaded with every command
    const { adoptApp } = require('../adopt-app') as typeof AdoptApp;
    return adoptApp(line);
  },
};
