import { delimiter, join } from 'node:path';
import { NX_VERSIONS, nxWorkspace } from './support/nx';
import { succeed } from './support/shell';
import { keepOnFailure, read, workspace, write } from './support/workspace';

/** The newest of each that work together: `@nx/docker` is not published for the newest Nx. */
const [, NX = ''] = NX_VERSIONS;
const PEERS = [`@nx/devkit@${NX}`, '@nx/docker@23.2.1', '@nxlv/python@23.1.1'];
const UV = 'uv==0.13.9';

const MAIN = `from fastapi import FastAPI

app = FastAPI()


@app.get("/health/live")
def live() -> str:
    return "ok"
`;

interface Shown {
  readonly targets: Record<string, { readonly executor: string; readonly options: { readonly command?: string } }>;
}

describe('beside @nx/docker and @nxlv/python', () => {
  const { root, nxWith, install, add } = nxWorkspace(NX);
  const programs = join(workspace('uv'), 'venv');
  const nx = (...args: string[]) =>
    nxWith({ PATH: [join(programs, 'bin'), process.env.PATH].join(delimiter) }, ...args);
  const done = (...args: string[]) => {
    const ended = nx(...args);
    if (ended.status !== 0) throw new Error(ended.output);
    return ended;
  };
  const targets = (project: string) => (JSON.parse(done('show', 'project', project, '--json').stdout) as Shown).targets;
  const git = (...args: string[]) =>
    succeed(root, 'git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', ...args]);
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };

  beforeAll(() => {
    succeed(root, 'python3', ['-m', 'venv', programs]);
    succeed(root, join(programs, 'bin/pip'), ['install', '--quiet', UV]);
    install(...PEERS);
    const plugins = ['@nx/docker', '@nxlv/python'];
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins }));
    const names = ['--packageName=shop', '--moduleName=shop', '--linter=ruff', '--unitTestRunner=pytest'];
    done('g', '@nxlv/python:uv-project', 'shop', '--directory=apps/shop', '--projectType=application', ...names);
    const pyproject = read(root, 'apps/shop/pyproject.toml');
    write(join(root, 'apps/shop/pyproject.toml'), pyproject.replace('dependencies = []', 'dependencies = ["fastapi"]'));
    write(join(root, 'apps/shop/shop/main.py'), MAIN);
    add();
    commit('theirs');
  });

  test(
    'an app of ours is made beside a project of theirs, and theirs is adopted: nothing of it is changed',
    keepOnFailure(() => {
      done('g', 'fastapi-container:app', 'apps/orders');
      const adopted = done('g', 'fastapi-container:adopt', 'apps/shop');
      expect(adopted.output).toMatch(/install, lock, test, lint, format stay those that the project has/);
      expect(git('diff', '--name-only', '--', 'apps/shop').stdout).toBe('');
      expect(JSON.parse(read(root, 'nx.json'))).toMatchObject({
        plugins: expect.arrayContaining(['@nx/docker', '@nxlv/python']) as unknown,
      });
      commit('ours');
      const shown = JSON.parse(done('show', 'projects', '--json').stdout) as string[];
      expect(shown.sort()).toEqual(['orders', 'shop']);
      expect(done('sync:check').status).toBe(0);
    }),
  );

  test(
    'each project has the targets of all three, and of two with one name that of the project wins',
    keepOnFailure(() => {
      const [orders, shop] = [targets('orders'), targets('shop')];
      for (const target of ['container-build', 'container-check', 'docker:build']) {
        const executor = target === 'container-build' ? 'fastapi-container:run' : 'nx:run-commands';
        expect([orders, shop].map((all) => all[target]?.executor)).toEqual([executor, executor]);
      }
      for (const target of ['install', 'lock', 'lint', 'format', 'test']) {
        expect(shop[target]?.executor).toMatch(/^@nxlv\/python:/);
        expect(orders[target]?.options.command).toContain('apps/orders');
      }
    }),
  );

  test(
    'their targets run as before, over what was generated among their source as well',
    keepOnFailure(() => {
      done('run', 'shop:lint');
      done('run', 'shop:format', '--check');
      expect(git('status', '--porcelain', '--', 'apps').stdout).not.toMatch(/_container/);
      done('run-many', '--targets=container-check');
    }),
  );

  test(
    '`nx affected` selects the targets of the project that changed, theirs and ours',
    keepOnFailure(() => {
      git('stash', '--include-untracked', '--quiet');
      write(join(root, 'apps/shop/shop/main.py'), `${MAIN}# changed\n`);
      const affected = done('affected', '--targets=container-build,lint', '--base=HEAD', '--graph=stdout');
      const { tasks } = JSON.parse(affected.stdout) as { tasks: { tasks: Record<string, unknown> } };
      expect(Object.keys(tasks.tasks).sort()).toEqual(['shop:container-build', 'shop:container-check', 'shop:lint']);
    }),
  );
});
