import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandLine } from '../parse';
import { kubernetes } from './kubernetes';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const IMAGE = 'registry.example.com/shop/orders';
const OVERLAY = 'kind: Kustomization # mine\nresources:\n  - ../../base\n';

let directory = '';
let file = '';
let before = '';

beforeEach(() => {
  before = process.cwd();
  directory = mkdtempSync(join(tmpdir(), 'fastapi-container-pin-'));
  const overlay = join(directory, 'kubernetes/overlays/production');
  file = join(overlay, 'kustomization.yaml');
  mkdirSync(overlay, { recursive: true });
  writeFileSync(file, OVERLAY);
  const options = { name: 'orders', image: { name: IMAGE }, kubernetes: {} };
  writeFileSync(join(directory, 'fastapi-container.json'), JSON.stringify(options));
  process.chdir(directory);
  jest.spyOn(console, 'log').mockImplementation();
});

afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
  rmSync(directory, { recursive: true, force: true });
});

const pin = (...words: string[]) => kubernetes.run(parseCommandLine(kubernetes, ['pin', ...words]));

test.each([`${IMAGE}@${DIGEST}`, DIGEST])('pin enters %s into the overlay, and asks no cluster', async (typed) => {
  const path = process.env.PATH;
  try {
    process.env.PATH = '';
    expect(await pin('production', typed)).toBe(0);
  } finally {
    process.env.PATH = path;
  }
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^kind: Kustomization # mine\n[^]*digest: ${DIGEST}`));
});

test.each<[string, string[], RegExp]>([
  ['no digest', ['production'], /digest[^]*is missing/],
  ['that of another image', ['production', `registry.example.com/other@${DIGEST}`], /is that of another image/],
  ['an overlay that is not there', ['staging', DIGEST], /is no directory in[^]*production/],
])('pin refuses %s, and writes nothing', async (_, words, said) => {
  await expect(async () => pin(...words)).rejects.toThrow(said);
  expect(readFileSync(file, 'utf8')).toBe(OVERLAY);
});

test('pin tells of an overlay that is no YAML, and leaves it', async () => {
  writeFileSync(file, 'a: [\n');
  await expect(async () => pin('production', DIGEST)).rejects.toThrow(/kustomization\.yaml[^]*cannot be read/);
  expect(readFileSync(file, 'utf8')).toBe('a: [\n');
});
