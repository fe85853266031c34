import { OPTIONS_FILE } from '../constants';
import { optionEntries } from '../input/schema';
import { normalizePath } from '../text/paths';
import type { Problem } from '../text/problems';
import { findApplications } from '../python-source/applications';
import { besideSource, servedDirectories } from './application/beside-source';
import { declaredIndexNotes } from './dependencies/declared-indexes';
import { findDependencies } from './dependencies/dependencies';
import { requirementName, type Dependencies } from './dependencies/needs';
import { encodingNotes } from './encodings';
import { otherwiseBuilt } from './compose/compose';
import { filesOf, type Files } from './evidence';
import { appFindings, findApp, type DecidedApp } from './application/find-app';
import { findPort } from './start/find-port';
import { chosenLaunch, serverFindings } from './start/find-server';
import type { Finding, Note, Question } from './finding';
import { findHealth } from './application/health';
import { coveredBy, joined, neighbours } from './image/image-files';
import { imageFindings } from './image/image-findings';
import { withInstalled } from './image/installed-packages';
import type { Listing } from './listing';
import { installedFiles } from './image/missing-packages';
import { readModule, type PythonModule } from '../python-source/module';
import { findPython } from './dependencies/python-version';
import { toRegenerate } from '../plan/door';
import { isDecided, settle } from './settle';
import { trustedHosts } from './application/trusted-hosts';
import { findStarts, type Starts } from './start/starts';

/** What is found in a directory with an application, and what it comes to. */
export interface Adoption {
  readonly findings: readonly Finding[];
  /** What the files leave open: a flag decides. Nothing is written while there is one. */
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
  readonly problems: readonly Problem[];
  /** The options to write, those that a person decided included. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Text of a requirements file to write; undefined where there is one already. */
  readonly requirements: string | undefined;
  /** Requirements of packages by name that the application declares, wherever that is. */
  readonly declared: readonly string[];
  /** Whether the application has a route for the health check. */
  readonly hasHealthRoute: boolean;
}

/** What a person asks of adopting besides options. */
export interface AdoptWishes {
  /** Turns a lock of poetry, pdm, pipenv or uv into a requirements.txt with its versions, once. */
  readonly convert?: boolean;
  /** How a person brings an app in step that is there already. */
  readonly inStep?: string;
}

type Json = Readonly<Record<string, unknown>>;

const NOTHING: Omit<Adoption, 'questions' | 'problems'> = {
  findings: [],
  notes: [],
  options: {},
  requirements: undefined,
  declared: [],
  hasHealthRoute: true,
};

/** Python versions that can be chosen. */
function supportedPythons(): readonly string[] {
  return optionEntries().find(({ path }) => path === 'python')?.schema.enum ?? [];
}

/** The Python of the image: the decided one, the one that was found, else the default. */
function pythonOf({ python: decided }: Json, found: Finding | undefined): string {
  const entry = optionEntries().find(({ path }) => path === 'python');
  return String(decided ?? found?.value ?? entry?.schema.default);
}

function readModules(files: Files): PythonModule[] {
  const paths = files.listing.files.filter((path) => path.endsWith('.py') && !path.includes('site-packages/'));
  return paths.flatMap((path) => {
    const text = files.text(path);
    return text === undefined ? [] : [readModule(path, text)];
  });
}

