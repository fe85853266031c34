import { logicalLines, stripped, type LogicalLine } from './logical-lines';
import { isMarker } from './markers';
import { normalName } from './normal-name';
import { remember } from '../text/remember';
import { lineOptions, type LineOption } from './requirement-options';

/** A line that asks for nothing: empty, or a comment alone. */
export interface BlankLine extends LogicalLine {
  readonly kind: 'blank';
}

/** A line that asks for a package by its name. */
export interface PackageLine extends LogicalLine {
  readonly kind: 'package';
  /** Name in its normal form. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Versions that will do, such as `>=1,<2`; empty where any will. */
  readonly specifier: string;
  /** Where it is to be fetched from, instead of an index. */
  readonly url?: string;
  readonly marker?: string;
  readonly hashes: readonly string[];
}

/** A line that names a place: a path, an archive, or the address of one. */
export interface LocationLine extends LogicalLine {
  readonly kind: 'location';
  readonly location: string;
  readonly editable: boolean;
  /** Normal form of the name that `#egg=` gives it. */
  readonly name?: string;
  readonly marker?: string;
  readonly hashes: readonly string[];
}

/** A line of options alone, such as `-r base.txt`. */
export interface OptionsLine extends LogicalLine {
  readonly kind: 'options';
  readonly options: readonly LineOption[];
}

/** A line that no installer can read. */
export interface UnreadableLine extends LogicalLine {
  readonly kind: 'unreadable';
}

/** A line of a requirements file, as pip understands it. */
export type RequirementLine = BlankLine | PackageLine | LocationLine | OptionsLine | UnreadableLine;

/** A line of a kind without what every line has. */
type Understood<L extends RequirementLine = RequirementLine> = L extends unknown ? Omit<L, keyof LogicalLine> : never;

const UNREADABLE: Understood = { kind: 'unreadable' };

const URL_SCHEME = /^(?:https?|file|ftp|(?:git|hg|svn|bzr)\+[a-z]+|svn|ssh|sftp|git|hg|bzr):/i;
const ARCHIVE = /\.(?:zip|whl|tar\.gz|tgz|tar|tar\.bz2|tbz|tar\.xz|txz|tlz|tar\.lz|tar\.lzma)$/i;

function looksLikePath(text: string): boolean {
  return text.includes('/') || text.startsWith('.');
}

/** Splits a line at the first occurrence of what stands before its marker. */
function splitMarker(text: string, separator: string): readonly [string, { marker?: string }] {
  const at = text.indexOf(separator);
  if (at < 0) return [text, {}];
  return [stripped(text.slice(0, at)), { marker: stripped(text.slice(at + separator.length)) }];
}

function locationOf(given: string, editable: boolean, hashes: readonly string[]): Understood {
  const [location, marker] = splitMarker(given, URL_SCHEME.test(given) ? '; ' : ';');
  const egg = /[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(location)?.[1];
  const name = egg === undefined ? {} : { name: normalName(egg) };
  return { kind: 'location', location, editable, ...name, ...marker, hashes };
}

/** The versions of a specifier without the brackets that may be around it; undefined where it is none. */
function specifierOf(text: string): string | undefined {
  const inside = text.startsWith('(') && text.endsWith(')') ? stripped(text.slice(1, -1)) : text;
  if (inside === '') return '';
  const parts = inside.split(',').map(stripped);
  return parts.every((part) => /^(?:===|==|~=|!=|<=|>=|<|>)[ \t]*[^\s,;()=<>~]+$/.test(part))
    ? parts.join(',')
    : undefined;
}

function packageOf(text: string, hashes: readonly string[]): Understood {
  const [requirement, marker] = splitMarker(text, ';');
  if (marker.marker !== undefined && !isMarker(marker.marker)) return UNREADABLE;
  const name = /^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? '';
  if (!/^[A-Za-z0-9]/.test(name) || !/[A-Za-z0-9]$/.test(name)) return UNREADABLE;
  let rest = stripped(requirement.slice(name.length));
  let extras: string[] = [];
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0) return UNREADABLE;
    extras = rest.slice(1, end).split(',').map(stripped);
    extras = extras.length === 1 && extras[0] === '' ? [] : extras.map(normalName);
    rest = stripped(rest.slice(end + 1));
  }
  const base = { kind: 'package', name: normalName(name), extras, ...marker, hashes } as const;
  if (rest.startsWith('@')) {
    const url = stripped(rest.slice(1));
    return url === '' || /\s/.test(url) ? UNREADABLE : { ...base, specifier: '', url };
  }
  const specifier = specifierOf(rest);
  return specifier === undefined ? UNREADABLE : { ...base, specifier };
}

/** Whether pip takes it for a place rather than for a name, perhaps with `@` and an address behind it. */
function isLocation(text: string): boolean {
  if (URL_SCHEME.test(text)) return true;
  const [requirement] = splitMarker(text, ';');
  const extras = requirement.endsWith(']') ? requirement.lastIndexOf('[') : -1;
  const bare = extras < 0 ? requirement : requirement.slice(0, extras);
  const at = bare.indexOf('@');
  if (at >= 0 && !looksLikePath(bare.slice(0, at))) return false;
  return looksLikePath(bare) || ARCHIVE.test(bare);
}

const understand = remember((text): Understood => {
  if (text === '') return { kind: 'blank' };
  // As pip does: all words up to the first that begins with a hyphen are the requirement.
  const words = text.split(' ');
  const first = words.findIndex((word) => word.startsWith('-'));
  const requirement = stripped(words.slice(0, first < 0 ? undefined : first).join(' '));
  const options = first < 0 ? [] : lineOptions(words.slice(first).join(' '));
  if (options === undefined) return UNREADABLE;
  const hashes = options.flatMap(({ name, value }) => (name === '--hash' ? [value ?? ''] : []));
  if (requirement !== '') {
    return isLocation(requirement) ? locationOf(requirement, false, hashes) : packageOf(requirement, hashes);
  }
  const editable = options.find(({ name }) => name === '--editable')?.value;
  return editable === undefined ? { kind: 'options', options } : locationOf(editable, true, hashes);
});

/** Characters of a file that is remembered: those of an app, not its lock, of which each has another. */
const MOST_REMEMBERED = 5000;

const readFromTop = remember((text): readonly RequirementLine[] => linesFrom(text, 1));

function linesFrom(text: string, first: number): RequirementLine[] {
  return logicalLines(text, first).map(({ raw, number, text: line }) => ({
    ...understand(line),
    raw,
    number,
    text: line,
  }));
}

/**
 * Reads a requirements file. Joining the `raw` of all lines gives the file again, byte for byte.
 *
 * @param text the file, or a part of it
 * @param first number of its first line
 */
export function readRequirements(text: string, first = 1): readonly RequirementLine[] {
  return first === 1 && text.length <= MOST_REMEMBERED ? readFromTop(text) : linesFrom(text, first);
}

/** The name that a line asks for, in its normal form; undefined where it gives none. */
export function nameOf(line: RequirementLine): string | undefined {
  return line.kind === 'package' || line.kind === 'location' ? line.name : undefined;
}

/** Values of one option of a line of options. */
export function valuesOf(line: RequirementLine, ...names: readonly string[]): string[] {
  if (line.kind !== 'options') return [];
  return line.options.flatMap(({ name, value }) => (names.includes(name) ? [value ?? ''] : []));
}
