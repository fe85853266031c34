import { BY_NPX, type Calls } from './calls';

/**
 * The commands of Nx itself, which come before a target of that name, in each of its versions: `nx migrate orders` is about
 * a package. Hidden ones and second names count as well.
 * Those with a colon, such as `format:check`, need no place here: a target of that kind is always named in full.
 */
const COMMANDS: ReadonlySet<string> = new Set(
  [
    'activate-powerpack add affected apply-locally clear-cache complete-ci-run completion configure-ai-agents conformance',
    'connect connect-to-nx-cloud daemon dep-graph download-cloud-client exec fix-ci format g generate graph import init list',
    'login logout mcp migrate _migrate new print-affected record register release repair report reset run run-many show',
    'start-agent start-ci-run start-nx-agents stop-all-agents sync view-logs watch',
  ].flatMap((line) => line.split(' ')),
);

/** Whether the short form, `nx <target> <project>`, would be taken for something else. */
function isTaken(target: string): boolean {
  return COMMANDS.has(target) || target.includes(':') || target.startsWith('-');
}

/** What a person types to run a target of a project: the short form, wherever Nx understands it. */
export function toRunByNx(target: string, project: string, { nx }: Pick<Calls, 'nx'> = BY_NPX): string {
  return isTaken(target) ? `${nx} run ${project}:${target}` : `${nx} ${target} ${project}`;
}
