import { mainReference } from '../../core/app/image-reference';
import { compareImages, reportImage, reportText, type ImageChanges, type ImageReport } from '../../core/image-report';
import { readApp } from '../../io/app';
import { imageContents } from '../../io/engine';
import { exchangeReport } from '../../io/report-memory';
import type { Command, CommandLine } from '../command';
import { JSON_SWITCH } from '../outcome';
import { targetsOrHere, type Target } from '../targets';

interface Reported {
  readonly directory: string;
  readonly report: ImageReport;
  /** What changed, or why that is not known. */
  readonly changes: ImageChanges | string;
}

function reportApp({ path, shown }: Target): Reported {
  const app = readApp(path, shown);
  const report = reportImage(mainReference(app), imageContents(app));
  const before = exchangeReport(path, report);
  const unknown =
    before === 'nowhere'
      ? 'What changed is not known: there is no node_modules to remember reports in.'
      : 'What changed is not known: no other build was reported before.';
  return { directory: shown, report, changes: typeof before === 'object' ? compareImages(before, report) : unknown };
}

function run({ operands, switches }: CommandLine): 0 {
  const targets = targetsOrHere(process.cwd(), operands);
  const reported = targets.map(reportApp);
  if (switches.has('json')) {
    const images = reported.map(({ directory, report: contents, changes }) => {
      return { directory, ...contents, changes: typeof changes === 'string' ? null : changes };
    });
    console.log(JSON.stringify({ images }, null, 2));
  } else {
    console.log(reported.map(({ report: contents, changes }) => reportText(contents, changes)).join('\n\n'));
  }
  return 0;
}

/** Tells what is in the images of apps, and what changed since they were reported before. */
export const report: Command = {
  name: 'report',
  summary: 'tells what is in the image of an app, and what changed',
  usage: '[directory...] [--json]',
  description: [
    'Tells what is in the image of the app, by layer, place and Python package, and what changed since another build',
    'was reported. That one is remembered in node_modules/.cache. Build the image first. Nothing in it is started.',
  ],
  switches: [{ ...JSON_SWITCH, help: 'print the report as JSON, with sizes in bytes' }],
  run,
};
