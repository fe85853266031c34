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

/** The member at the top that an option is in: `health` of `health.live`. */
export function topOf(option: string): string {
  return option.split(/[.[]/)[0] ?? '';
}

/** Either a value or every problem that stood in its way. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A successful {@link Result}. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failed {@link Result}. */
export function failure(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}

/** The same with all problems there are: a file may hold any number of them. */
export function failures(problems: readonly Problem[]): Result<never> {
  return { ok: false, problems };
}

/** Characters of a value, and of the name of an option, that are shown: enough to know it again. */
const SHOWN = 200;

/** Characters of a reason that are shown: what another program has said may be longer than its beginning is worth. */
const SHOWN_REASON = 2000;

/** What is not seen in a terminal, and changes what is: marks for the direction of writing among it, and no line ends. */
const UNSEEN = /(?![\n\t]|\r\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text with a name for each character that is not seen. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${String(text.length)} characters)`;
}

/** A value as JSON; undefined for what JSON cannot say, such as an object that holds itself. */
export function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A value as messages show it: as JSON, and no more of it than is needed to know it again. */
export function shownValue(value: unknown): string | undefined {
  const text = asJson(value);
  return text === undefined ? undefined : visible(cut(text, SHOWN));
}

function received(value: unknown): string {
  const text = shownValue(value);
  return text === undefined ? '' : ` = ${text}`;
}

function describe(problem: Problem): string {
  const lines = [
    `  ${cut(problem.option, SHOWN).replaceAll('\n', '\\n')}${received(problem.value)}`,
    `    Problem: ${cut(problem.reason, SHOWN_REASON)}`,
    ...(problem.allowed === undefined ? [] : [`    Allowed: ${problem.allowed}`]),
    `    Way out: ${problem.fix}`,
  ];
  return visible(lines.join('\n'));
}

/** Problems that are told whole: more of them are a file of another kind, or one thing that is wrong many times. */
const MOST = 20;

/** What a run that refuses its input says of the files. */
const NOTHING_WRITTEN = 'Nothing was written.';

/**
 * The one message that lists all problems of a run.
 *
 * @param subject where the input came from: an options file, or the command that carried the flags
 * @param written what the run has written, in a sentence; empty where there is no need to say so
 */
export function problemReport(subject: string, problems: readonly Problem[], written = NOTHING_WRITTEN): string {
  const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  const heading = visible([`${count} in ${subject}.`, written].filter((part) => part !== '').join(' '));
  const more = problems.length - MOST;
  return [
    heading,
    ...problems.slice(0, MOST).map(describe),
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more, once these are mended`] : []),
  ].join('\n\n');
}

/** Input that a person has to mend. It has no stack trace: where this package noticed it helps nobody. */
export class InvalidInputError extends Error {
  readonly subject!: string;
  readonly problems!: readonly Problem[];
  readonly written!: string | undefined;

  /** @param written what was written nevertheless, in a sentence: nothing by default */
  constructor(subject: string, problems: readonly Problem[], written?: string) {
    super(problemReport(subject, problems, written));
    this.stack = `fastapi-container: ${this.message}`;
    // Not enumerable, since hosts that print an uncaught error would print them a second time.
    Object.defineProperty(this, 'name', { value: 'InvalidInputError', enumerable: false });
    Object.defineProperty(this, 'subject', { value: subject, enumerable: false });
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
    Object.defineProperty(this, 'written', { value: written, enumerable: false });
  }
}

/** Turns a failed result into the one error that lists all its problems. */
export function unwrap<T>(result: Result<T>, subject: string): T {
  if (!result.ok) throw new InvalidInputError(subject, result.problems);
  return result.value;
}
