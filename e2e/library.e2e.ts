import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from './support/app';
import { Container, describeDocker } from './support/docker';
import { ask, expectApp } from './support/http';
import { NX_VERSIONS, nxWorkspace, testInNewest } from './support/nx';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, read, write } from './support/workspace';

describe.each(NX_VERSIONS)('nx g fastapi-container:library, in Nx %s', (version) => {
  const { root, nx, install, add } = nxWorkspace(version);
  const library = (...flags: string[]) => nx('g', 'fastapi-container:library', ...flags);
  const newestTest = testInNewest(version);
  const options = (app: string) => join(root, `apps/${app}/fastapi-container.json`);

  beforeAll(() => {
    install();
    add();
    for (const app of ['orders', 'billing']) expect(nx('g', 'fastapi-container:app', `apps/${app}`).status).toBe(0);
  });

  test(
    'makes a library that an app uses',
    keepOnFailure(() => {
      const made = library('libs/shared', '--app=orders', '--tags=scope:shared', '--description=What "orders" shares');
      expect(made.output).toContain('CREATE libs/shared/pyproject.toml');
      expect(made.output).toContain('UPDATE apps/orders/Dockerfile');
      expect(made.output).toContain('Next: `npx nx test shared`, then `npx nx lock orders`');
      expect(made.status).toBe(0);
      expect(JSON.parse(read(options('orders')))).toMatchObject({ libraries: ['../../libs/shared'], lock: true });
      const shown = JSON.parse(nx('show', 'project', 'shared', '--json').stdout) as { tags: string[] };
      expect(shown.tags).toContain('scope:shared');
      const before = files(root);
      expect(library('libs/shared', '--app=orders').output).not.toMatch(/CREATE|UPDATE/);
      expect(files(root)).toEqual(before);
    }),
  );

  newestTest('what it makes passes its own targets', () => {
    const ran = nx('run-many', '--projects=shared', '--targets=test,lint,typecheck', '--output-style=static');
    expect(ran.output).toContain('3 passed');
    expect(ran.output).toContain('All checks passed');
    expect(ran.output).toContain('no issues found in 2 source files');
    expect(ran.status).toBe(0);
  });

  test(
    'what is imported and not declared fails container-check, whose words are the way out',
    keepOnFailure(() => {
      write(join(root, 'apps/billing/billing/prices.py'), 'from shared import is_blank\n\n__all__ = ["is_blank"]\n');
      const failed = nx('container-check', 'billing');
      expect(failed.status).not.toBe(0);
      expect(failed.output).toContain('apps/billing/billing/prices.py:1 = "shared"');
      const [, words = ''] = /`npx nx g fastapi-container:library ([^`]+)`/.exec(failed.output) ?? [];
      expect(words).toBe('libs/shared --app apps/billing');
      const mended = library(...words.split(' '));
      expect(mended.output).toContain('the library is there, and its files are yours');
      expect(mended.status).toBe(0);
      const checked = nx('container-check', 'billing');
      // What is left is to lock.
      expect(checked.output).not.toContain('prices.py');
      expect(checked.output).toContain('requirements.lock');
    }),
  );

  newestTest('a library that needs another one brings it along', () => {
    expect(library('libs/models').status).toBe(0);
    const pyproject = join(root, 'libs/shared/pyproject.toml');
    write(pyproject, read(pyproject).replace('dependencies = []', 'dependencies = ["models"]'));
    const failed = nx('container-check', 'billing');
    expect(failed.output).toContain('lacks ../../libs/models: libs/shared/pyproject.toml:7 asks for models');
    // From the package index it would be somebody else's.
    const locked = nx('lock', 'billing');
    expect(locked.output).toContain('lacks ../../libs/models');
    expect(locked.status).not.toBe(0);
    expect(library('libs/models', '--app=billing').status).toBe(0);
    expect(JSON.parse(read(options('billing')))).toMatchObject({
      libraries: ['../../libs/shared', '../../libs/models'],
    });
    rmSync(options('billing'));
    rmSync(join(root, 'apps/billing'), { recursive: true });
    expect(nx('g', 'fastapi-container:app', 'apps/billing').status).toBe(0);
    expect(library('libs/shared', '--app=apps/billing').status).toBe(0);
    expect(JSON.parse(read(options('billing')))).toMatchObject({
      libraries: ['../../libs/shared', '../../libs/models'],
    });
  });

  newestTest('boundaries in nx.json hold for Python', () => {
    const before = read(root, 'nx.json');
    const depConstraints = [
      { sourceTag: 'scope:orders', onlyDependOnLibsWithTags: ['scope:shared'] },
      { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
      { sourceTag: 'scope:billing', onlyDependOnLibsWithTags: ['*'] },
    ];
    const plugins = [{ plugin: 'fastapi-container/nx', options: { depConstraints } }];
    write(join(root, 'nx.json'), JSON.stringify({ analytics: false, plugins }));
    write(join(root, 'apps/billing/project.json'), '{ "tags": ["scope:billing"] }');
    write(
      options('orders'),
      JSON.stringify({ ...(JSON.parse(read(options('orders'))) as object), tags: ['scope:orders'] }),
    );
    const failed = nx('container-check', 'orders');
    expect(failed.output).toContain('uses libs/models, which has no tags: libs/shared may not');
    expect(failed.output).not.toContain('uses libs/shared');
    expect(failed.status).not.toBe(0);
    expect(nx('container-check', 'billing').output).toContain('libs/shared may not');
    write(join(root, 'libs/models/project.json'), '{ "tags": ["scope:shared"] }');
    expect(nx('container-check', 'billing').output).not.toContain('may not');
    write(join(root, 'nx.json'), before);
  });

  newestTest('a refusal names all that is wrong, and writes nothing', () => {
    const before = files(root);
    const wrong: [string[], string][] = [
      [['libs/json'], '"json" would shadow a module of Python'],
      [['libs/new', '--name=orders'], '"orders" is the package of the app in apps/orders'],
      [['libs/new', '--app=nobody'], 'is no app'],
      [['apps/orders'], 'holds the app in apps/orders'],
      [['../outside'], 'is not inside the workspace'],
    ];
    for (const [words, reason] of wrong) {
      const refused = library(...words);
      expect(refused.output).toContain(reason);
      expect(refused.status).not.toBe(0);
    }
    expect(files(root)).toEqual(before);
  });
});

describeDocker('a library that was made by the command line', () => {
  const app = new App('library');

  beforeAll(() => {
    app.create();
    succeed(app.root, 'git', ['init', '--quiet', '.']);
  });

  test(
    'is in the image of the app, and answers there',
    keepOnFailure(async () => {
      const made = succeed(app.root, 'npx', ['fastapi-container', 'library', 'libs/shared', '--app', 'apps/orders']);
      expect(made.stdout).toContain('updated     Dockerfile');
      for (const task of ['test', 'lint', 'typecheck']) {
        succeed(app.root, 'npx', ['fastapi-container', 'run', task, 'libs/shared']);
      }
      expect(run(app.root, 'npx', ['fastapi-container', 'run', 'libs/shared']).stdout).toContain('typecheck');
      const items = join(app.path, 'orders/routers/items.py');
      const route =
        '\n\n@router.get("/blank/{text}")\nasync def blank(text: str) -> bool:\n    return is_blank(text)\n';
      const source = read(items).replace('from fastapi import', 'from shared import is_blank\nfrom fastapi import');
      write(items, source + route);
      app.succeed('lock');
      expect(app.cli('check').status).toBe(0);
      app.expectBuilt();
      expect(app.packages()).toContain('shared==0.1.0');
      const container = new Container(app.image, '8000');
      try {
        await expectApp(container.url);
        expect(await ask(`${container.url}/items/blank/%20`)).toEqual({ status: 200, body: 'true' });
        expect(await ask(`${container.url}/items/blank/a`)).toEqual({ status: 200, body: 'false' });
      } finally {
        container.remove();
      }
    }),
  );
});
