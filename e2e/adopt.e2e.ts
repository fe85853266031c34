import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Container, dockerTest, imageName } from './support/docker';
import { askUntilUp } from './support/http';
import { QUICK_BUILDER } from './support/image-app';
import { NEWEST_NX, nxWorkspace } from './support/nx';
import { run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const LAYOUTS = join(__dirname, '..', 'test', 'adopt');

/** One of the layouts under test/adopt, and what its application answers. */
interface Layout {
  readonly layout: string;
  /** Directory of the application in it. */
  readonly directory?: string;
  /** What is decided by a flag: here are images of two Pythons only. */
  readonly flags?: readonly string[];
  /** A path that it answers; that of the health check by default. */
  readonly path?: string;
  /** One of those that differ most: the generator, which has the core of the command line, adopts it too. */
  readonly inNx?: true;
}

const PYTHON = ['--python=3.12'];

const QUICK = `--image.extra.builder=${QUICK_BUILDER}`;

const ADOPTED: readonly Layout[] = [
  { layout: 'uv-workspace', directory: 'backend', inNx: true },
  { layout: 'poetry-src-app', flags: PYTHON, inNx: true },
  { layout: 'factory-rpm' },
  { layout: 'frontend-and-entry-script', path: '/api/app/about' },
  { layout: 'src-package', flags: PYTHON, inNx: true },
  { layout: 'packages-at-the-root', flags: PYTHON },
  { layout: 'old-python', directory: 'backend', flags: PYTHON, path: '/api/v1' },
  { layout: 'flat-modules' },
  { layout: 'namespace-package' },
  { layout: 'granian-in-supervisord' },
  { layout: 'entry-script', directory: 'svc' },
  { layout: 'uv-as-requirements', directory: 'services/shop', flags: [...PYTHON, '--dependencies=requirements'] },
  { layout: 'uv-converted', directory: 'services/shop', flags: [...PYTHON, '--convert'], inNx: true },
  { layout: 'poetry-locked', directory: 'services/shop', flags: [...PYTHON, '--convert'] },
  { layout: 'pdm-locked', directory: 'services/shop', flags: [...PYTHON, '--convert'] },
  { layout: 'pipenv-locked', directory: 'services/shop', flags: [...PYTHON, '--convert'] },
];

/** A repository with a layout, all of it committed. */
function repository(root: string, layout: string): void {
  cpSync(join(LAYOUTS, layout, 'tree'), root, { recursive: true });
  commit(root);
}

function commit(root: string): void {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  succeed(root, 'git', ['init', '--quiet', '.']);
  succeed(root, 'git', ['add', '--all']);
  succeed(root, 'git', [...author, 'commit', '--quiet', '--message', 'as it was']);
}

/** What Git says of a repository, a file a line. */
function status(root: string): string[] {
  const { stdout } = run(root, 'git', ['status', '--porcelain', '--untracked-files=all']);
  return stdout.split('\n').filter((line) => line !== '');
}

/** The options that adopting wrote, without what tells where they are. */
function optionsIn(app: string): Record<string, unknown> {
  const {
    $schema: _,
    name: _name,
    ...options
  } = JSON.parse(read(app, 'fastapi-container.json')) as Record<string, unknown>;
  return options;
}

const written = new Map<string, Record<string, unknown>>();
const home = workspace('adopt');

beforeAll(() => {
  write(join(home, 'package.json'), '{ "private": true }\n');
  succeed(home, 'npm', ['install', '--save-dev', tarball()]);
});

function cli(root: string, ...args: string[]) {
  return run(root, join(home, 'node_modules/.bin/fastapi-container'), args);
}

describe.each(ADOPTED)('the command line adopts $layout', ({ layout, directory = '.', flags = [], path }) => {
  const root = join(home, layout);
  const app = join(root, directory);
  const image = imageName(`adopt-${layout}`);

  test(
    'adds files, touches none, and has nothing to add the second time',
    keepOnFailure(() => {
      repository(root, layout);
      expect(cli(root, 'adopt', directory, '--dry-run', ...flags).stdout).toContain('would create');
      expect(status(root)).toEqual([]);
      const stays = existsSync(join(app, 'Dockerfile'));
      const adopted = cli(root, 'adopt', directory, `--image.name=${image}`, QUICK, ...flags);
      // A file that stays is what was promised.
      expect(adopted).toMatchObject({ status: 0, stderr: '' });
      if (stays) expect(adopted.stdout).toMatch(/Yours to decide: .*Dockerfile/);
      expect(adopted.stdout).toContain('How sure');
      const added = status(root);
      expect(added.length).toBeGreaterThan(1);
      expect(added.filter((line) => !line.startsWith('?? '))).toEqual([]);
      cli(root, 'synth', directory);
      expect(status(root)).toEqual(added);
      expect(cli(root, 'adopt', directory)).toMatchObject({ status: 2 });
      written.set(layout, optionsIn(app));
    }),
  );

  dockerTest(
    'and what it would write instead of the old Dockerfile builds and answers',
    keepOnFailure(async () => {
      cli(root, 'synth', directory, '--overwrite');
      if (optionsIn(app).lock === true) cli(root, 'lock', directory);
      expect(cli(root, 'check', directory)).toMatchObject({ status: 0 });
      const built = cli(root, 'run', 'container-build', directory);
      if (built.status !== 0) throw new Error(built.output);
      const port = /EXPOSE (\d+)/.exec(read(app, 'Dockerfile'))?.[1] ?? '';
      const options = optionsIn(app) as { health?: { live: string }; migration?: { command: string[] } };
      const container = new Container(image, port);
      try {
        const answer = await askUntilUp(container.url + (path ?? options.health?.live ?? ''));
        expect({ ...answer, logs: container.logs() }).toMatchObject({ status: 200 });
        if (options.health) await container.untilHealth('healthy');
        if (options.migration) {
          const { stdout } = succeed(root, 'docker', ['run', '--rm', image, ...options.migration.command]);
          expect(stdout).toContain('the table is there');
        }
      } finally {
        container.remove();
      }
    }),
  );
});

test(
  'what has no application any more is refused, and nothing is written',
  keepOnFailure(() => {
    const root = join(home, 'managed-platform');
    repository(root, 'managed-platform');
    const { status: code, stderr } = cli(root, 'adopt', '.');
    expect(code).toBe(2);
    expect(stderr).toContain('no application was found');
    expect(status(root)).toEqual([]);
  }),
);

test(
  '`new` beside an application points to adopting it',
  keepOnFailure(() => {
    const root = join(home, 'beside');
    repository(root, 'flat-modules');
    const { status: code, stderr } = cli(root, 'new', '.');
    expect(code).toBe(2);
    expect(stderr).toContain('fastapi-container adopt .');
    expect(status(root)).toEqual([]);
  }),
);

test(
  'below a definition of projen the call to paste is printed, and it comes to an app that is in step',
  keepOnFailure(() => {
    const root = join(home, 'defined');
    repository(root, 'pdm-locked');
    write(join(root, 'package.json'), '{ "private": true }\n');
    write(join(root, '.gitignore'), 'node_modules/\n');
    succeed(root, 'npm', [
      'install',
      '--save-dev',
      '--no-package-lock',
      'projen@0.103.25',
      'constructs@^10.5.0',
      tarball(),
    ]);
    const definition = join(root, '.projenrc.js');
    const start = "const { Project: Root } = require('projen');\nconst root = new Root({ name: 'root' });\n";
    write(definition, `${start}root.synth();\n`);
    const before = status(root);
    const { stdout } = cli(root, 'adopt', 'services/shop', '--convert', ...PYTHON);
    expect(status(root)).toEqual(before);
    const [, call = '', requirements = ''] =
      /is its project:\n\n([^]*)\n\nAnd save this as requirements.txt[^\n]*\n\n([^]*?\n)\nNothing was written/.exec(
        stdout,
      ) ?? [];
    write(definition, `${start}${call}\nroot.synth();\n`);
    write(join(root, 'services/shop/requirements.txt'), requirements);
    succeed(root, 'node', ['.projenrc.js']);
    expect(cli(root, 'check', 'services/shop')).toMatchObject({ status: 0 });
    expect(existsSync(join(root, 'services/shop/tests'))).toBe(false);
    const refused = cli(root, 'new', 'services/orders', '--port=9000');
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.stderr).toContain('port: 9000 })` into .projenrc.js');
    expect(cli(root, 'new', 'services/orders', '--projen=false')).toMatchObject({ status: 0 });
  }),
);

