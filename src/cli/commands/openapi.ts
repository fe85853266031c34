import { join } from 'node:path';
import { CONTRACT_FILE } from '../../core/constants';
import { firstDifference } from '../../core/contract/difference';
import { toRun } from '../../core/plan/door';
import { InvalidInputError, type Problem } from '../../core/text/problems';
import { doorOnDisk, readApp } from '../../io/app';
import { writeAtomically } from '../../io/disk';
import { Stopped } from '../../io/openapi';
import { ownCall, ownCalls } from '../called';
import type { Command, CommandLine, ExitCode } from '../command';
import { currentDocument, presentDocument } from '../openapi-document';
import { DEFAULT_BASE, tellBreaking } from '../openapi-breaking';
import { targetsOrHere, type Target } from '../targets';
import { say } from '../say';

/** Writes the contract of an app, where it is another one than that which is there. */
async function writeOne(target: Target): Promise<0> {
  const present = presentDocument(target);
  const document = await currentDocument(target, readApp(target.path, target.shown), present);
  const difference = present === undefined ? undefined : firstDifference(present, document);
  if (present !== undefined && difference === undefined) {
    say(`${target.shown}: ${CONTRACT_FILE} is up to date`);
    return 0;
  }
  writeAtomically(join(target.path, CONTRACT_FILE), document);
  say(`${target.shown}: ${CONTRACT_FILE} is written`);
  if (difference !== undefined) say(`  First difference: ${difference}`);
  return 0;
}

/** Tells whether the contract that is there is that of the application. One that nobody has made is not missed. */
async function checkOne(target: Target): Promise<0 | 1> {
  const { path, shown } = target;
  const app = readApp(path, shown);
  const present = presentDocument(target);
  const way = toRun(doorOnDisk(path, app), 'openapi', app.name, shown, ownCalls());
  if (present === undefined) {
    say(`${shown}: there is no ${CONTRACT_FILE}, so that nothing is to be checked; ${way} writes one`);
    return 0;
  }
  const difference = firstDifference(present, await currentDocument(target, app, present));
  if (difference === undefined) {
    say(`${shown}: ${CONTRACT_FILE} is up to date`);
    return 0;
  }
  say(`${shown}: ${CONTRACT_FILE} is not what the application leads to`);
  say(`  First difference: ${difference}`);
  say(`  Way out: ${way}, and commit the file`);
  return 1;
}

/** The target that writes the file: Nx keeps its result by all that it reads, and neither the file nor a base is among that. */
function cachedProblem({ switches }: CommandLine, target: string | undefined): Problem[] {
  const asked = ['check', 'breaking'].find((name) => switches.has(name));
  if (target !== 'openapi' || asked === undefined) return [];
  const fix =
    asked === 'check' ? 'run the target `openapi-check`' : `run \`${ownCall()} openapi <directory> --breaking\``;
  const reason = 'would be answered from the cache of Nx, whatever is in the file: this target writes it';
  return [{ option: `--${asked}`, reason, fix }];
}

function usageProblems(line: CommandLine): Problem[] {
  const { switches, options, passedOn } = line;
  const problems = cachedProblem(line, process.env.NX_TASK_TARGET_TARGET);
  if (switches.has('check') && switches.has('breaking')) {
    const reason = 'is another question than --breaking';
    problems.push({ option: '--check', reason, allowed: 'one of the two', fix: 'ask one after the other' });
  }
  if (switches.has('breaking')) return problems;
  const only = [...(options.base === undefined ? [] : ['--base']), ...(passedOn.length === 0 ? [] : ['--'])];
  const fix = 'add --breaking, or leave it out';
  return [...problems, ...only.map((option) => ({ option, reason: 'is for --breaking alone', fix }))];
}

async function run(line: CommandLine): Promise<ExitCode> {
  const { operands, switches, options, passedOn } = line;
  const problems = usageProblems(line);
  if (problems.length > 0) throw new InvalidInputError('the command line', problems);
  const base = typeof options.base === 'string' ? options.base : DEFAULT_BASE;
  const one = (target: Target) => {
    if (switches.has('breaking')) return tellBreaking(target, base, passedOn);
    return switches.has('check') ? checkOne(target) : writeOne(target);
  };
  let code = 0;
  try {
    for (const target of targetsOrHere(process.cwd(), operands)) code = Math.max(code, await one(target));
  } catch (error) {
    if (error instanceof Stopped) return error.code;
    throw error;
  }
  return code;
}

/** Writes or judges the contract of apps with their clients. */
export const openapi: Command = {
  name: 'openapi',
  summary: "writes an app's openapi.json, the contract with its clients",
  usage: '[directory...] [--check | --breaking [--base <revision>] [-- words]]',
  description: [
    'Imports the application in its .venv, and writes what it would serve as its OpenAPI document into openapi.json. No',
    'server starts, and no lifespan. Commit the file: clients are made from it, without Python.',
  ],
  switches: [
    { name: 'check', help: 'write nothing; exit with 1, and tell the first difference, where the file is stale' },
    {
      name: 'breaking',
      help: 'write nothing; tell what in the file breaks clients of a revision, with oasdiff, where it is installed',
    },
  ],
  decisions: [
    {
      name: 'base',
      value: 'revision',
      help: `the revision for --breaking, from where HEAD left it (default: ${DEFAULT_BASE})`,
    },
  ],
  closing: [
    'Words behind `--` go to oasdiff: fastapi-container openapi apps/orders --breaking -- --format githubactions',
    '',
    'Exit code: 0 up to date, written, or nothing breaks; 1 stale, or something breaks; 2 bad options, or there was no',
    'answer: the application cannot be imported, or nothing could be compared.',
  ],
  passesOn: true,
  insteadOfFlags: 'words for oasdiff go behind `--`',
  writes: true,
  run,
};
