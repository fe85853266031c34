import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';
import type { ResolvedApp } from '../app/resolved';
import { CONTAINER_PACKAGE } from '../constants';
import { joinPath } from '../text/paths';
import type { ReadText } from '../workspace';
import { CALLED, READY, importLine, withReadiness, withSeams, type Names } from './insertions';

/** Where the apps that this package makes have their readiness route, below their source. */
const READINESS_MODULE = 'routers/health.py';

/** Where to read more. */
const CHAPTER = '"Apps made before 0.2" in docs/regeneration.md';

/** Where an app is, and how its files are read. */
export interface Where {
  /** Reads a file by its path relative to the app. */
  readonly read: ReadText;
  /** The app's directory as messages name it. */
  readonly directory: string;
}

/** The calls in words. */
function inWords(application: Names): string[] {
  return [
    `    ${importLine(application)}`,
    `    FastAPI(..., **${CONTAINER_PACKAGE}.arguments())   in the constructor`,
    `    ${CALLED}(app)   once, when the application is made`,
    `    async with ${CONTAINER_PACKAGE}.resources(app):   around the yield of the lifespan`,
  ];
}

/** A difference that `git apply` takes, as lines; none where nothing differs. */
function differenceLines(file: string, before: string, after: string): string[] {
  if (before === after) return [];
  const headers = { headerOptions: FILE_HEADERS_ONLY };
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, headers);
  return diff.trimEnd().split('\n');
}

/** The call in the readiness route, as a difference of the module that new apps have it in, or else in words. */
function readinessLines({ application }: ResolvedApp, { read, directory }: Where): string[] {
  const path = joinPath(application.sourceDir, READINESS_MODULE);
  const text = read(path) ?? '';
  if (text.includes(`${READY}(`)) return [];
  const after = withReadiness(text, application);
  return after === undefined
    ? [`  And in the readiness route, as a part of its answer: \`await ${READY}(request.app)\`.`]
    : differenceLines(joinPath(directory, path), text, after);
}

/** Lines that show what to add to an application whose entry module does not call the managed package yet. */
export function seamAdvice(app: ResolvedApp, text: string, where: Where): string[] {
  const { application } = app;
  const file = joinPath(where.directory, application.entryFile);
  const after = withSeams(text, application);
  const calls = after === undefined ? inWords(application) : differenceLines(file, text, after);
  return [...calls, ...readinessLines(app, where), `  See ${CHAPTER}.`];
}

/** Whether a text of Python calls the managed package. */
export function callsSeams(text: string): boolean {
  return text.includes(CALLED);
}
