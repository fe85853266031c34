import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISOLATED, NX_VERSIONS, isNewest, nxWorkspace } from './support/nx';
import { succeed } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

interface Graph {
  readonly graph: {
    readonly dependencies: Record<string, { readonly target: string; readonly type: string }[]>;
  };
}

const pyproject = (name: string, more = '') =>
  `[project]\nname = "${name}"\nversion = "1.0"\ndescription = "${name}"\n${more}\n` +
  '[build-system]\nrequires = ["flit_core>=3.11,<4"]\nbuild-backend = "flit_core.buildapi"\n';

const MARK = '\n[tool.fastapi-container]\ntags = ["type:util"]\n';

/** What Nx knows of Python, while people edit. The caches of Nx stay from one test to the next, as they do for people. */
describe.each(NX_VERSIONS)('the graph of Nx %s', (version) => {
  const { root, nx, install, add } = nxWorkspace(version, isNewest(version) ? ISOLATED : {});
  const at = (path: string) => join(root, path);
  const put = (path: string, text: string) => {
    write(at(path), text);
  };
  const projects = () => {
    const names = JSON.parse(nx('show', 'projects', '--json').stdout) as string[];
    return names.filter((name) => name !== 'ws').sort();
  };
  /** All edges, as `source > target (type)`. */
  const edges = () => {
    const { stdout, status, output } = nx('graph', '--print');
    if (status !== 0) throw new Error(output);
    const { dependencies } = (JSON.parse(stdout) as Graph).graph;
    return Object.entries(dependencies)
      .flatMap(([source, targets]) => targets.map(({ target, type }) => `${source} > ${target} (${type})`))
      .sort();
  };
  const affected = (path: string, target?: string) => {
    const before = read(root, path);
    appendFileSync(at(path), '\n# edited\n');
    try {
      if (target === undefined)
        return (JSON.parse(nx('show', 'projects', '--affected', '--base=HEAD', '--json').stdout) as string[]).sort();
      const { stdout } = nx('affected', '-t', target, '--base=HEAD', '--graph=stdout');
      const { tasks } = JSON.parse(stdout) as { tasks: { tasks: Record<string, unknown> } };
      const found = Object.keys(tasks.tasks).filter((task) => task.endsWith(`:${target}`));
      return found.map((task) => task.slice(0, task.lastIndexOf(':'))).sort();
    } finally {
      writeFileSync(at(path), before);
    }
  };
  const commit = () => {
    succeed(root, 'git', ['add', '--all']);
    succeed(root, 'git', ['-c', 'user.name=e2e', '-c', 'user.email=e2e@example.com', 'commit', '-qm', 'before']);
  };
  const options = (app: string, more: object = {}) => {
    put(`apps/${app}/fastapi-container.json`, JSON.stringify({ name: app, born: ['app'], ...more }));
  };

  const DECLARED = [
    'billing > acme-shared (implicit)',
    'models > acme-shared (implicit)',
    'orders > acme-shared (static)',
  ];

  beforeAll(() => {
    install();
    add();
    put('libs/shared/pyproject.toml', pyproject('acme-shared'));
    put('libs/shared/src/shared/__init__.py', 'ANSWER = 1\n');
    put('libs/shared/src/shared/money.py', 'EUR = 1\n');
    put('libs/models/pyproject.toml', pyproject('models', 'dependencies = ["acme_shared>=1"]') + MARK);
    put('libs/models/src/models/__init__.py', '');
    put('others/tool/pyproject.toml', pyproject('foreign'));
    put('others/tool/src/foreign/__init__.py', '');
    put('others/broken/pyproject.toml', '[project\n');
    options('orders', { libraries: ['../../libs/shared'], lock: true });
    put('apps/orders/orders/main.py', 'from shared import ANSWER\n');
    options('billing');
    put('apps/billing/billing/main.py', '"""\nimport models\n"""\nimport foreign\nfrom shared.money import EUR\n');
    options('stock');
    put('apps/stock/stock/main.py', 'import stock.routers\n');
    commit();
  });

  afterEach(() => {
    succeed(root, 'git', ['checkout', '--quiet', '--', '.']);
    succeed(root, 'git', ['clean', '-fdq']);
  });

  test(
    'has the libraries as projects, and none of the Python projects of others',
    keepOnFailure(() => {
      expect(projects()).toEqual(['acme-shared', 'billing', 'models', 'orders', 'stock']);
      const shown = JSON.parse(nx('show', 'project', 'models', '--json').stdout) as {
        tags: string[];
        projectType: string;
        targets: Record<string, { inputs: unknown[] }>;
      };
      expect(shown.projectType).toBe('library');
      expect(shown.tags).toContain('type:util');
      expect(Object.keys(shown.targets).sort()).toEqual(['format', 'install', 'lint', 'test', 'typecheck']);
      expect(shown.targets.test?.inputs).toEqual(['default', '^default', { externalDependencies: [] }]);
      expect(edges()).toEqual(DECLARED);
    }),
  );

  test(
    'an edit of a library affects whoever depends on it, declared or not, and their images',
    keepOnFailure(() => {
      const source = 'libs/shared/src/shared/money.py';
      expect(affected(source)).toEqual(['acme-shared', 'billing', 'models', 'orders']);
      expect(affected(source, 'container-build')).toEqual(['billing', 'orders']);
      expect(affected(source, 'test')).toEqual(['acme-shared', 'billing', 'models', 'orders']);
      expect(affected('apps/billing/billing/main.py')).toEqual(['billing']);
      expect(affected('libs/models/src/models/__init__.py')).toEqual(['models']);
    }),
  );

  test(
    'an edge goes with the import, with the module, with the option and with the library',
    keepOnFailure(() => {
      expect(edges()).toEqual(DECLARED);
      // Nobody touches the file that imports it.
      renameSync(at('libs/shared/src/shared'), at('libs/shared/src/common'));
      expect(edges()).toEqual(DECLARED.slice(1));
      renameSync(at('libs/shared/src/common'), at('libs/shared/src/shared'));
      expect(edges()).toEqual(DECLARED);
      options('orders');
      // A directory that no app names any more, and that does not call itself a library, is none.
      expect(projects()).toEqual(['billing', 'models', 'orders', 'stock']);
      expect(edges()).toEqual([]);
      options('stock', { libraries: ['../../libs/shared'], lock: true });
      expect(edges()).toEqual([
        ...DECLARED.slice(0, 2),
        'orders > acme-shared (implicit)',
        'stock > acme-shared (static)',
      ]);
      options('stock');
      options('orders', { libraries: ['../../libs/shared'], lock: true });
      expect(edges()).toEqual(DECLARED);
      // Another name of the Python project, which the one that asks for it does not know.
      put('libs/shared/pyproject.toml', pyproject('renamed'));
      expect(edges()).toEqual(['billing > renamed (implicit)', 'orders > renamed (static)']);
      rmSync(at('libs/shared'), { recursive: true });
      expect(projects()).toEqual(['billing', 'models', 'orders', 'stock']);
      expect(edges()).toEqual([]);
      succeed(root, 'git', ['checkout', '--', '.']);
      expect(edges()).toEqual(DECLARED);
    }),
  );

  test(
    'a list of libraries in a base of the options is followed, and forgotten with the base',
    keepOnFailure(() => {
      put('base.json', '{ "libraries": ["../../libs/models"], "lock": true }');
      options('stock', { extends: '../../base.json' });
      expect(edges()).toContain('stock > models (implicit)');
      put('base.json', '{}');
      expect(edges()).toEqual(DECLARED);
    }),
  );

  test(
    'what Git ignores makes no edge, and stops nothing',
    keepOnFailure(() => {
      put('.gitignore', 'node_modules\n.nx\ngenerated.py\n/apps/stock/pyproject.toml\n');
      put('apps/stock/stock/generated.py', 'import models\n');
      put('apps/stock/pyproject.toml', '[project]\nname = "stock"\ndependencies = ["models"]\n');
      expect(edges()).toEqual(DECLARED);
    }),
  );

  test(
    'what names a library in pyproject.toml depends on it, by its name or by its directory',
    keepOnFailure(() => {
      const asking = '[project]\nname = "stock"\ndependencies = ["models"]\n';
      put('apps/stock/pyproject.toml', asking);
      expect(edges()).toContain('stock > models (implicit)');
      put('apps/stock/pyproject.toml', `${asking}[tool.uv.sources]\nmodels = { path = "../../libs/models" }\n`);
      expect(edges()).toContain('stock > models (static)');
      put('apps/stock/pyproject.toml', '[dependency-groups]\ndev = ["models"]\n');
      expect(edges()).toContain('stock > models (implicit)');
      put('apps/stock/pyproject.toml', '[dependency-groups\n');
      expect(edges()).toEqual(DECLARED);
    }),
  );

  test(
    'a module of two libraries leads to neither, and a module of the app itself to none',
    keepOnFailure(() => {
      put('libs/twin/pyproject.toml', pyproject('twin') + MARK);
      put('libs/twin/src/shared/__init__.py', '');
      expect(edges()).toEqual(DECLARED.slice(1));
      rmSync(at('libs/twin'), { recursive: true });
      put('libs/stock/pyproject.toml', pyproject('stock-library') + MARK);
      put('libs/stock/src/stock/__init__.py', '');
      expect(edges()).toEqual(DECLARED);
      put('apps/billing/billing/stock.py', 'from stock import x\n');
      expect(edges()).toEqual([...DECLARED, 'billing > stock-library (implicit)'].sort());
    }),
  );

  test(
    'no two projects have one name, whoever else infers one',
    keepOnFailure(() => {
      const manifest = read(root, 'package.json');
      put('package.json', JSON.stringify({ ...(JSON.parse(manifest) as object), workspaces: ['packages/*'] }));
      put('packages/models/package.json', '{ "name": "models", "version": "1.0.0" }');
      put('libs/orders/pyproject.toml', pyproject('orders') + MARK);
      mkdirSync(at('web'));
      put('web/project.json', '{ "name": "libs-orders" }');
      expect(projects()).toEqual(
        ['acme-shared', 'billing', 'libs-models', 'libs-orders', 'libs/orders', 'models', 'orders', 'stock'].sort(),
      );
      for (const path of ['packages', 'libs/orders', 'web']) rmSync(at(path), { recursive: true });
      put('package.json', manifest);
      // A project.json beside it gives the name, and its tags come along.
      put('libs/models/project.json', '{ "name": "domain", "tags": ["scope:domain"] }');
      const { tags } = JSON.parse(nx('show', 'project', 'domain', '--json').stdout) as { tags: string[] };
      expect([...tags].sort()).toEqual(expect.arrayContaining(['scope:domain', 'type:util']));
      expect(edges()).toContain('domain > acme-shared (implicit)');
    }),
  );

  test(
    'one app or library that is broken harms no other',
    keepOnFailure(() => {
      put('libs/models/pyproject.toml', '[project');
      put('apps/stock/fastapi-container.json', '{ "libraries": [3, "\\u0000", "/etc"] ');
      put('apps/stock/stock/main.py', '"""\nimport shared\n');
      expect(edges()).toEqual(DECLARED.filter((edge) => !edge.startsWith('models')));
      succeed(root, 'git', ['checkout', '--', '.']);
      expect(edges()).toEqual(DECLARED);
    }),
  );
});
