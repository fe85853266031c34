import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { INSTALLED_SCHEMA } from '../core/constants';
import { directoryFromSchema } from './installed-schema';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-schema-'));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A repository with the files that are named, and an app in `tools/apps/orders`. */
function seenFrom(name: string, ...paths: string[]): string | undefined {
  const repository = join(root, name);
  const app = join(repository, 'tools/apps/orders');
  mkdirSync(app, { recursive: true });
  for (const path of paths) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), '');
  }
  return directoryFromSchema(app, repository);
}

describe('the schema of an app', () => {
  test('is where the package is installed, also without a repository around it', () => {
    expect(seenFrom('root', INSTALLED_SCHEMA)).toBe('tools/apps/orders');
    expect(seenFrom('package', INSTALLED_SCHEMA, `tools/${INSTALLED_SCHEMA}`, '.git')).toBe('apps/orders');
    expect(seenFrom('app', `tools/apps/orders/${INSTALLED_SCHEMA}`)).toBe('');
  });

  test('is where the package is going to be, if it is not installed yet', () => {
    expect(seenFrom('later', '.git')).toBe('tools/apps/orders');
  });

  test("is not sought outside of the repository: a path into somebody's home would be committed", () => {
    expect(seenFrom('outer', INSTALLED_SCHEMA, 'tools/.git')).toBe('tools/apps/orders');
    expect(directoryFromSchema(join(root, 'outer/tools/apps/orders'), join(root, 'outer/tools'))).toBe('apps/orders');
  });

  test("is no file with Yarn Plug'n'Play, not even beside a cache in node_modules", () => {
    expect(seenFrom('zipped', '.pnp.cjs')).toBeUndefined();
    expect(seenFrom('cache', '.pnp.cjs', 'tools/node_modules/.cache/x')).toBeUndefined();
  });
});
