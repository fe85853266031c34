import { mainReference } from '../../core/app/image-reference';
import type { Scanner } from '../../core/options';
import { InvalidInputError } from '../../core/text/problems';
import type { ResolvedApp } from '../../core/app/resolved';
import { SCANNERS } from '../../core/engines/scanners';
import { readApp } from '../../io/app';
import { imageId, withArchive } from '../../io/engine';
import { answers, runProgram } from '../../io/programs';
import type { Command, CommandLine } from '../command';
import { targetsOrHere } from '../targets';
import { say, sayAside } from '../say';

/** The scanners that may be used: the chosen one, or all that can see images of the engine. */
function candidates({ engine, scan }: ResolvedApp): Scanner[] {
  if (scan.scanner !== undefined) return [scan.scanner];
  const all = Object.keys(SCANNERS) as Scanner[];
  return engine === 'podman' ? all.filter((scanner) => scanner !== 'scout') : all;
}

function findScanner(app: ResolvedApp): Scanner {
  const names = candidates(app);
  const found = names.find((name) => answers(SCANNERS[name].probe));
  if (found !== undefined) return found;
  const homes = names.map((name) => `${name} from ${SCANNERS[name].home}`).join(', or ');
  throw new InvalidInputError('the scan', [
    {
      option: 'scan.scanner',
      ...(app.scan.scanner === undefined ? {} : { value: app.scan.scanner }),
      reason: names.length === 1 ? `${String(names[0])} is not installed` : `none of ${names.join(', ')} is installed`,
      fix: `install ${homes}; nothing is downloaded for you`,
    },
  ]);
}

/** Where a scan tells what it finds: as the result, or beside that of another command. */
export type ScanOutput = 'shown' | 'aside';

/** Runs a scanner with its output on the terminal. @returns 0 nothing found, 1 vulnerabilities, 2 the scan failed */
function runScanner(scanner: Scanner, argv: readonly string[], output: ScanOutput): 0 | 1 | 2 {
  const { status, failure } = runProgram(argv, { output });
  if (failure === undefined) return 0;
  if (status === SCANNERS[scanner].found) return 1;
  sayAside(`${failure}: its own messages above say why`);
  return 2;
}

/**
 * Looks for known vulnerabilities in the image of an app, which was built before.
 *
 * @returns 0 nothing found, 1 vulnerabilities, 2 the scan failed
 */
export function scanApp(app: ResolvedApp, output: ScanOutput = 'shown'): 0 | 1 | 2 {
  const scanner = findScanner(app);
  imageId(app);
  const { failOn } = app.scan;
  const commands = SCANNERS[scanner];
  const tell = output === 'shown' ? say : sayAside;
  tell(`Scanning ${mainReference(app)} with ${scanner} for vulnerabilities of severity ${failOn} or above.`);
  // A scanner reaches images of podman only where its service runs, which is not so by default.
  return app.engine === 'podman'
    ? withArchive(app, (archive) => runScanner(scanner, commands.archive(archive, failOn), output))
    : runScanner(scanner, commands.image(mainReference(app), failOn), output);
}

function run({ operands }: CommandLine): 0 | 1 | 2 {
  const targets = targetsOrHere(process.cwd(), operands);
  const outcomes = targets.map(({ path, shown }) => scanApp(readApp(path, shown)));
  return outcomes.includes(2) ? 2 : outcomes.includes(1) ? 1 : 0;
}

/** Looks for known vulnerabilities in the images of apps. */
export const scan: Command = {
  name: 'scan',
  summary: 'looks for known vulnerabilities in the image of an app',
  usage: '[directory...]',
  description: [
    'Looks for known vulnerabilities in the image of the app, with the scanner of the options or the first of trivy,',
    'grype and Docker Scout that is installed. Build the image first. Installs and downloads nothing itself.',
  ],
  switches: [],
  closing: ['Exit code: 0 nothing found at or above scan.failOn, 1 something was, 2 no scan took place.'],
  run,
};
