import { leftToPerson, type Change } from '../plan/change';
import { largest } from '../text/lists';
import type { Problem } from '../text/problems';
import type { Finding, Note, Question } from './finding';
import type { Adoption } from './infer';
import { placeText } from '../text/place';

const HEADINGS = ['Option', 'Value', 'Found in', 'How sure'] as const;

/** Longer values would push the table out of a terminal. */
const WIDEST = 60;

function shown(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 3)}...` : text;
}

/** Lines of a table, each column as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => largest(rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function row({ option, value, place, confidence }: Finding): string[] {
  return [option, shown(value), placeText(place), confidence];
}

function noteLine({ text, place }: Note): string {
  return `  ${place ? `${placeText(place)}: ` : ''}${text}`;
}

/** The health routes, for an application that has none: the person decides where they go. */
const ROUTER = `  from fastapi import APIRouter

  health = APIRouter()


  @health.get("/health/live")
  async def live() -> dict[str, str]:
      return {"status": "alive"}


  @health.get("/health/ready")
  async def ready() -> dict[str, str]:
      return {"status": "ready"}


  app.include_router(health)`;

const NO_ROUTE = [
  '',
  'No health route was found: the container would be unhealthy. Add one, and name it with health.live where it is',
  'another than /health/live. This does it:',
  '',
  ROUTER,
];

/** What was found, as a table, and what is yours to look at. */
export function adoptReport(directory: string, { findings, notes, hasHealthRoute }: Adoption): string {
  const others = notes.length === 0 ? [] : ['', 'Left out, or yours to look at:', ...notes.map(noteLine)];
  return [
    `Found in ${directory}:`,
    ...table([HEADINGS, ...findings.map(row)]),
    ...others,
    ...(hasHealthRoute ? [] : NO_ROUTE),
  ].join('\n');
}

/**
 * What is said where files of the person's stay: what does not work until they decide.
 *
 * @param toBuild how a person builds the image
 */
export function undecidedLines(toBuild: string, changes: readonly Change[]): string[] {
  const left = leftToPerson(changes).map(({ path }) => path);
  if (left.length === 0) return [];
  return [
    '',
    `Yours to decide: ${left.join(', ')}. Until you took one of the ways out, \`check\` and ${toBuild} fail.`,
  ];
}

/** A question as a problem: the candidates with their places, and the flag that decides. */
function questionProblem({ option, reason, candidates }: Question): Problem {
  const answers = candidates.map(({ value, place }) => `${value} (${placeText(place)})`);
  return {
    option,
    reason,
    allowed: answers.join(', '),
    fix: `choose one, such as --${option}=${candidates[0]?.value ?? ''}`,
  };
}

/** Everything that stands in the way of adopting: problems, and questions that only a person can answer. */
export function adoptProblems({ problems, questions }: Adoption): Problem[] {
  return [...problems, ...questions.map(questionProblem)];
}
