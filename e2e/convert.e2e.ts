import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { appliesInImage } from '../src/core/python/markers';
import { readRequirements } from '../src/core/python/requirement-lines';
import { supportedInterpreter } from '../src/io/python';
import { run, succeed } from './support/shell';
import { keepOnFailure, read, tarball, workspace, write } from './support/workspace';

/** A tool with a lock of its own, in versions that go together, and the command that tells what it has locked. */
interface Tool {
  readonly layout: string;
  readonly packages: readonly string[];
  readonly command: readonly string[];
}

const TOOLS: readonly Tool[] = [
  {
    layout: 'poetry-locked',
    packages: ['poetry==2.5.1', 'poetry-plugin-export==1.10.1'],
    command: ['poetry', 'export', '--without-hashes'],
  },
  {
    layout: 'pdm-locked',
    packages: ['pdm==2.29.4', 'hishel[httpx2]==1.4.0'],
    command: ['pdm', 'export', '--format', 'requirements', '--prod', '--without-hashes'],
  },
  { layout: 'pipenv-locked', packages: ['pipenv==2026.10.3'], command: ['pipenv', 'requirements'] },
  {
    layout: 'uv-converted',
    packages: ['uv==0.13.9'],
    command: ['uv', 'export', '--frozen', '--no-dev', '--no-emit-local', '--no-hashes', '--package', 'shop'],
  },
];

const PYTHON = '3.12';

/** Packages and versions that an image gets from a requirements file. */
function installed(text: string): string[] {
  return readRequirements(text)
    .flatMap((line) =>
      line.kind === 'package' && line.url === undefined && appliesInImage(line.marker, PYTHON) !== false
        ? [line.name + line.specifier]
        : [],
    )
    .sort();
}

const home = workspace('convert');

beforeAll(() => {
  write(join(home, 'package.json'), '{ "private": true }\n');
  succeed(home, 'npm', ['install', '--save-dev', tarball()]);
});

describe.each(TOOLS)('adopting $layout with --convert', ({ layout, packages, command: [program = '', ...args] }) => {
  const root = join(home, layout);
  const app = join(root, 'services/shop');

  test(
    'comes to what the tool itself exports',
    keepOnFailure(() => {
      cpSync(join(__dirname, '..', 'test/adopt', layout, 'tree'), root, { recursive: true });
      succeed(root, 'git', ['init', '--quiet', '.']);
      const tools = join(home, `.tools-${layout}`);
      const { command } = supportedInterpreter(PYTHON);
      const [python = '', ...before] = command;
      succeed(home, python, [...before, '-m', 'venv', tools]);
      succeed(home, join(tools, 'bin/pip'), ['install', '--quiet', ...packages]);
      const env = { WORKON_HOME: join(home, '.venvs'), PDM_IGNORE_SAVED_PYTHON: '1' };
      const exported = succeed(app, join(tools, 'bin', program), args, env).stdout;
      const adopt = ['adopt', 'services/shop', '--convert', `--python=${PYTHON}`];
      const adopted = run(root, join(home, 'node_modules/.bin/fastapi-container'), adopt);
      expect(adopted.stdout).toContain('created     requirements.txt');
      expect(installed(read(app, 'requirements.txt'))).toEqual(installed(exported));
      expect(installed(exported).length).toBeGreaterThan(10);
    }),
  );
});
