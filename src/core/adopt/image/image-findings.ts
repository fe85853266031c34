import { isWithin } from '../../text/paths';
import { NEVER_COPIED } from '../../image/files';
import type { Files } from '../evidence';
import type { ChosenApp } from '../application/find-app';
import type { Finding, Found, Note } from '../finding';
import { baseFindings } from './image-base';
import type { Copied } from './image-copies';
import { environmentFindings } from './image-environment';
import type { ImageFacts } from './image-facts';
import { coveredBy } from './image-files';
import type { Said } from '../said';

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

/**
 * What a Dockerfile says about options of the image.
 *
 * @param python version of Python in the image
 */
export function imageFindings(facts: ImageFacts, files: Files, app: ChosenApp, python: string): Found {
  const isCovered = coveredBy(app);
  const parts = [
    baseFindings(facts.base, python),
    environmentFindings(facts.env, { image: facts, root: app.root }),
    user(facts),
    processTools(facts.runtimePackages),
  ];
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
