import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localVenv } from './local-venv';

test('an empty directory is the place of an environment, and any other is one', () => {
  const app = mkdtempSync(join(tmpdir(), 'local-venv-'));
  try {
    expect(localVenv(app).exists).toBe(false);
    mkdirSync(join(app, '.venv'));
    expect(localVenv(app).exists).toBe(false);
    writeFileSync(join(app, '.venv/notes'), '');
    expect(localVenv(app)).toMatchObject({ exists: true, isOurs: false });
  } finally {
    rmSync(app, { recursive: true });
  }
});
