import { gunicornConfigs, gunicornConfig } from './gunicorn-conf';
import { buildContext } from './build-context';
import { compose, type ComposeEvidence } from './compose';
import { shellText } from './command';
import { constantsOf } from '../python-source/constants';
import { readDockerfile } from './dockerfile';
import { named, type Files, type StartCommand } from './evidence';
import type { Finding, Note } from './finding';
import { imageFacts, type ImageFacts } from './image-facts';
import type { FoundApplication } from '../python-source/applications';
import type { FoundLaunch, Surroundings } from './found-launch';
import { followCommand } from './launches';
import { runLaunches } from './run-calls';
import { procfile } from './procfile';
import type { PythonModule } from '../python-source/module';
import { scripts } from './scripts';
import { supervisord } from './supervisord';

/** Everything that starts something, the most trusted first, and what was read on the way. */
export interface Starts {
  readonly launches: readonly FoundLaunch[];
  readonly image: ImageFacts | undefined;
  readonly compose: ComposeEvidence;
  /** What a Procfile does before a release starts. */
  readonly release: readonly StartCommand[];
  /** Options that follow from how the image is built and run elsewhere. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly around: Surroundings;
}

const NAME = /^(Dockerfile|Containerfile)([.-][\w.-]+)?$|\.(Dockerfile|Containerfile)$/i;
const SPECIAL = /dev|test|debug|local|gpu|cuda|lite|docs|celery|worker/i;

/** The Dockerfile of the application: the plain name first, then what compose builds, then the nearest to the top. */
function chooseDockerfile(paths: readonly string[], composed: string | undefined): string | undefined {
  const plain = paths.find((path) => /^(Dockerfile|Containerfile)$/.test(path));
  const built = paths.find((path) => path === composed);
  return plain ?? built ?? paths.find((path) => !SPECIAL.test(path)) ?? paths[0];
}

/** A command, and the servers that it starts. */
interface Followed {
  readonly command: StartCommand;
  readonly found: readonly FoundLaunch[];
}

/** Commands of compose that the image does not run: its own command counts, and it starts the server alone. */
function overridden(ofImage: readonly Followed[], ofCompose: readonly Followed[]): Note[] {
  const own = ofImage.flatMap(({ found }) => found)[0]?.launch;
  return ofCompose.flatMap(({ command: { words, place }, found }): Note[] => {
    const [first] = found;
    const written = (shellText(words) ?? words.join(' ')).replace(/\s+/g, ' ').trim();
    if (!first) {
      const text = `\`${written}\`: the image starts the server alone: start another container of it with this command`;
      return [{ text, place }];
    }
    if (!own || JSON.stringify(own) === JSON.stringify(first.launch)) return [];
    const text = `\`${written}\` takes the place of the Dockerfile's command there: it is left out, that of the Dockerfile counts`;
    return [{ text, place }];
  });
}

function isForDevelopment({ launch }: FoundLaunch): boolean {
  return launch.left.some((left) => left.startsWith('--reload'));
}

/** Looks through every kind of file that starts servers. */
export function findStarts(
  files: Files,
  modules: ReadonlyMap<string, PythonModule>,
  applications: readonly FoundApplication[],
): Starts {
  const composed = compose(files);
  const processes = procfile(files);
  const dockerfiles = named(files, NAME);
  const chosen = chooseDockerfile(dockerfiles, composed.dockerfile);
  const target = chosen === composed.dockerfile ? composed.target : undefined;
  const facts = chosen === undefined ? undefined : imageFacts(readDockerfile(chosen, files.text(chosen) ?? ''), target);
  const context = buildContext(
    chosen ?? '',
    facts?.copies ?? [],
    chosen === composed.dockerfile ? composed.context : undefined,
    files,
  );
  const { copies } = context;
  const image = facts && { ...facts, copies };
  const unread = dockerfiles
    .filter((path) => path !== chosen)
    .map((path) => ({ text: 'is not read: one image is made of one Dockerfile', place: { file: path } }));
  const around: Surroundings = { files, modules, applications, copies, constants: constantsOf(modules.values()) };
  const inOrder: readonly (readonly StartCommand[])[] = [
    (image?.commands ?? []).map((command) => ({ ...command, directory: image?.workdir })),
    processes.commands,
    composed.commands.map((command) => ({ ...command, directory: command.directory ?? image?.workdir })),
    scripts(files).commands,
    supervisord(files).commands,
  ];
  const followedBy = inOrder.map((commands, index) =>
    commands.map((command) => ({ command, found: followCommand(command, index + 1, around) })),
  );
  const followed = followedBy.flat().flatMap(({ found }) => found);
  const [ofImage = [], , ofCompose = []] = followedBy;
  const configured = gunicornConfigs(files).flatMap((file) => {
    const { launch, place } = gunicornConfig(file, files.text(file) ?? '');
    const words = ['gunicorn', ...(launch.target === undefined ? [] : [launch.target]), '--config', file];
    return launch.target === undefined ? [] : followCommand({ words, place }, inOrder.length + 1, around);
  });
  const inCode = [...modules.values()].flatMap((module) => runLaunches(module, inOrder.length + 2, around));
  const launches = [...followed, ...configured, ...inCode];
  launches.sort(
    (left, right) => left.rank - right.rank || Number(isForDevelopment(left)) - Number(isForDevelopment(right)),
  );
  const { release } = processes;
  const notes = [...context.notes, ...overridden(ofImage, ofCompose), ...composed.notes, ...processes.notes, ...unread];
  const findings = [...context.findings, ...composed.findings];
  return { launches, image, compose: composed, release, findings, notes, around };
}
