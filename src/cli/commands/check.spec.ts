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
