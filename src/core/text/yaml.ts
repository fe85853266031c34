import { remember } from './remember';
import { yamlLibrary } from './yaml-library';

/**
 * A text that is the same for every reader without a closer look, and has no quotes: it begins as no number and no sign of
 * YAML does, is longer than any word that stands for something else, and a colon in it ends nothing. Or a variable of
 * Compose with its default.
 */
const PLAIN = /^(?:(?:[A-Za-z]|\.?\/)[\w./:-]{4,}[\w/]|\$\{\w+:-\w+\})$/;

/** A text that every reader takes for a number, such as the port of an app. */
const DIGITS = /^\d+$/;

/** Readers of YAML 1.1, which PyYAML and many tools of Kubernetes are, take `on`, `1_000` and `12:30` for no texts. */
export function isAmbiguous(text: string): boolean {
  return /^(=|<<)$/.test(text) || readsOtherwise(text, '1.1') || readsOtherwise(text, '1.2');
}

function readsOtherwise(text: string, version: '1.1' | '1.2'): boolean {
  try {
    return yamlLibrary().parse(text, { version, logLevel: 'silent' }) !== text;
  } catch {
    return true;
  }
}

/** What the library writes for one member, `key: value`. */
function written(key: unknown, value: unknown): string {
  const { Document, Pair, Scalar, YAMLMap } = yamlLibrary();
  const [first, second] = [key, value].map((each) => {
    const scalar = new Scalar(each);
    if (typeof each === 'string' && each !== KEY && isAmbiguous(each)) scalar.type = Scalar.QUOTE_DOUBLE;
    return scalar;
  });
  const map = new YAMLMap();
  map.items.push(new Pair(first, second));
  const document = new Document();
  document.contents = map;
  return document.toString({ lineWidth: 0, directives: false });
}

/** A key for values, and a value for keys, that stand for any. */
const KEY = 'key';
const VALUE = 0;

/** A key that is not plain, with the colon behind it. */
const keyText = remember((key) => written(key, VALUE).slice(0, -` ${String(VALUE)}\n`.length));

/** A text that is not plain, as a value: with the space before it, and further lines two columns in. */
const valueText = remember((text) => written(KEY, text).slice(`${KEY}:`.length));

/** The same of a number, a boolean or null, which JSON tells apart. */
const otherText = remember((json) => written(KEY, JSON.parse(json)).slice(`${KEY}:`.length));

/** A value that holds no others, behind what it belongs to in a column. */
function scalar(value: unknown, column: string): string {
  if (Number.isSafeInteger(value)) return ` ${String(value)}\n`;
  if (typeof value !== 'string') return otherText(JSON.stringify(value));
  if (PLAIN.test(value)) return ` ${value}\n`;
  if (DIGITS.test(value)) return ` "${value}"\n`;
  const text = valueText(value);
  return text.indexOf('\n') === text.length - 1 ? text : text.replace(/\n(?=[^\n])/g, `\n${column}`);
}

function isEmpty(value: object): boolean {
  return Object.values(value).every((member) => member === undefined) && !(Array.isArray(value) && value.length > 0);
}

/** An object or a list that is not empty, from a column on. Its first line lacks the space before it. */
function block(value: object, column: string): string {
  const within = `${column}  `;
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => `-${behind(item ?? null, column, ' ')}`)
    : Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
        member === undefined
          ? []
          : [(PLAIN.test(key) ? `${key}:` : keyText(key)) + behind(member, column, `\n${within}`)],
      );
  return parts.join(column);
}

/** A value behind what it belongs to in a column, with what parts the two. */
function behind(value: unknown, column: string, gap: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value, column);
  if (isEmpty(value)) return Array.isArray(value) ? ' []\n' : ' {}\n';
  return gap + block(value, `${column}  `);
}

/**
 * The text of a YAML file that every reader takes alike, whatever its version of YAML. Members that are undefined are left
 * out.
 *
 * What holds others is put together here, of texts that the library wrote once: for whole files it takes ten times as
 * long, and a workspace has thousands.
 */
export function toYaml(value: object): string {
  return isEmpty(value) ? behind(value, '', '').slice(1) : block(value, '');
}