/** Requirements files and extras that the Dockerfile installs. */
function installed({ image }: Starts, sources: Files): { files: string[]; extras: string[] } {
  const words = (image?.runs ?? []).flatMap((run) => run.split(/\s+/));
  const after = (flags: readonly string[]) =>
    words.flatMap((word, index) => (flags.includes(words[index - 1] ?? '') ? [word] : []));
  const inBrackets = words.flatMap((word) => /^["']?\.\[([\w,-]+)\]["']?$/.exec(word)?.[1]?.split(',') ?? []);
  return {
    files: [
      ...after(['-r', '--requirement']).map((path) => path.replace(/^(\.|\/\w+)\//, '')),
      ...installedFiles(image?.installs ?? [], sources),
    ],
    extras: [...after(['--extra', '-E', '--extras']), ...inBrackets],
  };
}

function tooOld(python: Finding | undefined, decided: Json): Problem[] {
  const supported = supportedPythons();
  if (!python || isDecided('python', decided) || supported.includes(String(python.value))) return [];
  return [
    {
      option: 'python',
      value: python.value,
      reason: `is found in ${python.place.file}, and is not supported: FastAPI and its servers have left it behind, or are not there yet`,
      allowed: supported.join(', '),
      fix: `run the application's tests with another one, then choose it, such as --python=${supported.at(-2) ?? ''}`,
    },
  ];
}

/**
 * Finds out what the options of an existing application are. The mirror of resolving them: files in, options out.
 *
 * @param decided options that a person decided: they win over what is found. `requirements` and `dockerfile` are none of
 *   them: they name the files that count where there are several
 * @param shown the directory as messages name it
 */
export function inferOptions(
  listing: Listing,
  { requirements: chosenFile, dockerfile: chosenDockerfile, ...decided }: Json,
  directoryName: string,
  shown: string,
  wishes: AdoptWishes = {},
): Adoption {
  const files = filesOf(listing);
  if (files.all.has(OPTIONS_FILE)) {
    const reason = `is an app already: it holds ${OPTIONS_FILE}`;
    return {
      ...NOTHING,
      questions: [],
      problems: [
        {
          option: shown,
          reason,
          fix: `change the options there, and run ${wishes.inStep ?? toRegenerate('command line', shown)}`,
        },
      ],
    };
  }
  const modules = readModules(files);
  const applications = findApplications(modules);
  const wanted = typeof chosenDockerfile === 'string' ? chosenDockerfile : undefined;
  const missing = wanted === undefined ? undefined : missingDockerfile(wanted, listing);
  if (missing) return { ...NOTHING, questions: [], problems: [missing] };
  const starts = findStarts(files, new Map(modules.map((module) => [module.path, module])), applications, wanted);
  const search = findApp(files, modules, applications, starts, decidedApp(decided), shown);
  if ('problem' in search) return { ...NOTHING, questions: [], problems: [search.problem] };
  const app = 'app' in search ? search.app : undefined;
  const launch = app && chosenLaunch(starts, app);
  const port = findPort(launch, starts);
  const questions = [...('question' in search ? [search.question] : []), ...port.questions].filter(
    ({ option }) => !isDecided(option, decided),
  );
  const python = findPython(files, starts.image?.base, supportedPythons());
  const problems = tooOld(python, decided);
  if (!app || questions.length > 0 || problems.length > 0) return { ...NOTHING, questions, problems };
  const wish = {
    convert: wishes.convert === true,
    isRequirements: decided.dependencies === 'requirements',
    python: pythonOf(decided, python),
    requirements: typeof chosenFile === 'string' ? chosenFile : undefined,
  };
  const needed = findDependencies(files, installed(starts, files), wish);
  if ('question' in needed) return { ...NOTHING, questions: [needed.question], problems };
  if (!needed.ok) return { ...NOTHING, questions, problems: needed.problems };
  const dependencies = withInstalled(needed.value, starts.image?.installs ?? [], files);
  const server = serverFindings(launch, starts, dependencies, app);
  const health = findHealth(modules, files.all, starts.image?.healthCheck);
  const hosts = trustedHosts(files, modules);
  const image = starts.image && imageFindings(starts.image, files, app, wish.python);
  const findings = joined([
    ...appFindings(app),
    ...(python ? [python] : []),
    ...server.findings,
    ...port.findings,
    ...health.findings,
    ...hosts.findings,
    ...(image?.findings ?? []),
    ...neighbours(app, files, modules),
    ...(starts.image ? [] : servedDirectories(files, modules, coveredBy(app))),
    ...dependencies.findings,
    ...starts.findings,
  ]);
  const notes = [
    ...starts.notes,
    ...server.notes,
    ...port.notes,
    ...health.notes,
    ...hosts.notes,
    ...(image?.notes ?? []),
    ...dependencies.notes,
    ...indexNotes(dependencies),
    ...(dependencies.kind === 'requirements' ? [] : declaredIndexNotes(files)),
    ...encodingNotes(files),
    ...(starts.image ? [] : besideSource(files, modules, coveredBy(app), findings)),
  ];
  const settled = settle(findings, decided, directoryName);
  return {
    findings: settled.findings,
    questions: [],
    notes: [...notes, ...otherwiseBuilt(starts.services, files, librariesOf(settled.options)), ...settled.notes],
    problems: settled.problems,
    options: settled.options,
    requirements: dependencies.requirements,
    declared: dependencies.lines.map(({ text }) => text).filter((text) => requirementName(text) !== undefined),
    hasHealthRoute: health.found || isDecided('health.live', decided),
  };
}

function librariesOf({ libraries }: Json): string[] {
  return Array.isArray(libraries) ? libraries.map(String) : [];
}

function missingDockerfile(wanted: string, { directory, read }: Listing): Problem | undefined {
  const path = normalizePath(`${directory}/${wanted}`);
  if (path !== undefined && read(path) !== undefined) return undefined;
  return {
    option: 'dockerfile',
    value: wanted,
    reason: `there is no such file, seen from ${directory}`,
    allowed: 'the path of a Dockerfile in the repository, seen from the directory of the app',
    fix: 'correct the path, such as --dockerfile=../../docker/orders.Dockerfile, or leave the flag out',
  };
}

function decidedApp({ app, source }: Json): DecidedApp {
  return { app: typeof app === 'string' ? app : undefined, source: typeof source === 'string' ? source : undefined };
}

/** Package indexes that requirements name: never copied, since they may hold a password. */
function indexNotes({ lines }: Dependencies): Note[] {
  return lines
    .filter(({ text }) => /^(-i|--index-url|--extra-index-url|--find-links|-f)\b/.test(text))
    .map(({ text, place }) => ({
      text: `${text.split(/[\s=]/)[0] ?? ''} names a package index: option packageIndex takes it as a build secret`,
      place,
    }));
}
