import { requirementName, type Dependencies } from '../dependencies/needs';
import { broughtBy } from '../../python/extras';
import { beforeServer } from './before-server';
import type { Finding, Note } from '../finding';
import type { ChosenApp } from '../application/find-app';
import type { FoundLaunch } from './found-launch';
import { environmentFindings } from '../image/image-environment';
import { stepsOf } from './launches';
import type { Starts } from './starts';

/** The start whose server and flags count: the most trusted one of the chosen application. */
export function chosenLaunch({ launches }: Starts, app: ChosenApp): FoundLaunch | undefined {
  return launches.find(({ started, launch }) =>
    started ? started.file === app.file && started.attribute === app.attribute : launch.target === undefined,
  );
}

/** Packages that bring the faster parser. */
function bringsHttptools(text: string): boolean {
  const { name = '', extras = [] } = requirementName(text) ?? {};
  return name === 'httptools' || broughtBy(name, extras).includes('httptools');
}

/** The HTTP parser: the one that is installed, so that adopting adds no package. */
function parser(dependencies: Dependencies): Finding[] {
  if (dependencies.lines.length === 0 || dependencies.lines.some(({ text }) => bringsHttptools(text))) return [];
  const line =
    dependencies.lines.find(({ text }) => requirementName(text)?.name === 'uvicorn') ?? dependencies.lines[0];
  return line ? [{ option: 'http', value: 'h11', place: line.place, confidence: 'likely' }] : [];
}

const OVER_UVICORN = ['uvicorn', 'fastapi', 'gunicorn'];

/** What the chosen start says about the server and its options. */
export function serverFindings(
  found: FoundLaunch | undefined,
  { release, around, image }: Starts,
  dependencies: Dependencies,
  app: ChosenApp,
): { readonly findings: readonly Finding[]; readonly notes: readonly Note[] } {
  const ofRelease = release.flatMap((command) => stepsOf(command, around));
  const before = beforeServer([...ofRelease, ...(found?.steps ?? [])]);
  if (!found) return { findings: [...parser(dependencies), ...before.findings], notes: before.notes };
  const { launch, place, notes, settings } = found;
  const set = environmentFindings(settings.env, { image, root: app.root });
  const findings = Object.entries(launch.options)
    .filter(([option]) => option !== 'port')
    .map(([option, value]): Finding => {
      const confidence = launch.derived.includes(option) ? 'likely' : 'certain';
      return { option, value, place: launch.places[option] ?? place, confidence };
    });
  const server: Finding = { option: 'server', value: launch.server, place, confidence: 'certain' };
  const overUvicorn = OVER_UVICORN.includes(launch.server) && launch.options.workerClass !== 'asgi';
  const http = overUvicorn && launch.options.http === undefined ? parser(dependencies) : [];
  return {
    findings: [server, ...findings, ...http, ...before.findings, ...set.findings],
    notes: [...before.notes, ...settings.notes, ...set.notes, ...notes],
  };
}
