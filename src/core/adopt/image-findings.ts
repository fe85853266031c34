import { isWithin } from '../text/paths';
import { NEVER_COPIED } from '../image/files';
import { hasPassword, secretWord } from '../image/secrets';
import { readServer } from './server-command';
import type { Files } from './evidence';
import type { Finding, Note } from './finding';
import type { Copied } from './image-copies';
import type { ImageFacts, Said } from './image-facts';

/** Variables that the image sets itself, or that belong to tools of the build. */
const OF_THE_BUILD =
  /^(PATH|\w*VENV\w*|VIRTUAL_ENV|PYTHON[A-Z]*|UV_\w+|PIP_\w+|POETRY_\w+|PDM_\w+|PIPENV_\w+|DEBIAN_FRONTEND|HOME|USER|LOGNAME)$/;
/** Whether a variable belongs to the build or to the image itself. */
export function isOfTheBuild(name: string): boolean {
  return OF_THE_BUILD.test(name);
}

/** Variables that servers read themselves, and that the image's command comes before. */
const OF_SERVERS: Readonly<Record<string, string>> = {
  WEB_CONCURRENCY: 'the number of workers is option "workers"',
  GUNICORN_CMD_ARGS: 'flags of gunicorn are options',
  UVICORN_WORKERS: 'the number of workers is option "workers"',
};
const INDEX = /^(PIP|UV|PDM|POETRY)_(EXTRA_|DEFAULT_)?INDEX(_URL)?$|^(PIP|UV)_(EXTRA_INDEX_URL|INDEX_URL)$/;

/** Base images whose packages do not fit what the Dockerfile of this package does with its own. */
const OTHER_SYSTEMS =
  /alpine|(^|\/)(ubi\d*|fedora|centos|rockylinux|almalinux|amazonlinux|opensuse|sclorg)|redhat|[.:-](ubi|c|el)\d+s?$/;
const OFFICIAL = /^(docker\.io\/)?(library\/)?python:3\.\d+(\.\d+)?(-slim(-\w+)?)?$/;
const OF_UV = /^ghcr\.io\/astral-sh\/uv:/;
/** What the option accepts. */
const REFERENCE = /^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*$/;

/** Names of things beside the source that applications read when they run. */
export const READ_AT_RUN_TIME: readonly string[] = [
  'alembic.ini',
  'alembic',
  'migrations',
  'templates',
  'static',
  'assets',
  'public',
  'locales',
  'prompts',
];

interface Found {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

function base(said: Said<string> | undefined): Found {
  if (!said) return { findings: [], notes: [] };
  const { value, place } = said;
  const plain = value.replace(/@sha256:.*$/, '');
  if (OTHER_SYSTEMS.test(plain)) {
    const text = `the base image ${value} is not Debian: python:<version>-slim is taken, and its packages have other names`;
    return { findings: [], notes: [{ text, place }] };
  }
  if (OFFICIAL.test(plain)) {
    const isFull = !plain.includes('-slim');
    const text = `the base image ${value} has many libraries that python:<version>-slim lacks: name those that are needed in image.aptPackages.runtime`;
    return { findings: [], notes: isFull ? [{ text, place }] : [] };
  }
  if (OF_UV.test(plain)) {
    return {
      findings: [],
      notes: [{ text: `the base image ${value} only adds uv: python:<version>-slim is taken`, place }],
    };
  }
  if (/python/.test(plain) && REFERENCE.test(plain) && plain.length <= 200 && !plain.includes('$')) {
    return { findings: [{ option: 'image.base', value: plain, place, confidence: 'likely' }], notes: [] };
  }
  return {
    findings: [],
    notes: [{ text: `the base image ${value} is no Python image: python:<version>-slim is taken`, place }],
  };
}

/** Whether gunicorn is told in its variable what the image tells it there as well. */
function isOfTheImage(name: string, value: string): boolean {
  if (name !== 'GUNICORN_CMD_ARGS') return false;
  const { options, left } = readServer('gunicorn', value.split(/\s+/));
  return left.length === 0 && Object.keys(options).length === 0;
}

function environment(facts: ImageFacts): Found {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  for (const {
    value: [name, value],
    place,
  } of facts.env) {
    if (INDEX.test(name))
      notes.push({ text: `${name} names a package index: option packageIndex takes it as a build secret`, place });
    else if (OF_THE_BUILD.test(name)) continue;
    else if (isOfTheImage(name, value)) continue;
    else if (Object.hasOwn(OF_SERVERS, name))
      notes.push({ text: `${name}=${value} is left out: ${OF_SERVERS[name] ?? ''}`, place });
    else if (secretWord(name) !== undefined || hasPassword(value)) {
      notes.push({
        text: `${name} looks like a secret and is not copied: give it to the container when it runs`,
        place,
      });
    } else if (value.includes('$') || value.length > 2000)
      notes.push({ text: `${name} has a value that is computed`, place });
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || /[\u0000-\u001f\u007f]/.test(value)) continue;
    else findings.push({ option: `image.env.${name}`, value, place, confidence: 'certain' });
  }
  return { findings, notes };
}

