import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { readRequirements, type RequirementLine } from '../src/core/python/requirement-lines';
import { requirementFile } from './support/requirement-files';

/**
 * pip's own reading of requirements files, as the oracle for ours. It is asked once, for all files together, without
 * the network. Every Python with pip will do.
 */
const ASK = `
import json, logging, re, sys
from pip._internal.req import req_file
from pip._internal.req.constructors import install_req_from_line, install_req_from_editable
from pip._internal.utils.encoding import auto_decode
logging.disable(logging.CRITICAL)
normal = lambda name: name and re.sub(r'[-_.]+', '-', name).lower()
parse = req_file.get_line_parser(None)

def read(number, line):
    try:
        args, opts = parse(line)
    except Exception:
        return {'number': number, 'kind': 'unreadable'}
    hashes = ['%s:%s' % (kind, digest) for kind, all in (opts.hashes or {}).items() for digest in all]
    if args or opts.editables:
        try:
            made = install_req_from_line(args) if args else install_req_from_editable(opts.editables[0])
        except Exception as error:
            # A path that is not there is a path all the same.
            place = 'not a valid editable' in str(error) or 'File name' in str(error) or 'looks like a path' in str(error) or 'does not exist' in str(error) or bool(opts.editables)
            return {'number': number, 'kind': 'place' if place else 'unreadable'}
        name = normal(made.req.name) if made.req else normal(made.name)
        found = {'number': number, 'kind': 'requirement', 'name': name, 'hashes': sorted(hashes),
            'editable': made.editable, 'marker': made.markers is not None}
        if args and not made.link:
            # Newer versions of pip refuse what is no PEP 440.
            if any(type(clause).__name__ == 'LegacySpecifier' for clause in made.req.specifier):
                return {'number': number, 'kind': 'unreadable'}
            found['specifier'] = sorted({re.sub(r'\\s', '', str(clause)) for clause in made.req.specifier})
            found['extras'] = sorted(normal(extra) for extra in made.extras)
        return found
    return {'number': number, 'kind': 'options', 'requirements': opts.requirements or [],
        'constraints': opts.constraints or [], 'index': opts.index_url, 'extra': opts.extra_index_urls or [],
        'links': opts.find_links or []}

files = json.load(sys.stdin)
print(json.dumps([[read(number, line) for number, line in req_file.preprocess(auto_decode(text.encode()))] for text in files]))
`;

interface Read {
  readonly number: number;
  readonly kind: 'requirement' | 'place' | 'unreadable' | 'options';
  readonly [detail: string]: unknown;
}

function askPip(files: readonly string[]): Read[][] {
  const answer = spawnSync('python3', ['-c', ASK], { input: JSON.stringify(files), encoding: 'utf8' });
  if (answer.status !== 0) {
    throw new Error(`These tests need a python3 with pip on the PATH, and it does not answer:\n${answer.stderr}`);
  }
  return JSON.parse(answer.stdout) as Read[][];
}

const values = (line: RequirementLine & { kind: 'options' }, name: string) =>
  line.options.filter((option) => option.name === name).map(({ value }) => value);

/** Our reading of a line, in the form of pip's. */
function ours(line: RequirementLine, theirs: Read | undefined): Partial<Read> {
  const { number } = line;
  if (line.kind === 'blank' || line.kind === 'unreadable') return { number, kind: 'unreadable' };
  if (line.kind === 'options') {
    return {
      number,
      kind: 'options',
      requirements: values(line, '--requirement'),
      constraints: values(line, '--constraint'),
      index: values(line, '--index-url').at(-1) ?? null,
      extra: values(line, '--extra-index-url'),
      links: values(line, '--find-links'),
    };
  }
  if (line.kind === 'location' && theirs?.kind === 'place') return { number, kind: 'place' };
  const details =
    line.kind === 'package' && line.url === undefined
      ? {
          specifier: line.specifier === '' ? [] : [...new Set(line.specifier.replace(/\s/g, '').split(','))].sort(),
          extras: [...line.extras].sort(),
        }
      : {};
  const found = {
    number,
    kind: 'requirement',
    name: line.name ?? null,
    hashes: [...line.hashes].sort(),
    editable: line.kind === 'location' && line.editable,
    marker: line.marker !== undefined,
    ...details,
  } as const;
  // What pip reads out of the name of a file decides nothing here, and its versions find markers of places differently.
  return line.kind === 'location' ? { ...found, name: line.name ?? theirs?.name, marker: theirs?.marker } : found;
}

/**
 * Where pip can make nothing of a line, ours may: a path that is not there, an option of a newer pip, rubbish. But what pip
 * reads is read alike, and is never called unreadable.
 */
test('every line is read as pip reads it: its number, kind, name, versions, extras, marker, hashes and options', () => {
  const files = fc.sample(requirementFile, { numRuns: 1500, seed: 7 });
  const pip = askPip(files);
  files.forEach((text, index) => {
    const theirs = pip[index] ?? [];
    const mine = readRequirements(text)
      .filter(({ kind }) => kind !== 'blank')
      .map((line, position) => ours(line, theirs[position]));
    const refused = (line: Partial<Read> | undefined) => line?.kind === 'unreadable' || line?.kind === 'place';
    const expected = theirs.map((line, position) =>
      refused(line) ? { ...mine[position], number: line.number } : line,
    );
    expect({ text, read: mine }).toEqual({ text, read: expected });
  });
  // The files have everything in them that is compared, and most lines are.
  const kinds = new Set(pip.flat().map(({ kind }) => kind));
  const readable = pip.flat().filter(({ kind }) => kind === 'requirement' || kind === 'options');
  expect(readable.length / pip.flat().length).toBeGreaterThan(0.7);
  expect([...kinds].sort()).toEqual(['options', 'place', 'requirement', 'unreadable']);
});

test('a file is printed as it was read, byte for byte', () => {
  const anything = fc.oneof(requirementFile, fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(anything, (text) => {
      const lines = readRequirements(text);
      expect(lines.map(({ raw }) => raw).join('')).toBe(text);
      for (const { text: joined, number } of lines) {
        expect(joined).not.toMatch(/^\s|\s$/);
        expect(number).toBeGreaterThan(0);
      }
    }),
    { numRuns: 3000, seed: 7 },
  );
});
