import { guardedLines } from './guarded';
import { importsOf, reachedBy, topLevel } from './imports';

const modules = (text: string) => importsOf(text).map(({ module }) => module);

test.each<[string, string[]]>([
  ['import shared', ['shared']],
  ['import shared.money as money, orders.api', ['shared.money', 'orders.api']],
  ['from shared import (\n    Money,\n)', ['shared']],
  ['from shared.money import*', ['shared.money']],
  ['from shared import\\\n  Money', ['shared']],
  ['import a, \\\n  b as c,\\\n d', ['a', 'b', 'd']],
  ['from . import shared\nfrom .shared import x\nfrom .. import y', []],
  ['x = 1; import shared; from models import y', ['shared', 'models']],
  ['if True: import shared', ['shared']],
  ['def f():\n\timport shared\r\n\tfrom models import x\r\n', ['shared', 'models']],
  ['"""\nimport shared\n"""\nimport real', ['real']],
  ["'''it's \"here\"\nfrom shared import x\\'''\nimport no\n'''; import yes", ['yes']],
  ['x = "import shared"  # import models\n# import other', []],
  ["x = '\\\nimport shared'\nimport y", ['y']],
  ['important = 1\nfromage = 2\nimporter(shared)\nyield_from = 3', []],
  ['def f():\n    yield (\n        from_ )\n', []],
  ['raise X \\\n  from shared', []],
  ['\uFEFFimport shared', ['shared']],
  ['import größe.maß', ['größe.maß']],
  ['import a . b', ['a.b']],
  ['import', []],
  ['from shared', []],
  ["x = 'not closed\nimport shared", ['shared']],
])('%j imports %j', (text, expected) => {
  expect(modules(text)).toEqual(expected);
});

test.each<[string, string[]]>([
  ['from acme import money', ['acme.money']],
  ['from acme import money as m, mail; import acme.x', ['acme.money', 'acme.mail', 'acme.x']],
  [
    'from acme import (\n    money,  # (a)\n    mail as post,\n)\nfrom acme.eu import vat',
    ['acme.money', 'acme.mail', 'acme.eu.vat'],
  ],
  ['from acme import \\\n  money, \\\n  mail', ['acme.money', 'acme.mail']],
  ['from acme import(money)', ['acme.money']],
  ['from acme import *', []],
  ['from acme.money import EUR', ['acme.money']],
  ['from shared import money\nimport acme', ['shared']],
])('beyond namespaces, %j leads to %j', (text, expected) => {
  const namespaces = new Set(['acme', 'acme.eu']);
  expect(importsOf(text).flatMap((each) => reachedBy(each, namespaces))).toEqual(expected);
});

test('the top level of a dotted name', () => {
  expect(['shared', 'shared.money.eur'].map(topLevel)).toEqual(['shared', 'shared']);
});

test('a text that is made to take long takes as long as any', () => {
  for (const piece of [
    "'",
    '"',
    '\\',
    "'''",
    "'\\",
    'import a.',
    'from a',
    'from a import ',
    'from a import (',
    'from a import a, \\\n',
    ': ',
    ';\t',
    '\\\n',
    'a . ',
    "''''",
  ]) {
    const text = piece.repeat(50_000);
    expect(importsOf(text).length).toBeLessThan(50_002);
    expect(importsOf(`import ${text}`).length).toBeLessThan(50_002);
  }
});

test('what a program does without is told from what it needs', () => {
  const text = `from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import guarded_for_types
try:
    import guarded_and_caught
except ImportError:
    import needed_instead
try:
    import needed_whatever_comes
except ValueError:
    pass
def later():
    try:
        import guarded_later
    except (KeyError, ModuleNotFoundError):
        pass
    else:
        import needed_then
    import needed_later
if not TYPE_CHECKING:
    import needed_at_run_time
with contextlib.suppress(ImportError):
    import guarded_in_with
if typing.TYPE_CHECKING: import guarded_on_one_line
class A:
    if TYPE_CHECKING:
        from guarded_in_class import x
    import needed_in_class
`;
  const lines = text.split('\n');
  const guarded = guardedLines(text);
  const found = lines.flatMap((line, index) => {
    const [name] = /guarded_\w+|needed_\w+/.exec(line) ?? [];
    return name === undefined ? [] : [[name, guarded.has(index + 1)]];
  });
  expect(found).toHaveLength(12);
  expect(found.filter(([name, is]) => String(name).startsWith('guarded') !== is)).toEqual([]);
});
