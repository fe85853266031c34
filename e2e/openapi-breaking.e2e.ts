import { rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { oasdiffDirectory } from './support/oasdiff';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const directory = oasdiffDirectory();
const comparing = directory === undefined ? test.skip : test;

const operation = (operationId: string, properties: object, required: readonly string[]) => ({
  operationId,
  requestBody: {
    content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
  },
  responses: {
    200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', properties, required } } } },
  },
});
const contract = (paths: object) =>
  `${JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths }, null, 2)}\n`;
const [id, note] = [{ id: { type: 'integer' } }, { note: { type: 'string' } }];
const BASE = { '/items': { post: operation('items-create', { ...id, ...note }, ['id']) } };

describe('what in a contract breaks clients', () => {
  const root = workspace('breaking');
  const path = join(root, 'apps/orders/openapi.json');
  const bin = dirname(process.execPath);
  const git = (...args: string[]) =>
    succeed(root, 'git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', ...args]);
  const commit = (message: string) => {
    git('add', '-A');
    git('commit', '--quiet', '--allow-empty', '-m', message);
  };
  const breaking = (...args: string[]) => {
    const PATH = [directory ?? '', process.env.PATH].join(delimiter);
    return run(root, 'npx', ['fastapi-container', 'openapi', 'apps/orders', '--breaking', ...args], { PATH });
  };

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    write(join(root, '.gitignore'), 'node_modules\n');
    git('init', '--quiet', '--initial-branch=main', '.');
    succeed(root, 'npm', ['install', '--no-package-lock', tarball()]);
    succeed(root, 'npx', ['fastapi-container', 'new', 'apps/orders']);
    commit('an app');
  });

  test(
    'nothing does where the base has none; a base that is not there, and words that fit nothing, are told',
    keepOnFailure(() => {
      write(path, contract(BASE));
      const none = breaking('--base=main');
      expect(none).toMatchObject({
        status: 0,
        stdout: 'apps/orders: main has no openapi.json, so that nothing can break\n',
      });
      const missing = breaking();
      expect(missing).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/--base = "origin\/main"[^]*no such revision[^]*git fetch/) as string,
      });
      expect(breaking('--base=--output=stolen').stderr).toContain('no such revision');
      expect(breaking('--check').stderr).toContain('is another question than --breaking');
      expect(breaking('--base').stderr).toMatch(/--base = ""[^]*has nothing behind it[^]*--base=<revision>/);
      expect(breaking('--base=').stderr).toContain('has nothing behind it');
      const alone = run(root, 'npx', ['fastapi-container', 'openapi', 'apps/orders', '--base=main']);
      expect(alone).toMatchObject({ status: 2, stderr: expect.stringContaining('is for --breaking alone') as string });
      commit('a contract');
      git('branch', 'base');
    }),
  );

  test(
    'is told by oasdiff alone: where that is missing, how to get it',
    keepOnFailure(() => {
      const before = files(root);
      const PATH = [bin, '/usr/bin', '/bin'].join(delimiter);
      const { status, stderr } = run(
        root,
        process.execPath,
        ['node_modules/fastapi-container/dist/cli/main.js', 'openapi', 'apps/orders', '--breaking', '--base=base'],
        { PATH },
      );
      expect(status).toBe(2);
      expect(stderr).toMatch(
        /oasdiff[^]*is not installed here[^]*go install github\.com\/oasdiff\/oasdiff@latest[^]*never with npx/,
      );
      expect(files(root)).toEqual(before);
    }),
  );

  comparing.each<[string, object, number, string]>([
    ['nothing', BASE, 0, 'nothing in openapi.json breaks clients of base'],
    ['a path more', { ...BASE, '/more': BASE['/items'] }, 0, 'nothing in openapi.json breaks'],
    ['a path less', {}, 1, 'POST /items'],
    [
      'another operation id',
      { '/items': { post: operation('make_item', { ...id, ...note }, ['id']) } },
      1,
      'make_item',
    ],
    ['an optional member less in the answer', { '/items': { post: operation('items-create', id, ['id']) } }, 1, 'note'],
    [
      'a member that may be missing now',
      { '/items': { post: operation('items-create', { ...id, ...note }, []) } },
      1,
      'id',
    ],
  ])('%s', (_, paths, code, said) =>
    keepOnFailure(() => {
      write(path, contract(paths));
      const { status, output } = breaking('--base=base');
      expect({ status, output }).toEqual({ status: code, output: expect.stringContaining(said) as string });
    })(),
  );

  comparing(
    'the base is where the branch left it: what came to it since is no change of ours',
    keepOnFailure(() => {
      write(path, contract(BASE));
      git('checkout', '--quiet', 'base');
      write(path, contract({ ...BASE, '/later': BASE['/items'] }));
      commit('another route, on base');
      git('checkout', '--quiet', 'main');
      expect(breaking('--base=base').status).toBe(0);
      // As oasdiff itself would compare, the later route would be one that is gone.
      expect(breaking('--base=main').status).toBe(0);
    }),
  );

  comparing(
    'words behind -- go to oasdiff; what it cannot read is no answer',
    keepOnFailure(() => {
      write(path, contract({}));
      const annotated = breaking('--base=base', '--', '--format', 'githubactions');
      expect(annotated).toMatchObject({ status: 1, stdout: expect.stringContaining('::error title=') as string });
      expect(breaking('--base=base', '--', '--format', 'nonsense').status).toBe(2);
      write(path, read(path).slice(0, 30));
      expect(breaking('--base=base')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('it holds no JSON') as string,
      });
      rmSync(path);
      expect(breaking('--base=base')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('it is missing') as string,
      });
    }),
  );
});
