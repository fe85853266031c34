import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planOnDisk, readApp } from '../../io/app';
import { applyChanges } from '../../io/disk';
import { parseCommandLine } from '../parse';
import { check } from './check';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-check-'));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function makeApp(name: string, port: number): void {
  const directory = join(root, name);
  fs.mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'fastapi-container.json'), JSON.stringify({ name, port }));
  applyChanges(directory, planOnDisk(directory, name, readApp(directory, name)));
}

test('no directory is listed twice in a run', async () => {
  fs.mkdirSync(join(root, '.git'));
  makeApp('orders', 8000);
  makeApp('carts', 8001);
  const inRepository = jest.spyOn(process, 'cwd').mockReturnValue(root);
  const silent = jest.spyOn(console, 'log').mockReturnValue(undefined);
  const listing = jest.spyOn(fs, 'readdirSync');
  const code = await check.run(parseCommandLine(check, []));
  const listed = listing.mock.calls.map(([path]) => String(path)).filter((path) => path.startsWith(root));
  for (const spy of [inRepository, silent, listing]) spy.mockRestore();
  expect(code).toBe(0);
  expect(listed).toContain(join(root, 'orders'));
  expect(listed).toEqual([...new Set(listed)]);
});

describe('with --html', () => {
  let printed: { out: string[]; err: string[] };

  beforeEach(() => {
    printed = { out: [], err: [] };
    fs.mkdirSync(join(root, '.git'), { recursive: true });
    jest.spyOn(process, 'cwd').mockReturnValue(root);
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.out.push(text));
    jest.spyOn(console, 'error').mockImplementation((text: string) => void printed.err.push(text));
    makeApp('orders', 8000);
    makeApp('carts', 8001);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(root, { recursive: true, force: true });
  });

  async function checked(...args: string[]) {
    printed = { out: [], err: [] };
    const code = await check.run(parseCommandLine(check, args));
    return { code, ...printed };
  }

  const change = (app: string, options: object) => {
    const file = join(root, app, 'fastapi-container.json');
    const before = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...before, ...options }));
  };
  const page = (): string => fs.readFileSync(join(root, 'drift.html'), 'utf8');

  test.each([
    ['all in step', { port: 8001 }, 0],
    ['one in drift', { port: 9100 }, 1],
    ['one that cannot be judged', { prot: 1 }, 2],
  ])('the outcome is the same, and the page is besides: %s', async (_, options, code) => {
    change('carts', options);
    for (const words of [[], ['--json'], ['--quiet']]) {
      const without = await checked(...words);
      const told = await checked(...words, '--html', 'drift.html');
      expect([without.code, told.code]).toEqual([code, code]);
      expect(told.out).toEqual(without.out);
      expect(told.err).toEqual([...without.err, 'The page is in drift.html']);
    }
    expect(page()).toContain('orders');
  });

  test('the page tells the problems of the app that cannot be judged, beside the others', async () => {
    change('carts', { prot: 1 });
    await checked('--html=drift.html');
    expect(page()).toMatch(/prot = 1[^]*there is no such option[^]*did you mean/);
  });

  test('beside an app it changes nothing about it; in its source it is refused, since it would be in the image', async () => {
    expect((await checked('--html', 'orders/drift.html')).code).toBe(0);
    expect((await checked('--html', 'orders/drift.html')).code).toBe(0);
    fs.mkdirSync(join(root, 'orders/orders'), { recursive: true });
    await expect(checked('--html', 'orders/orders/drift.html')).rejects.toThrow(/part of the next image of orders/);
    expect(fs.existsSync(join(root, 'orders/orders/drift.html'))).toBe(false);
    expect(printed.out).toEqual([]);
  });

  test('a file of a person stays, and nothing is judged before that is told', async () => {
    writeFileSync(join(root, 'drift.html'), 'mine');
    await expect(checked('--html', 'drift.html')).rejects.toThrow(/nothing is written over it/);
    expect(page()).toBe('mine');
    expect(printed.out).toEqual([]);
  });

  test.each([[['--html']], [['--html=']], [['--html', '--json']]])('%j lacks the file', (args) => {
    expect(() => parseCommandLine(check, args)).toThrow(/--html = ""[^]*has nothing behind it[^]*--html=<file>/);
  });
});
