import { gunicornConfigs, gunicornConfig } from './gunicorn-conf';
import { buildContext } from '../image/build-context';
import { compose, type ComposeEvidence } from '../compose/compose';
import { composedServices, type ComposedService } from '../compose/compose-files';
import { shellText } from './command';
import { constantsOf } from '../../python-source/constants';
import type { Files, StartCommand } from '../evidence';
import { findDockerfile } from '../image/find-dockerfile';
import type { Finding, Note } from '../finding';
import type { ImageFacts } from '../image/image-facts';
import type { FoundApplication } from '../../python-source/applications';
import type { FoundLaunch, Surroundings } from './found-launch';
import { followCommand } from './launches';
import { runLaunches } from './run-calls';
import { procfile } from './procfile';
import type { PythonModule } from '../../python-source/module';
import { scripts } from './scripts';
import { supervisord } from './supervisord';

/** Everything that starts something, the most trusted first, and what was read on the way. */
export interface Starts {
  readonly launches: readonly FoundLaunch[];
  readonly image: ImageFacts | undefined;
  readonly compose: ComposeEvidence;
  /** Services of compose that run the image. */
  readonly services: readonly ComposedService[];
  /** What a Procfile does before a release starts. */
  readonly release: readonly StartCommand[];
  /** Options that follow from how the image is built and run elsewhere. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
  readonly around: Surroundings;
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

/**
 * Looks through every kind of file that starts servers.
 *
 * @param wanted the Dockerfile that a person named
 */
export function findStarts(
  files: Files,
  modules: ReadonlyMap<string, PythonModule>,
  applications: readonly FoundApplication[],
  wanted?: string,
): Starts {
  const compositions = composedServices(files);
  const dockerfile = findDockerfile(compositions.services, files, wanted);
  const composed = compose(dockerfile.services, files);
  const processes = procfile(files);
  const { facts } = dockerfile;
  const context = buildContext(dockerfile.shown ?? '', facts?.copies ?? [], dockerfile.context, files);
  const { copies } = context;
  const image = facts && { ...facts, copies };
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
  const notes = [
    ...dockerfile.notes,
    ...context.notes,
    ...overridden(ofImage, ofCompose),
    ...compositions.notes,
    ...composed.notes,
    ...processes.notes,
  ];
  const findings = [...context.findings, ...composed.findings];
  const { services } = dockerfile;
  return { launches, image, compose: composed, services, release, findings, notes, around };
}
