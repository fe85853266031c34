import { optionEntries } from '../input/schema';
import { setPath } from '../input/flags';
import { resolve } from '../resolve/resolve';
import type { Problem } from '../text/problems';
import type { Finding, Note } from './finding';

type Json = Readonly<Record<string, unknown>>;

/** Findings that no other value stands in for: what is wrong with them a person has to decide. */
const NEEDED = new Set(['app', 'python', 'name']);

/** What is left of the findings once the rules have seen them. */
export interface Settled {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
  /** The options to write. */
  readonly options: Json;
}

function segments(option: string): string[] {
  return option.startsWith('image.env.') ? ['image', 'env', option.slice('image.env.'.length)] : option.split('.');
}

function isDefault({ option, value }: Finding): boolean {
  const entry = optionEntries().find(({ path }) => path === option);
  return entry !== undefined && JSON.stringify(entry.schema.default) === JSON.stringify(value);
}

/** The options that findings and decisions come to. What is the default anyway is left out, but for what names the app. */
function optionsOf(findings: readonly Finding[], decided: Json): Json {
  const options: Record<string, unknown> = {};
  for (const finding of findings) {
    if (NEEDED.has(finding.option) || !isDefault(finding)) setPath(options, segments(finding.option), finding.value);
  }
  return merged(options, decided);
}

function merged(base: Json, nearer: Json): Json {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(nearer)) {
    const below = result[key];
    result[key] = isGroup(below) && isGroup(value) ? merged(below, value) : value;
  }
  return result;
}

function isGroup(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function concerns(problem: Problem, { option }: Finding): boolean {
  const about = problem.option.replace(/\[\d+\]$/, '');
  return about === option || about.startsWith(`${option}.`) || option.startsWith(`${about}.`);
}

/** Whether a person decided an option, so that its finding does not count. */
export function isDecided(option: string, decided: Json): boolean {
  let value: unknown = decided;
  for (const key of segments(option)) {
    if (!isGroup(value) || !Object.hasOwn(value, key)) return false;
    value = value[key];
  }
  return true;
}

/**
 * Puts the findings through all rules. What a rule refuses was possible where it was found and is not here: it is left
 * out and told, with the reason. What a person decided is never left out.
 */
export function settle(found: readonly Finding[], decided: Json, directoryName: string): Settled {
  let findings = found.filter(({ option }) => !isDecided(option, decided));
  const notes: Note[] = [];
  for (;;) {
    const options = optionsOf(findings, decided);
    const resolved = resolve({ ...options, born: ['app'] }, directoryName);
    if (resolved.ok) return { findings, notes, problems: [], options };
    const refused = findings.flatMap((finding) => {
      const problem = resolved.problems.find((each) => concerns(each, finding));
      return problem && !NEEDED.has(finding.option) ? [{ finding, problem }] : [];
    });
    const server = findings.find(({ option, value }) => option === 'server' && value !== 'uvicorn');
    const [first] = resolved.problems;
    // A factory that this server cannot call.
    if (refused.length === 0 && server && first?.option === 'app' && String(first.value).endsWith('()')) {
      refused.push({ finding: server, problem: first });
    }
    if (refused.length === 0) return { findings, notes, problems: resolved.problems, options };
    for (const { finding, problem } of refused) {
      const shown = `${finding.option} = ${JSON.stringify(finding.value)}`;
      notes.push({ text: `left out ${shown}: ${problem.reason}. Way out: ${problem.fix}`, place: finding.place });
    }
    findings = findings.filter((finding) => !refused.some((each) => each.finding === finding));
  }
}
