import type { Note } from '../finding';
import { assignedBy, shellCommands, type Variables } from '../start/shell';

/** One instruction of a Dockerfile, its lines joined. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  readonly words: string;
  /** Line on which it begins, counted from 1. */
  readonly line: number;
}

/** One stage of a Dockerfile. */
export interface Stage {
  readonly name: string | undefined;
  /** Image or stage that it starts from, variables replaced where their values are known. */
  readonly from: string;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

/** What a Dockerfile says. */
export interface Dockerfile {
  readonly file: string;
  readonly stages: readonly Stage[];
  /** What in it cannot be read. */
  readonly notes: readonly Note[];
}

const WITH_DOCUMENTS = new Set(['RUN', 'COPY', 'ADD']);

/** Names of the here-documents that an instruction begins. */
function documents(name: string, words: string): string[] {
  if (!WITH_DOCUMENTS.has(name)) return [];
  return [...words.matchAll(/(?:^|\s)\d?<<-?(["']?)(\w+)\1(?=\s|$)/g)].map(([, , delimiter = '']) => delimiter);
}

/** Takes a Dockerfile apart into instructions. What it does not know is passed over. */
function readInstructions(text: string): { instructions: Instruction[]; documents: number[] } {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`/m.test(lines.slice(0, 3).join('\n')) ? '`' : '\\';
  const instructions: Instruction[] = [];
  const withDocuments: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const parts: string[] = [];
    for (;;) {
      const part = lines[index] ?? '';
      const isComment = part.trimStart().startsWith('#');
      const continues = !isComment && part.trimEnd().endsWith(escape);
      if (!isComment) parts.push(continues ? part.trimEnd().slice(0, -1) : part);
      // Comments and empty lines between continued lines belong to nothing.
      if ((!continues && !(parts.length > 1 && isComment)) || index + 1 >= lines.length) break;
      index += 1;
      while (index + 1 < lines.length && /^\s*(#|$)/.test(lines[index] ?? '')) index += 1;
    }
    const [, name = '', words = ''] = /^\s*([A-Za-z]+)\s+(\S.*)$/s.exec(parts.join(' ')) ?? [];
    if (name === '') continue;
    const upper = name.toUpperCase();
    instructions.push({ name: upper, words: words.trim(), line });
    for (const delimiter of documents(upper, words)) {
      withDocuments.push(line);
      while (index + 1 < lines.length && (lines[index + 1] ?? '').trim() !== delimiter) index += 1;
      index += 1;
    }
  }
  return { instructions, documents: withDocuments };
}

/** Replaces variables whose values are known. */
export function substitute(text: string, variables: Variables): string {
  return shellCommands(text, variables).flat().join(' ');
}

/** The name and default of an ARG instruction. */
function argument(words: string): [string, string | undefined] {
  const equals = words.indexOf('=');
  if (equals < 0) return [words.trim(), undefined];
  return [
    words.slice(0, equals).trim(),
    words
      .slice(equals + 1)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2'),
  ];
}

/** Reads a Dockerfile: its stages, and what in it cannot be read. */
export function readDockerfile(file: string, text: string): Dockerfile {
  const { instructions, documents: unread } = readInstructions(text);
  const notes: Note[] = unread.map((line) => ({
    text: 'a here-document cannot be read: what it does is not in this report',
    place: { file, line },
  }));
  const globals: Record<string, string> = {};
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    const { name, words, line } = instruction;
    if (name === 'FROM') {
      const [, image = '', alias] = /^(?:--\S+\s+)*(\S+)(?:\s+[Aa][Ss]\s+(\S+))?/.exec(words) ?? [];
      const from = substitute(image, globals);
      if (from.includes('$')) {
        const reason = `the base image ${image} comes from an argument without a default, and cannot be read`;
        notes.push({ text: reason, place: { file, line } });
      }
      stages.push({ name: alias, from, line, instructions: [] });
    } else if (stages.length > 0) {
      stages.at(-1)?.instructions.push(instruction);
      if (name === 'ONBUILD') {
        notes.push({
          text: `ONBUILD cannot be read: what images built on this one do is not in this report`,
          place: { file, line },
        });
      }
    } else if (name === 'ARG') {
      const [key, value] = argument(words);
      if (value !== undefined) globals[key] = value;
    }
  }
  return { file, stages, notes };
}

/** The stages that end up in one image, the one that it starts from first. */
export function stagesOfImage({ stages }: Dockerfile, target?: string): Stage[] {
  const chain: Stage[] = [];
  let index = target === undefined ? stages.length - 1 : stages.findIndex(({ name }) => name === target);
  while (index >= 0) {
    const stage = stages[index];
    if (!stage) break;
    chain.unshift(stage);
    const names = stages.slice(0, index).map(({ name }) => name?.toLowerCase());
    index = names.lastIndexOf(stage.from.toLowerCase());
  }
  return chain;
}

/** The words of CMD, ENTRYPOINT or a health check: a list in JSON, or a command for the shell. */
export function execWords(words: string): readonly string[] | undefined {
  if (!words.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(words);
    return Array.isArray(value) && value.every((word): word is string => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The assignments of an ENV instruction, in both of its forms. */
function assignments(words: string, variables: Variables): [string, string][] {
  if (!/^[^\s="']+=/.test(words)) {
    const [, name = '', value = ''] = /^(\S+)\s+(.*)$/s.exec(words) ?? [];
    return name === '' ? [] : [[name, substitute(value, variables)]];
  }
  const escaped = words.replace(/[;&|()]/g, (character) => `\\${character}`);
  return assignedBy(shellCommands(escaped, variables).flat());
}

/**
 * What ENV and ARG do to the variables that later instructions of a stage know.
 *
 * @param given what the build is given for its arguments
 * @returns what ENV sets
 */
export function declareVariables(
  { name, words }: Instruction,
  variables: Record<string, string>,
  given: Variables = {},
): readonly (readonly [name: string, value: string])[] {
  if (name === 'ARG') {
    const [key, otherwise] = argument(words);
    const value = given[key] ?? (otherwise === undefined ? undefined : substitute(otherwise, variables));
    if (value !== undefined) variables[key] ??= value;
  }
  if (name !== 'ENV') return [];
  const set = assignments(words, variables);
  for (const [key, value] of set) variables[key] = value;
  return set;
}