function packages(option: string, said: readonly Said<string>[]): Finding[] {
  const names = [...new Set(said.map(({ value }) => value))].sort();
  const place = said[0]?.place;
  return place === undefined ? [] : [{ option, value: names, place, confidence: 'certain' }];
}

/** Programs that start, supervise or switch the user of others: the image starts the server itself, as its own user. */
function isProcessTool(name: string): boolean {
  return /^(dumb-init|gosu|runit|s6|sudo|supervisor|tini)(=|$)/.test(name);
}

function processTools(said: readonly Said<string>[]): Found {
  const tools = said.filter(({ value }) => isProcessTool(value));
  const text = 'is not needed: the image starts the server itself, as a user without privileges';
  return { findings: [], notes: tools.map(({ value, place }) => ({ text: `${value} ${text}`, place })) };
}

function user({ user: said }: ImageFacts): Found {
  const number = /^\d+/.exec(said?.value ?? '')?.[0];
  if (said && number !== undefined && Number(number) > 0 && Number(number) <= 2147483647) {
    return {
      findings: [{ option: 'image.user', value: Number(number), place: said.place, confidence: 'certain' }],
      notes: [],
    };
  }
  const text =
    said && number !== '0' && said.value !== 'root'
      ? `the user ${said.value} has no number that can be read: the container runs as 10001`
      : 'the image ran as root, and now runs as 10001: what the application writes to has to be below /tmp, or a volume';
  return { findings: [], notes: [{ text, ...(said ? { place: said.place } : {}) }] };
}

/** Whether a path may be one of `image.files`. */
function isCopyable(path: string): boolean {
  const secrets = NEVER_COPIED.map(
    (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i'),
  );
  const segments = path.split('/');
  return (
    path.length <= 200 &&
    segments.every((segment) => /^[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*$/.test(segment)) &&
    !segments.some((segment) => secrets.some((secret) => secret.test(segment)))
  );
}

/** Sources of the build, and of other tools, that the image gets in its own way or does not need. */
const NOT_COPIED =
  /^(.*\/)?(requirements[\w./-]*|pyproject\.toml|(poetry|pdm|uv)\.lock|Pipfile(\.lock)?|setup\.(py|cfg)|README[\w.]*|LICENSE[\w.]*|Dockerfile[\w.-]*|docker(-\w+)?|tests?|scripts?|.*\.sh|.*\.conf)$/;

function isInWorkdir({ target }: Copied, { workdir }: ImageFacts): boolean {
  return workdir === '/' || isWithin(target, workdir);
}

/** Copies to other places than below the work directory, where `image.files` cannot put them. */
function elsewhere(facts: ImageFacts, isCovered: (path: string) => boolean): Note[] {
  return facts.copies.flatMap((copy) => {
    const { target, place } = copy;
    const source = copy.source.replace(/^(\.\/)+/, '');
    const isSource = source === '.' || source === '' || isCovered(source);
    if (isSource || isInWorkdir(copy, facts) || NOT_COPIED.test(source) || target.startsWith('/tmp/')) return [];
    const line = JSON.stringify(`COPY ${source} ${target}`);
    return [
      { text: `${source} is not copied to ${target}: "image": { "extra": { "runtime": [${line}] } } does it`, place },
    ];
  });
}

/**
 * Things beside the source that the image needs: what is copied by name, and where everything is copied, what
 * applications read when they run.
 *
 * @param isCovered whether a path is copied with the source already
 */
function besides(facts: ImageFacts, files: Files, isCovered: (path: string) => boolean): Finding[] {
  const exists = (path: string) =>
    files.all.has(path) || files.listing.files.some((file) => file.startsWith(`${path}/`));
  const found = new Map<string, Finding>();
  for (const { source, place } of facts.copies.filter((copy) => isInWorkdir(copy, facts))) {
    const path = source.replace(/^(\.\/)+/, '');
    const all = path === '.' || path === '';
    for (const name of all ? READ_AT_RUN_TIME : [path]) {
      const confidence = all ? 'likely' : 'certain';
      if (found.has(name) || NOT_COPIED.test(name) || !isCopyable(name) || isCovered(name) || !exists(name)) continue;
      found.set(name, { option: 'image.files', value: name, place, confidence });
    }
  }
  return [...found.values()];
}

/** What a Dockerfile says about options of the image. */
export function imageFindings(facts: ImageFacts, files: Files, isCovered: (path: string) => boolean): Found {
  const parts = [base(facts.base), environment(facts), user(facts), processTools(facts.runtimePackages)];
  const copied = besides(facts, files, isCovered);
  const [first] = copied;
  const list = first ? [{ ...first, value: copied.map(({ value }) => value).sort() }] : [];
  return {
    findings: [
      ...parts.flatMap(({ findings }) => findings),
      ...packages('image.aptPackages.builder', facts.builderPackages),
      ...packages(
        'image.aptPackages.runtime',
        facts.runtimePackages.filter(({ value }) => !isProcessTool(value)),
      ),
      ...list,
    ],
    notes: [...facts.notes, ...parts.flatMap(({ notes }) => notes), ...elsewhere(facts, isCovered)],
  };
}
