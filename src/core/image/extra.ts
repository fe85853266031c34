import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Rule } from '../app/rule';
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
      reason: `is not a single ${instruction === 'ENV' ? 'assignment' : 'argument'}`,
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
  if (sourcesOf(line).some((source) => source.includes('$'))) {
    return {
      reason: 'names what it copies by a variable: the ignore file cannot let it through',
      fix: 'write the path itself',
    };
  }
  return instruction === 'ENV' || instruction === 'ARG' ? assignmentComplaint(app, instruction, words) : undefined;
}

/** Sources of a COPY or ADD line in the app's directory, as patterns of an ignore file. */
export function sourcesOf(line: string): string[] {
  const [, words = ''] = /^(?:COPY|ADD) +(.*)$/.exec(line) ?? [];
  const flags = /^(?:--\S+ +)*/.exec(words)?.[0] ?? '';
  if (flags.includes('--from=')) return [];
  const rest = words.slice(flags.length).trim();
  const paths = rest.startsWith('[') ? jsonWords(rest) : rest.split(/ +/);
  return paths
    .slice(0, -1)
    .filter((path) => !/^[a-z]+:\/\/|^git@/.test(path))
    .map((path) => path.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''))
    .filter((path) => path !== '' && path !== '.');
}

function jsonWords(text: string): string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter((word): word is string => typeof word === 'string') : [];
  } catch {
    // The builder takes it for words, too.
    return text.split(/ +/);
  }
}

/** What the extra lines copy from the app's directory: the ignore file has to let it through. */
export function extraSources({ image }: Pick<ResolvedApp, 'image'>): string[] {
  return [...new Set([...image.extra.builder, ...image.extra.runtime].flatMap(sourcesOf))].sort();
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
