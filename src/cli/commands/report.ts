import { mainReference } from '../../core/engines';
import { compareImages, reportImage, reportText, type ImageChanges, type ImageReport } from '../../core/image-report';
import { readApp } from '../../io/app';
import { imageContents } from '../../io/engine';
import { exchangeReport } from '../../io/report-memory';
import type { CommandLine } from '../parse';
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

/** Tells what is in the images, and what changed since they were reported before. */
export function report({ directories, json }: CommandLine): 0 {
  const targets = targetsOrHere(process.cwd(), directories);
  const reported = targets.map(reportApp);
  if (json) {
    const images = reported.map(({ directory, report: contents, changes }) => {
      return { directory, ...contents, changes: typeof changes === 'string' ? null : changes };
    });
    console.log(JSON.stringify({ images }, null, 2));
  } else {
    console.log(reported.map(({ report: contents, changes }) => reportText(contents, changes)).join('\n\n'));
  }
  return 0;
}
