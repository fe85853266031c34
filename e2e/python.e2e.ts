import { join } from 'node:path';
import { run, succeed } from './support/shell';
import { files, keepOnFailure, tarball, workspace, write } from './support/workspace';

/**
 * The generated Python under its own tools, in every shape that options can give it. One environment serves all of
 * them: they install the same packages.
 */
const SHAPES: readonly (readonly string[])[] = [
  ['orders'],
  ['a', '--python', '3.10'],
  ['a-name-of-forty-characters-which-is-most', '--app', 'a_name_of_forty_characters_which_is_most.main:create_app()'],
  ['flat', '--app', 'main:app', '--python', '3.11'],
  ['flat-factory', '--app', 'service:make()', '--python', '3.12'],
  ['nested', '--app', 'nested.server.entry:create_app', '--health.live', '/livez', '--health.ready', '/readyz'],
  ['newest', '--python', '3.14'],
];

describe('the generated Python', () => {
  const root = workspace('python');
  const name = (shape: readonly string[]) => shape[0] ?? '';
  const venv = join(root, 'apps/orders/.venv/bin');

  beforeAll(() => {
    write(join(root, 'package.json'), '{ "private": true }\n');
    // Settings of a parent directory must not reach into an app.
    write(join(root, 'ruff.toml'), 'line-length = 20\n');
    write(join(root, 'mypy.ini'), '[mypy]\npython_version = 2.7\n');
    succeed(root, 'npm', ['install', '--save-dev', tarball()]);
    for (const shape of SHAPES)
      succeed(root, 'npx', ['fastapi-container', 'new', join('apps', name(shape)), ...shape.slice(1)]);
    succeed(join(root, 'apps/orders'), 'npx', ['fastapi-container', 'install']);
  });

  test.each(SHAPES.map((shape) => [name(shape), join(root, 'apps', name(shape))]))(
    '%s passes its linter, formatter, type checker and tests',
    async (_, app) =>
      keepOnFailure(() => {
        const before = files(app);
        for (const command of ['ruff format --check .', 'ruff check .', 'mypy .', 'pytest -q']) {
          const [program = '', ...args] = command.split(' ');
          const ended = run(app, join(venv, program), args);
          expect({ command, ...ended }).toMatchObject({ command, status: 0 });
          expect(ended.output).not.toMatch(/warning/i);
        }
        expect(files(app)).toEqual(before);
      })(),
  );
});
