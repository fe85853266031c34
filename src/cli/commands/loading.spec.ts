import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as App from '../../io/app';

const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-loading-'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

function plan(options: object): void {
  jest.isolateModules(() => {
    jest.doMock('yaml', () => {
      throw new Error('the library is loaded');
    });
    jest.requireActual('./index');
    const { planOnDisk, readApp } = jest.requireActual<typeof App>('../../io/app');
    writeFileSync(join(directory, 'fastapi-container.json'), JSON.stringify({ name: 'orders', ...options }));
    planOnDisk(directory, 'orders', readApp(directory, 'orders'));
  });
}

test('no command loads what reads and writes YAML for apps that have none', () => {
  plan({});
  expect(() => {
    plan({ compose: {} });
  }).toThrow('the library is loaded');
});
