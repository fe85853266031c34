import { IMAGE_LAYOUT } from '../../constants';
import { hasPassword, secretWord } from '../../image/secrets';
import type { Finding, Found, Note } from '../finding';
import { absolute, repositoryPath } from './image-copies';
import type { ImageFacts } from './image-facts';
import type { Said } from '../said';
import { readServer } from '../start/server-command';

/** Variables that the image sets itself, or that belong to tools of the build. */
const OF_THE_BUILD =
  /^(PATH|\w*VENV\w*|VIRTUAL_ENV|PYTHON[A-Z]*|UV_\w+|PIP_\w+|POETRY_\w+|PDM_\w+|PIPENV_\w+|DEBIAN_FRONTEND|HOME|USER|LOGNAME)$/;
/** Whether a variable belongs to the build or to the image itself. */
export function isOfTheBuild(name: string): boolean {
  return OF_THE_BUILD.test(name);
}

/** Those of Python that the image has its own way with. */
const OF_PYTHON = /^PYTHON(UNBUFFERED|DONTWRITEBYTECODE|PATH|HOME|USERBASE|PYCACHEPREFIX|NOUSERSITE)$/;

/** Variables that servers read themselves, and that the image's command comes before. */
const OF_SERVERS: Readonly<Record<string, string>> = {
  WEB_CONCURRENCY: 'the number of workers is option "workers"',
  GUNICORN_CMD_ARGS: 'flags of gunicorn are options',
  UVICORN_WORKERS: 'the number of workers is option "workers"',
};
const INDEX = /^(PIP|UV|PDM|POETRY)_(EXTRA_|DEFAULT_)?INDEX(_URL)?$|^(PIP|UV)_(EXTRA_INDEX_URL|INDEX_URL)$/;

/** Directories of programs that every image has, and those of tools that install Python packages. */
const USUAL_PROGRAMS = /^(\/usr(\/local)?)?\/s?bin$/;
const OF_TOOLS = /(^|\/)(\.?v?env|virtualenv|\.local|\.?poetry|\.?cargo|\.?uv|pdm|\.?pyenv|\.?rye|pipx)(\/|$)/;
const HOLDS_TOOLS = /VENV|VIRTUAL_ENV|VIRTUALENV|POETRY|CARGO|PYENV|^UV_|PDM|PIPX|RYE/;

/** What is known of the image that variables belong to. */
export interface Around {
  readonly image: Pick<ImageFacts, 'copies' | 'workdir' | 'environments' | 'env'> | undefined;
  /** Directory that imports start from. */
  readonly root: string;
}

/** The directories of a search path, without the path itself that it adds to. */
function parts(value: string): string[] {
  return value.split(':').filter((part) => part !== '' && !/^\$\{?\w*PATH\b/.test(part));
}

/** Directories of PYTHONPATH that the image does not import from. */
function foreignModules(value: string, { image, root }: Around): string[] {
  return parts(value).filter((part) => {
    const path = absolute(image?.workdir ?? '/', part);
    // Packages are installed in the image's own way.
    const isOfPackages = /(^|\/)(site|dist)-packages(\/|$)/.test(path) || image?.environments.includes(path) === true;
    if (part === '.' || path === image?.workdir || isOfPackages) return false;
    return repositoryPath(path, image?.copies ?? []) !== root;
  });
}

/** Directories of PATH with programs that no tool of Python has put there. */
function foreignPrograms(value: string, { image }: Around): string[] {
  const named = (image?.env ?? []).flatMap(({ value: [name, held] }) => (HOLDS_TOOLS.test(name) ? [held] : []));
  const isNamed = (part: string) => named.some((path) => path.length > 1 && part.startsWith(path));
  const isMade = (part: string) => image?.environments.some((path) => part === `${path}/bin`) === true;
  return parts(value).filter(
    (part) => !USUAL_PROGRAMS.test(part) && !OF_TOOLS.test(part) && !isNamed(part) && !isMade(part),
  );
}

/** What is lost of a variable that the image has its own value of; undefined where nothing is. */
function lost(name: string, value: string, around: Around): string | undefined {
  if (name === 'PYTHONPATH') {
    const modules = foreignModules(value, around);
    return modules.length === 0
      ? undefined
      : `PYTHONPATH has ${modules.join(', ')}, and the image imports from "source" alone: move modules from there to it, or make a library of them ("libraries")`;
  }
  if (name === 'PATH') {
    const programs = foreignPrograms(value, around);
    return programs.length === 0
      ? undefined
      : `PATH has ${programs.join(', ')}, and that of the image does not: call what lies there by its whole path, or link it to /usr/local/bin with a RUN in "image.extra"`;
  }
  const { writable } = IMAGE_LAYOUT;
  return name === 'HOME' && value !== writable
    ? `HOME=${value} is left out: the container's is ${writable}, where it can write. "image": { "env": { "HOME": ${JSON.stringify(value)} } } keeps the other one`
    : undefined;
}

/** Whether gunicorn is told in its variable what the image tells it there as well. */
function isOfTheImage(name: string, value: string): boolean {
  if (name !== 'GUNICORN_CMD_ARGS') return false;
  const { options, left } = readServer('gunicorn', value.split(/\s+/));
  return left.length === 0 && Object.keys(options).length === 0;
}

/** The text about a variable that becomes no option; undefined where it becomes one, empty where nothing is to be said. */
function leftOut(name: string, value: string, around: Around): string | undefined {
  if (INDEX.test(name)) return `${name} names a package index: option packageIndex takes it as a build secret`;
  const isOfPython = /^PYTHON[A-Z]*$/.test(name);
  if (isOfPython ? OF_PYTHON.test(name) : isOfTheBuild(name)) return lost(name, value, around) ?? '';
  if (isOfTheImage(name, value)) return '';
  if (Object.hasOwn(OF_SERVERS, name)) return `${name}=${value} is left out: ${OF_SERVERS[name] ?? ''}`;
  if (secretWord(name) !== undefined || hasPassword(value)) {
    return `${name} looks like a secret and is not copied: give it to the container when it runs`;
  }
  if (/[$`]/.test(value) || value.length > 2000) return `${name} has a value that is computed`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/[\u0000-\u001f\u007f]/.test(value) ? undefined : '';
}

/** What variables of the server become: those of a Dockerfile, and those that a script sets before it. */
export function environmentFindings(
  env: readonly Said<readonly [name: string, value: string]>[],
  around: Around,
): Found {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  for (const { value: said, place } of env) {
    const [name, value] = said;
    const text = leftOut(name, value, around);
    if (text === undefined) findings.push({ option: `image.env.${name}`, value, place, confidence: 'certain' });
    else if (text !== '') notes.push({ text, place });
  }
  return { findings, notes };
}
