import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overwriteProblem, synth } from './synth';

test('an app that projen writes is not overwritten from here: the way out is told', () => {
  expect(overwriteProblem(true, 'projen')).toMatchObject({ fix: expect.stringContaining('`npx projen`') as string });
});

test.each([
  [false, 'projen'],
  [true, undefined],
  [false, undefined],
] as const)('nothing is refused with overwrite %s for an app managed by %s', (overwrite, manager) => {
  expect(overwriteProblem(overwrite, manager)).toBeUndefined();
});

test('the command ends with 2 for such an app, and leaves its files', () => {
  const before = process.cwd();
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'synth-')));
  const told = jest.spyOn(console, 'error').mockImplementation();
  try {
    writeFileSync(join(directory, 'fastapi-container.json'), '{ "name": "orders", "managedBy": "projen" }\n');
    writeFileSync(join(directory, 'Dockerfile'), 'FROM scratch\n');
    process.chdir(directory);
    const code = synth.run({
      operands: ['.'],
      switches: new Set(['overwrite']),
      off: new Set(),
      options: {},
      passedOn: [],
    });
    expect(code).toBe(2);
    expect(told.mock.calls.flat().join('\n')).toMatch(/--overwrite/);
    expect(readFileSync('Dockerfile', 'utf8')).toBe('FROM scratch\n');
  } finally {
    process.chdir(before);
    told.mockRestore();
    rmSync(directory, { recursive: true });
  }
});
