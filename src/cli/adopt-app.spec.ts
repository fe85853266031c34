import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoptApp } from './adopt-app';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const DOCKERFILE = 'FROM python:3.12-slim\n# café\nEXPOSE 8001\nCMD ["uvicorn", "main:app", "--port", "8001"]\n';
const REQUIREMENTS = 'fastapi==0.165.0\nuvicorn==0.54.0\n# café\n';
const PYPROJECT = '[project]\nname = "a"\nversion = "1"\ndescription = "café"\ndependencies = ["fastapi", "uvicorn"]\n';

const windows = (text: string) => text.replaceAll('\n', '\r\n');
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const withMark = (text: string) => Buffer.from(`\uFEFF${text}`);

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fastapi-container-adopt-')));
  mkdirSync(join(root, '.git'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Adopts a directory with files. @returns what is told, and the exit code */
function adopted(files: Readonly<Record<string, string | Buffer>>): { told: string; code: number } {
  for (const [name, content] of Object.entries({ 'main.py': MAIN, ...files })) writeFileSync(join(root, name), content);
  const before = process.cwd();
  const log = jest.spyOn(console, 'log').mockImplementation();
  try {
    process.chdir(root);
    const code = adoptApp({ operands: ['.'], switches: new Set(), off: new Set(), options: {}, passedOn: [] });
    return { told: log.mock.calls.flat().join('\n'), code };
  } finally {
    process.chdir(before);
    log.mockRestore();
  }
}

const REQUIRED = { 'requirements.txt': REQUIREMENTS };

describe.each<[name: string, content: string | Buffer, told: RegExp, others?: Readonly<Record<string, string>>]>([
  ['Dockerfile', windows(DOCKERFILE), /port +8001 +Dockerfile:4/, REQUIRED],
  ['Dockerfile', withMark(DOCKERFILE), /port +8001 +Dockerfile:4/, REQUIRED],
  ['Dockerfile', latin1(DOCKERFILE), /port +8001[^]*left alone +Dockerfile \(it is not in UTF-8/, REQUIRED],
  ['Dockerfile', utf16(DOCKERFILE), /port +8001[^]*Dockerfile: is in UTF-16: save it in UTF-8/, REQUIRED],
  [
    'Dockerfile',
    `# escape=\`\nFROM python:3.12-slim\nRUN a \`\n  && b\nEXPOSE 8003\n`,
    /port +8003 +Dockerfile:5/,
    REQUIRED,
  ],
  ['Procfile', windows('web: uvicorn main:app --port 8002\n'), /port +8002 +Procfile:1/, REQUIRED],
  ['Procfile', utf16('web: uvicorn main:app --port 8002\n'), /Procfile: is in UTF-16: save it/, REQUIRED],
  ['main.py', windows(MAIN), /app +main:app +main\.py:3/, REQUIRED],
  ['main.py', withMark(MAIN), /app +main:app +main\.py:3/, REQUIRED],
  ['main.py', utf16(MAIN), /main\.py: is in UTF-16: save it in UTF-8, since Python/, REQUIRED],
  ['main.py', latin1(`# café\n${MAIN}`), /main\.py: is not in UTF-8: save it in UTF-8, since Python/, REQUIRED],
  [
    'main.py',
    latin1(`# -*- coding: latin-1 -*-\n# café\n${MAIN}`),
    /^(?![^]*UTF-8)[^]*app +main:app +main\.py:5/,
    REQUIRED,
  ],
  ['requirements.txt', windows(REQUIREMENTS), /^(?![^]*left alone)/],
  ['requirements.txt', withMark(REQUIREMENTS), /^(?![^]*left alone)/],
  [
    'requirements.txt',
    utf16(windows(REQUIREMENTS)),
    /left alone +requirements\.txt \(it is in UTF-16[^]*iconv -f UTF-16/,
  ],
  ['requirements.txt', latin1(REQUIREMENTS), /left alone +requirements\.txt \(it is not in UTF-8[^]*save it in UTF-8/],
  ['pyproject.toml', windows(PYPROJECT), /requirements\.txt has the dependencies/],
  ['pyproject.toml', utf16(PYPROJECT), /pyproject\.toml: is in UTF-16: save it in UTF-8, since TOML/],
  ['pyproject.toml', latin1(PYPROJECT), /pyproject\.toml: is not in UTF-8: save it/],
])('%s in an encoding or with line ends of another system', (name, content, told, others = {}) => {
  test(`is told as ${String(told)}, and stays as it was`, () => {
    const files = { ...others, [name]: content };
    expect(adopted(files)).toMatchObject({ told: expect.stringMatching(told) as string });
    for (const [path, text] of Object.entries({ 'main.py': MAIN, ...files })) {
      expect(readFileSync(join(root, path))).toEqual(Buffer.from(text));
    }
    expect(readdirSync(root).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });
});

describe('beside another app', () => {
  const adoptAt = (directory: string, options: object = {}, switches: readonly string[] = []) => {
    mkdirSync(join(root, directory), { recursive: true });
    writeFileSync(join(root, directory, 'main.py'), MAIN);
    writeFileSync(join(root, directory, 'requirements.txt'), REQUIREMENTS);
    const before = process.cwd();
    const log = jest.spyOn(console, 'log').mockImplementation();
    try {
      process.chdir(root);
      adoptApp({
        operands: [directory],
        switches: new Set(switches),
        off: new Set(),
        options: options as never,
        passedOn: [],
      });
    } finally {
      process.chdir(before);
      log.mockRestore();
    }
  };

  test('whose image it would overwrite, nothing is written, and the flags that help are told', () => {
    adoptAt('apps/same');
    for (const switches of [[], ['dry-run'], ['overwrite']]) {
      expect(() => {
        adoptAt('svc/same', {}, switches);
      }).toThrow(
        /image\.name = "same"[^]*apps\/same builds same:latest too[^]*--name=same-svc[^]*--image\.name=same-svc/,
      );
    }
    expect(readdirSync(join(root, 'svc/same')).sort()).toEqual(['main.py', 'requirements.txt']);
    adoptAt('svc/same', { name: 'same-svc' });
    expect(readdirSync(join(root, 'svc/same'))).toContain('fastapi-container.json');
  });

  test.each([[{ image: { name: 'same-svc' } }], [{ image: { tags: ['svc'] } }]])('%j keeps them apart', (options) => {
    adoptAt('apps/same');
    adoptAt('svc/same', options);
    expect(readdirSync(join(root, 'svc/same'))).toContain('fastapi-container.json');
  });

  test('whose port Compose would publish, too, nothing is written', () => {
    adoptAt('apps/orders', { compose: {} });
    expect(() => {
      adoptAt('apps/stock', { compose: {} });
    }).toThrow(/is published twice: the app in apps\/orders/);
  });
});
