/** One thing that is wrong with the input, told so that a person can mend it without reading the documentation. */
export interface Problem {
  /** The option as it is written in the options file, such as `health.live`, or the path of a file. */
  readonly option: string;
  /** The value received; left out where there is none, for example for a missing file. */
  readonly value?: unknown;
  /** What is wrong with it. */
  readonly reason: string;
  /** What would have been accepted. */
  readonly allowed?: string;
  /** The way out. */
  readonly fix: string;
}

/** Either a value or every problem that stood in its way. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A successful {@link Result}. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failed {@link Result}. */
export function failure(...problems: readonly Problem[]): Result<never> {
  return { ok: false, problems };
}

function describe(problem: Problem): string {
  const received = problem.value === undefined ? '' : ` = ${JSON.stringify(problem.value)}`;
  return [
    `  ${problem.option}${received}`,
    `    Problem: ${problem.reason}`,
    ...(problem.allowed === undefined ? [] : [`    Allowed: ${problem.allowed}`]),
    `    Way out: ${problem.fix}`,
  ].join('\n');
}

/**
 * The one message that lists all problems of a run.
 *
 * @param subject where the input came from: an options file, or the command that carried the flags
 */
export function problemReport(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  return [`${count} in ${subject}. Nothing was written.`, ...problems.map(describe)].join('\n\n');
}

/** Input that a person has to mend. It has no stack trace: where this package noticed it helps nobody. */
export class InvalidInputError extends Error {
  readonly problems!: readonly Problem[];

  constructor(subject: string, problems: readonly Problem[]) {
    super(problemReport(subject, problems));
    this.name = 'InvalidInputError';
    this.stack = `fastapi-container: ${this.message}`;
    // Not enumerable, since hosts that print an uncaught error would print them a second time.
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
  }
}