describe('Nx adopts the same', () => {
  const adopted = ADOPTED.filter(({ inNx }) => inNx);

  const { root, nx, install, add } = nxWorkspace(NEWEST_NX);

  beforeAll(() => {
    install();
    add();
    for (const { layout } of adopted) {
      cpSync(join(LAYOUTS, layout, 'tree'), join(root, 'services', layout), { recursive: true });
    }
    commit(root);
  });

  test.each(adopted)('$layout', async ({ layout, directory = '.', flags = [] }) =>
    keepOnFailure(() => {
      const app = directory === '.' ? `services/${layout}` : `services/${layout}/${directory}`;
      const given = [app, `--name=${layout}`, `--image.name=${imageName(`adopt-${layout}`)}`, QUICK, ...flags];
      const before = status(root);
      expect(nx('g', 'fastapi-container:adopt', ...given, '--dry-run').output).toContain('How sure');
      expect(status(root)).toEqual(before);
      expect(nx('g', 'fastapi-container:adopt', ...given)).toMatchObject({ status: 0 });
      expect(status(root).filter((line) => !line.startsWith('?? '))).toEqual([]);
      expect(existsSync(join(root, app, 'fastapi-container.json'))).toBe(true);
      expect(optionsIn(join(root, app))).toEqual(written.get(layout));
    })(),
  );
});
