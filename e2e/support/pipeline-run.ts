import { join } from 'node:path';
import { isScalar, isSeq, parse, parseDocument } from 'yaml';
import { runAside, type Ended } from './shell';
import { read, workspace, write } from './workspace';

/** What a step of a pipeline came to. */
export interface Done extends Ended {
  readonly name: string;
}

/** What a service would put in place of its expressions, and further variables by the name of a step. */
export interface Runner {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly values: Readonly<Record<string, string>>;
  readonly steps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Steps that are left out, such as an installation that was done already. */
  readonly without?: readonly string[];
}

/** Refuses to leave out what is not there. */
function expectNamed(job: string, names: readonly string[], without: readonly string[]): void {
  const missing = without.filter((name) => !names.includes(name));
  if (names.length === 0) throw new Error(`there is no job ${job}`);
  if (missing.length > 0) throw new Error(`${job} has no step ${missing.join(', ')}: ${names.join(', ')}`);
}

interface GithubStep {
  readonly id?: string;
  readonly name: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly env: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly GithubStep[]; readonly outputs?: Readonly<Record<string, string>> }>
  >;
}

let count = 0;

/** A new path in a directory of its own. */
function scratch(name: string): string {
  count += 1;
  return join(workspace('pipeline'), `${name}-${String(count)}`);
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`the test has no value for ${expression}`);
    return value;
  });
}

function filledAll(env: Readonly<Record<string, unknown>> = {}, values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(String(value), values)]));
}

/** The values in a file of GITHUB_OUTPUT: each is one line, or lines up to a word. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(\w+)<<(\w+)\n([^]*?)^\2$/gm)) {
    outputs[name] = value.replace(/\n$/, '');
  }
  return outputs;
}

/** Runs the scripts of a job of a workflow of GitHub, one after the other, until one fails. */
export async function runGithubJob(
  file: string,
  job: string,
  { root, env, values, steps: more = {}, without = [] }: Runner,
): Promise<{ readonly done: Done[]; readonly outputs: Record<string, string> }> {
  const workflow = parse(read(file)) as Workflow;
  const { steps, outputs = {} } = workflow.jobs[job] ?? { steps: [] };
  const names = steps.map(({ name }) => name);
  expectNamed(job, names, without);
  const known: Record<string, string> = { ...values };
  const done: Done[] = [];
  for (const { id, name, run, env: own } of steps) {
    if (run === undefined || without.includes(name)) continue;
    const [script, output] = [scratch('step.sh'), scratch('output')];
    write(script, run);
    write(output, '');
    const variables = { ...filledAll(workflow.env, known), ...filledAll(own, known), ...more[name] };
    const all = { ...env, GITHUB_OUTPUT: output, ...variables };
    done.push({ name, ...(await runAside(root, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], all)) });
    if (done.at(-1)?.status !== 0) break;
    for (const [key, value] of Object.entries(outputsIn(read(output))))
      known[`steps.${id ?? ''}.outputs.${key}`] = value;
  }
  const finished = done.at(-1)?.status === 0;
  return { done, outputs: finished ? filledAll(outputs, known) : {} };
}

interface GitlabJob {
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The steps of a script of GitLab: each has its name above it. */
function gitlabSteps(text: string, job: string, key: 'script' | 'before_script'): { name: string; run: string }[] {
  const list = parseDocument(text).getIn([job, key]);
  if (!isSeq(list)) return [];
  return list.items.map((item, index) => {
    if (!isScalar(item)) throw new Error('a script is a list of texts');
    // That of the first one is the list's own.
    const name = item.commentBefore ?? (index === 0 ? list.commentBefore : undefined);
    return { name: (name ?? '').trim(), run: String(item.value) };
  });
}

/** As GitLab does in what is given to variables. */
function expanded(value: string, values: Readonly<Record<string, string>>): string {
  return value.replace(/\$\$|\$(\w+)/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (values[name] ?? whole),
  );
}

/** Runs the script of a job of GitLab, as one script. Steps that only change the image of the job are left out. */
export async function runGitlabJob(
  file: string,
  job: string,
  { root, env, values, steps = {}, without = [] }: Runner,
): Promise<Ended> {
  const text = read(file);
  const pipeline = parse(text) as Readonly<Record<string, GitlabJob>>;
  const base = pipeline[job]?.extends ?? '';
  const all = [...gitlabSteps(text, base, 'before_script'), ...gitlabSteps(text, job, 'script')];
  expectNamed(
    job,
    all.map(({ name }) => name),
    without,
  );
  const script = scratch('job.sh');
  const kept = all.filter(({ name }) => !without.includes(name));
  write(script, kept.map(({ run }) => run).join('\n'));
  const given = { ...pipeline[base]?.variables, ...pipeline[job]?.variables };
  const variables = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, expanded(String(value), values)]),
  );
  return runAside(root, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    ...env,
    ...values,
    ...variables,
    ...(Object.assign({}, ...Object.values(steps)) as Record<string, string>),
  });
}
