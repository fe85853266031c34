import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unanswered } from '../core/libraries/imported';
import { librariesAround } from './libraries-around';

let top: string;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-around-')));
  mkdirSync(join(top, 'app'));
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

test.each<[string, BufferEncoding, string]>([
  ['in Latin-1, with a line that says so', 'latin1', '# -*- coding: latin-1 -*-\n# caf\u00E9\nimport shared\n'],
  [
    'in another encoding of one byte',
    'latin1',
    '# vim: set fileencoding=cp1252 :\nX = "\u0093"; import shared.money\n',
  ],
  ['without a line that says so', 'latin1', '"""\u00E9"""\nfrom shared import money\n'],
  ['in UTF-8 with a mark', 'utf8', '\uFEFFimport shared\n'],
])('what a file imports is found: %s', (_, encoding, text) => {
  writeFileSync(join(top, 'app/a.py'), Buffer.from(text, encoding));
  const nothing = { own: new Set<string>(), packages: new Set<string>(), namespaces: new Set<string>() };
  const line = text.slice(0, text.search(/import shared|from shared/)).split('\n').length;
  expect(unanswered('app', ['a.py'], nothing, librariesAround(top))).toEqual([
    { module: 'shared', file: 'app/a.py', line },
  ]);
});
