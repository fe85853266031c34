import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { hasPassword, secretWord } from '../../image/secrets';
import { normalizePath } from '../../text/paths';
import type { Files } from '../evidence';
import type { Finding, Found, Note } from '../finding';
import { isOfTheBuild } from '../image/image-environment';
import type { Place } from '../../text/place';

type PlaceOf = (node: unknown) => Place;

/** What the options accept. */
const VALUE = /^[A-Za-z0-9 _.,:/@+=-]{0,1000}$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;
const ENV_FILE = /^(?!.*(^|\/)\.\.?(\/|$))[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;

/** The texts of a value that is one text or a list of texts, or of maps with a key for the text. */
function texts(node: unknown, key: string): { readonly text: string; readonly node: unknown }[] {
  const items = isSeq(node) ? node.items : [node];
  return items.flatMap((item) => {
    const value: unknown = isMap(item) ? item.get(key) : isScalar(item) ? item.value : undefined;
    return typeof value === 'string' ? [{ text: value, node: item }] : [];
  });
}

/** A path of a compose file relative to the application's directory; undefined where it lies elsewhere. */
function fromHere(path: string, composePath: string, { listing: { directory } }: Files): string | undefined {
  const target = path.startsWith('/') ? undefined : normalizePath(`${composePath}/../${path}`);
  if (target === undefined || directory === '.') return target;
  if (target === directory) return '.';
  return target.startsWith(`${directory}/`) ? target.slice(directory.length + 1) : undefined;
}

function envFiles(service: YAMLMap, composePath: string, files: Files, placeOf: PlaceOf): Found {
  const given = texts(service.get('env_file', true), 'path').map(({ text, node }) => {
    const path = fromHere(text, composePath, files);
    return { text, place: placeOf(node), path: path !== undefined && ENV_FILE.test(path) ? path : undefined };
  });
  const first = given.find(({ path }) => path !== undefined);
  const why = (path: string | undefined) =>
    path === undefined ? 'it lies outside of the directory' : 'there is one file of that kind';
  return {
    findings: first ? [{ option: 'run.envFile', value: first.path, place: first.place, confidence: 'likely' }] : [],
    notes: given
      .filter((file) => file !== first)
      .map(({ text, path, place }) => ({ text: `env_file ${text} is left out: ${why(path)}, "run.envFile"`, place })),
  };
}

/** Name and value of each variable, in a map or a list; a value that is not written there is undefined. */
export function variables(
  node: unknown,
): { readonly name: string; readonly value: string | undefined; readonly node: unknown }[] {
  if (isMap(node)) {
    return node.items.map(({ key, value }) => {
      const held: unknown = isScalar(value) ? value.value : undefined;
      const text = ['string', 'number', 'boolean'].includes(typeof held) ? String(held) : undefined;
      return { name: isScalar(key) ? String(key.value) : String(key), value: text, node: key };
    });
  }
  return texts(node, '').map(({ text, node: item }) => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    return { name, value: equals < 0 ? undefined : text.slice(equals + 1), node: item };
  });
}

function environment(service: YAMLMap, placeOf: PlaceOf): Found {
  const findings: Finding[] = [];
  const notes: Note[] = [];
  for (const { name, value, node } of variables(service.get('environment', true))) {
    if (isOfTheBuild(name)) continue;
    const place = placeOf(node);
    const out = (why: string) => notes.push({ text: `${name} is left out: ${why}`, place });
    if (secretWord(name) !== undefined || (value !== undefined && hasPassword(value))) {
      out('it looks like a secret: put it into the file of "run.envFile"');
    } else if (value === undefined || value.includes('$')) {
      out('its value comes from where Compose is started: put it into the file of "run.envFile"');
    } else if (!NAME.test(name) || !VALUE.test(value)) {
      out('"run.env" does not take its value: put it into the file of "run.envFile"');
    } else findings.push({ option: `run.env.${name}`, value, place, confidence: 'likely' });
  }
  return { findings, notes };
}

function volumes(service: YAMLMap, composePath: string, files: Files, placeOf: PlaceOf): Found {
  const given = service.get('volumes', true);
  const notes = (isSeq(given) ? given.items : []).flatMap((item): Note[] => {
    const written: unknown = isMap(item)
      ? `${String(item.get('source'))}:${String(item.get('target'))}`
      : isScalar(item)
        ? item.value
        : '';
    if (typeof written !== 'string' || written === '') return [];
    const [source = '', target = ''] = written.split(':');
    const path = /^\.{0,2}\//.test(source) || source === '.' ? fromHere(source, composePath, files) : undefined;
    const isSource =
      path === '.' ||
      (path !== undefined && files.listing.files.some((file) => file.startsWith(`${path}/`) && file.endsWith('.py')));
    const text = isSource
      ? `volume ${written} puts the source at ${target}, and the image from here has it at /app: take it out; the \`serve\` task runs the source`
      : `volume ${written} is left out: "run.volumes" takes it for \`container-run\``;
    return [{ text, place: placeOf(item) }];
  });
  return { findings: [], notes };
}

/** What a service takes over from another file. */
function elsewhere(service: YAMLMap, placeOf: PlaceOf): Found {
  const from = service.get('extends');
  const file = isMap(from) ? from.get('file') : undefined;
  if (typeof file !== 'string') return { findings: [], notes: [] };
  const text = `extends a service of ${file}: what that says is not in this report`;
  return { findings: [], notes: [{ text, place: placeOf(service.get('extends', true)) }] };
}

/** What a service of compose has around the image: variables, files with variables, volumes. */
export function serviceAround(service: YAMLMap, composePath: string, files: Files, placeOf: PlaceOf): Found {
  const parts = [
    envFiles(service, composePath, files, placeOf),
    environment(service, placeOf),
    volumes(service, composePath, files, placeOf),
    elsewhere(service, placeOf),
  ];
  return { findings: parts.flatMap(({ findings }) => findings), notes: parts.flatMap(({ notes }) => notes) };
}
