import { mainReference } from '../../core/app/image-reference';
import { envFileProblem } from '../../core/engines/run-rules';
import { compareImages, reportImage, reportText } from '../../core/image-report';
import { optionsFileOf } from '../../core/input/options-file';
import type { ReportedImage } from '../../core/pages';
import { InvalidInputError } from '../../core/text/problems';
import type { ResolvedApp } from '../../core/app/resolved';
import { readApp, workspaceOf } from '../../io/app';
import { imageContents } from '../../io/engine';
import { rememberReport } from '../../io/report-memory';
import { measureStart } from '../../io/start-time';
import type { Command, CommandLine } from '../command';
import { JSON_SWITCH } from '../outcome';
import { HTML_FLAG, askedPage, assertInNoImage, leaveReportPage } from '../pages';
import { targetsOrHere, type Target } from '../targets';
import { say } from '../say';

interface Subject {
  readonly target: Target;
  readonly app: ResolvedApp;
}

/** The image is started as `container-run` does, so that what is missing for that is told in the same words. */
async function startOf({ app, target: { path, shown } }: Subject): Promise<number> {
  const problem = envFileProblem(app, workspaceOf(path));
  if (problem) throw new InvalidInputError(optionsFileOf(shown), [problem]);
  return measureStart(app, path);
}

async function reportApp(subject: Subject, starts: boolean): Promise<ReportedImage> {
  const { app, target } = subject;
  const report = reportImage(mainReference(app), imageContents(app));
  const start = starts ? await startOf(subject) : undefined;
  const { memory, kept } = rememberReport(target.path, report, start);
  const { before, builds } = memory;
  const unknown = kept
    ? 'What changed is not known: no other build was reported before.'
    : 'What changed is not known: there is no node_modules to remember reports in.';
  return { directory: target.shown, report, changes: before ? compareImages(before, report) : unknown, builds };
}

/** Start time of the image that is reported, where it is known: it may have been measured before. */
function knownStart({ builds }: ReportedImage): number | undefined {
  return builds.at(-1)?.start;
}

async function run({ operands, switches, options }: CommandLine): Promise<0> {
  const place = askedPage(options);
  const subjects = targetsOrHere(process.cwd(), operands).map((target): Subject => {
    const app = readApp(target.path, target.shown);
    if (place) assertInNoImage(place, app, target);
    return { target, app };
  });
  const reported: ReportedImage[] = [];
  for (const subject of subjects) reported.push(await reportApp(subject, switches.has('start')));
  if (switches.has('json')) {
    const images = reported.map((image) => {
      const { directory, report: contents, changes, builds } = image;
      const told = { changes: typeof changes === 'string' ? null : changes, start: knownStart(image) ?? null, builds };
      return { directory, ...contents, ...told };
    });
    console.log(JSON.stringify({ images }, null, 2));
  } else {
    const texts = reported.map((image) => reportText(image.report, image.changes, knownStart(image)));
    say(texts.join('\n\n'));
  }
  if (place) leaveReportPage(place, reported);
  return 0;
}

/** Tells what is in the images of apps, and what changed since they were reported before. */
export const report: Command = {
  name: 'report',
  summary: 'tells what is in the image of an app, and what changed',
  usage: '[directory...] [--html <file>] [--start] [--json]',
  description: [
    'Tells what is in the image of the app, by layer, place and Python package, and what changed since another build',
    'was reported. Builds are remembered in node_modules/.cache. Build the image first. Nothing in it is started, unless',
    '`--start` asks for its start time: the container is removed again after its first answer.',
  ],
  switches: [
    { name: 'start', help: 'start the image once, as container-run does, and measure until it answers' },
    { ...JSON_SWITCH, help: 'print the report as JSON, with sizes in bytes' },
  ],
  decisions: [HTML_FLAG],
  closing: ['Example: fastapi-container report apps/orders --html report.html'],
  run,
};
