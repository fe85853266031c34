import type { Problem } from '../problems';
import type { ResolvedApp } from '../resolved';
import type { Rule } from '../rule';
import { variableProblem } from './env';

/** Instructions that an extra line may hold. */
const ALLOWED = ['RUN', 'COPY', 'ADD', 'ENV', 'ARG'];

/** What to do instead of the others. */
const INSTEAD: Readonly<Record<string, string>> = {
  CMD: 'the command follows from "server" and its options',
  ENTRYPOINT: 'the command follows from "server" and its options',
  EXPOSE: 'set "port"',
  FROM: 'set "image.base"',
  HEALTHCHECK: 'set the options of "health"',
  LABEL: 'set "image.labels"',
  USER: 'the image runs unprivileged; let root do in a RUN line what needs root',
  VOLUME: 'nothing but /tmp is writable; mount a volume when the container runs',
  WORKDIR: 'the application lies in the work directory; use absolute paths in the line',
};

/** One assignment, so that it is clear what is assigned: plain, or in double quotes. */
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=(?:"(?:[^"\\]|\\.)*"|[^\s"'\\]*)$/;
const ARGUMENT = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(?:"(?:[^"\\]|\\.)*"|[^\s"'\\]*))?$/;

type Complaint = Pick<Problem, 'reason' | 'fix'>;

function assignmentComplaint(app: ResolvedApp, instruction: string, words: string): Complaint | undefined {
  const name = (instruction === 'ENV' ? ASSIGNMENT : ARGUMENT).exec(words)?.[1];
  if (name === undefined) {
    return {
      reason: `is no single ${instruction === 'ENV' ? 'assignment' : 'argument'}`,
      fix: `write ${instruction} NAME=value or ${instruction} NAME="a text", one per line`,
    };
  }
  const problem = variableProblem(app, name);
  return problem && { reason: `${name} ${problem.reason}`, fix: problem.fix };
}

/** What would make a line more, or other, than the one instruction that it is meant to be. */
function complaint(app: ResolvedApp, line: string): Complaint | undefined {
  const [, instruction = '', words = ''] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
  if (!ALLOWED.includes(instruction)) {
    const fix = INSTEAD[instruction] ?? `use ${ALLOWED.join(', ')}, or take the Dockerfile over with "own"`;
    return { reason: `${instruction} is not for an extra line`, fix };
  }
  if (words === '' || /\s$/.test(words)) {
    return { reason: 'has no arguments, or ends with a space', fix: 'complete it, or remove it' };
  }
  if (words.endsWith('\\')) {
    return { reason: 'ends with a backslash, which would join it with what follows', fix: 'write it on one line' };
  }
  if (words.includes('<<')) {
    return {
      reason: 'has a here-document in it, which would swallow what follows',
      fix: 'copy a file and use that, or join commands with `&&`',
    };
  }
  return instruction === 'ENV' || instruction === 'ARG' ? assignmentComplaint(app, instruction, words) : undefined;
}

/** Each extra line is exactly one instruction of those that leave the rest of the Dockerfile as it is. */
export const extraRule: Rule = (app) =>
  (['builder', 'runtime'] as const).flatMap((stage) =>
    app.image.extra[stage].flatMap((line, index): Problem[] => {
      const found = complaint(app, line);
      const allowed = `one instruction on one line: ${ALLOWED.join(', ')}`;
      return found ? [{ option: `image.extra.${stage}[${String(index)}]`, value: line, allowed, ...found }] : [];
    }),
  );
