import { optionHelp } from '../core/flags';
import { COMMANDS, type CommandName } from './parse';

const USAGE: Readonly<Record<CommandName, readonly string[]>> = {
  new: [
    'Usage: fastapi-container new <directory> [--name <name>] [options]',
    '',
    'Creates fastapi-container.json in the directory with the options that you give, and all files that follow from it.',
    '',
    'Options:',
    '  --name <text>                           Name of the app (default: the name of the directory)',
    ...optionHelp(),
    '',
    'Example: fastapi-container new apps/orders --port 9000 --health.live /healthz',
  ],
  synth: [
    'Usage: fastapi-container synth [directory...] [--overwrite] [--json]',
    '',
    'Brings the generated files of the apps in the directories, or of every app below the current one, up to date with',
    'their options. What a person wrote or edited is left alone and reported.',
    '',
    '  --overwrite   replace managed files that were edited by hand or were there before',
    '  --json        print the outcome as JSON',
    '',
    'Exit code: 0 done, 1 something was left to you, 2 bad options or usage.',
  ],
  check: [
    'Usage: fastapi-container check [directory...] [--json]',
    '',
    'Reports, with a unified diff, what is not in step with the options. It never writes.',
    '',
    '  --json        print the outcome as JSON',
    '',
    'Exit code: 0 in step, 1 drift, 2 bad options or usage.',
  ],
  install: [
    'Usage: fastapi-container install [directory]',
    '',
    'Creates .venv with the Python version of the options, or the nearest supported one that is installed, and installs',
    'requirements.txt and requirements-dev.txt into it. Does nothing when neither has changed since.',
  ],
  lock: [
    'Usage: fastapi-container lock [directory] [--upgrade]',
    '',
    'Writes requirements.lock: the exact versions that requirements.txt and the local libraries come to, with the hashes of',
    'their files, for the Python of the image on every platform. Turns the option "lock" on, so that the image installs',
    'from it. Versions that are locked already stay as long as they fit.',
    '',
    '  --upgrade     take the newest versions that fit',
  ],
  scan: [
    'Usage: fastapi-container scan [directory...]',
    '',
    'Looks for known vulnerabilities in the image of the app, with the scanner of the options or the first of trivy,',
    'grype and Docker Scout that is installed. Build the image first. Installs and downloads nothing itself.',
    '',
    'Exit code: 0 nothing found at or above scan.failOn, 1 something was, 2 no scan took place.',
  ],
  report: [
    'Usage: fastapi-container report [directory...] [--json]',
    '',
    'Tells what is in the image of the app, by layer, place and Python package, and what changed since another build',
    'was reported. That one is remembered in node_modules/.cache. Build the image first. Nothing in it is started.',
    '',
    '  --json        print the report as JSON, with sizes in bytes',
  ],
};

/** The overview. */
export function help(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`);
  return [
    'fastapi-container: FastAPI containers that stay a function of typed options',
    '',
    'Usage: fastapi-container <command> [...]',
    '',
    ...commands,
    '',
    '`fastapi-container help <command>` tells more about one.',
  ].join('\n');
}

/** Help for one command, the overview for anything else. */
export function commandHelp(command: string): string {
  return Object.hasOwn(USAGE, command) ? USAGE[command as CommandName].join('\n') : help();
}
