import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fromGo, fromPython } from './linter-programs';
import { run, type Ended } from './shell';

/** Directory of the cache in which they stay. */
const SUITE = 'kubernetes-linters';

/** Release of Kubernetes whose schemas judge. */
const RELEASE = '1.36';

function filesIn(directory: string): string[] {
  return readdirSync(directory).map((file) => join(directory, file));
}

/** Judges files against the schemas of Kubernetes. Tells warnings and failures alone. */
export function kubernetesValidate(directory: string): Ended {
  const program = fromPython(SUITE, 'kubernetes-validate', '1.37.0');
  return run(__dirname, program, ['--strict', '--quiet', '-k', RELEASE, ...filesIn(directory)]);
}

/** What a linter has found: the app whose object it is about, and what it says. */
export interface Finding {
  readonly app: string;
  readonly said: string;
}

/** Its findings, with the numbers of the rules, and how many rules were kept. */
export function checkov(directory: string): { passed: number; failed: Finding[] } {
  const program = fromPython(SUITE, 'checkov', '3.3.30');
  const words = ['--directory', directory, '--framework', 'kubernetes', '--skip-download', '--output', 'json'];
  const { stdout, output } = run(__dirname, program, words);
  if (stdout === '') throw new Error(output);
  const { results } = JSON.parse(stdout) as Record<
    'results',
    { passed_checks: unknown[]; failed_checks: { check_id: string; file_path: string }[] }
  >;
  const failed = results.failed_checks.map((found) => ({
    app: basename(found.file_path, '.yaml'),
    said: found.check_id,
  }));
  return { passed: results.passed_checks.length, failed };
}

/** Its findings. Where its program cannot be had there are none, and that is said. */
export function kubeScore(directory: string): Finding[] {
  const program = fromGo(SUITE, 'github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0');
  if (program === undefined) {
    console.warn('NOT TESTED: kube-score, which `go install` does not get here');
    return [];
  }
  const { stdout, output } = run(__dirname, program, ['score', '--output-format', 'ci', ...filesIn(directory)]);
  if (!stdout.includes('[OK]')) throw new Error(output);
  return stdout.split('\n').flatMap((line) => {
    // The namespace, which is that of the app, and the object.
    const [, app, said] = /^\[(?:CRITICAL|WARNING)\] \S+\/(\S+) \S+: (.*)$/.exec(line) ?? [];
    return app === undefined || said === undefined ? [] : [{ app, said }];
  });
}
