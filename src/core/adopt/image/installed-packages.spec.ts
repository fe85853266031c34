import { listing } from '../../../../test/support/listing';
import { inferOptions, type Adoption } from '../infer';

const BASE = {
  'app/__init__.py': '',
  'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ping")\ndef ping(): return "pong"\n',
};
const LISTED = { ...BASE, 'requirements.txt': 'fastapi\nuvicorn\n' };

function adopted(files: Readonly<Record<string, string>>): Adoption {
  return inferOptions(listing(new Map(Object.entries(files))), {}, 'legacy', 'services/legacy');
}

function told(files: Readonly<Record<string, string>>): string {
  const { notes } = adopted(files);
  return notes.map(({ text, place }) => `${place?.file ?? ''}:${String(place?.line)} ${text}`).join('\n');
}

/** A Dockerfile whose fourth line is the first one in question. */
function built(...lines: readonly string[]): { readonly Dockerfile: string } {
  const end = ['USER 1000', 'CMD ["uvicorn", "app.main:app"]', ''];
  return { Dockerfile: ['FROM python:3.12-slim', 'WORKDIR /app', 'COPY . .', ...lines, ...end].join('\n') };
}

test.each([
  ['behind -r', 'RUN pip install -r requirements.txt pyyaml', 'pyyaml'],
  ['before -r', 'RUN pip install --no-cache-dir "pyyaml>=6" -r requirements.txt', 'pyyaml>=6'],
  ['with flags in one word', 'RUN pip3 install -qUr requirements.txt pyyaml', 'pyyaml'],
  ['behind &&', 'RUN pip install -r requirements.txt && pip install sentry-sdk[fastapi]', 'sentry-sdk[fastapi]'],
  ['of uv', 'RUN uv pip install --system -r requirements.txt sentry-sdk pyyaml', 'sentry-sdk, pyyaml'],
  ['of a module', 'RUN --mount=type=cache,target=/root/.cache python -m pip install --timeout 60 pyyaml', 'pyyaml'],
  ['of an environment', 'RUN /opt/venv/bin/pip install pyyaml', 'pyyaml'],
  ['in JSON', 'RUN ["pip", "install", "pyyaml"]', 'pyyaml'],
  ['for a shell', 'RUN bash -c "source x && pip install pyyaml"', 'pyyaml'],
  ['of a variable', 'RUN P=1 pip install $MORE', undefined],
  ['with an address', 'RUN pip install https://example.com/a-1.0.whl', 'https://example.com/a-1.0.whl'],
  ['with extras that are not named', 'RUN pip install uvicorn[standard]', 'uvicorn[standard]'],
  ['with versions that are not named', 'RUN pip install "uvicorn<0.60"', 'uvicorn<0.60'],
  ['of poetry', 'RUN poetry add --group main pyyaml', 'pyyaml'],
])('packages that a Dockerfile installs besides are told with its line: %s', (_, line, names) => {
  expect(told({ ...LISTED, ...built(line) })).toContain(
    names === undefined
      ? 'Dockerfile:4 $MORE is installed, and comes from a variable'
      : `Dockerfile:4 installs ${names}, which requirements.txt does not name: the image would lack it, add it there`,
  );
});

test.each([
  'RUN pip install --upgrade pip setuptools wheel && pip install -r requirements.txt',
  'RUN pip install poetry==2.1 poetry-plugin-export uv pip-tools hatch',
  'RUN pip install FastAPI uvicorn -r requirements.txt --extra-index-url https://pypi.org/simple',
  'RUN pip install . && pip install -e . && pip install .[prod] && pip install "/app[prod]"',
  'RUN pip install --no-index --find-links=/wheels -r requirements.txt && pip install /wheels/*.whl',
  'RUN pip install -r /tmp/requirements.txt --target /deps > /dev/null',
  'RUN pip install "poetry==$POETRY_VERSION" uvicorn==${UVICORN} && poetry export | pip install -r /dev/stdin',
  'RUN pip install "$(ls dist/*.whl)"',
])('what is named already, or serves the build, is not: %s', (line) => {
  expect(told({ ...LISTED, ...built(line) })).not.toMatch(/installs|installed|index/);
});

describe('of several stages', () => {
  const stages = (...lines: readonly string[]) => ({
    Dockerfile: [...lines, 'CMD ["uvicorn", "app.main:app"]', ''].join('\n'),
  });

  test.each([
    [
      'an environment',
      ['RUN python -m venv /opt/venv && /opt/venv/bin/pip install pyyaml'],
      'COPY --from=build /opt/venv /opt/venv',
    ],
    ['packages below a prefix', ['RUN pip install --prefix=/install pyyaml'], 'COPY --from=build /install /usr/local'],
    ['wheels', ['RUN pip wheel -w /wheels -r requirements.txt pyyaml'], 'COPY --from=0 /wheels /wheels'],
    [
      'wheels in a mount',
      ['WORKDIR /wheels', 'RUN pip wheel pyyaml'],
      'RUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install /wheels/*',
    ],
    ['what is installed for a user', ['RUN pip install --user pyyaml'], 'COPY --from=build /root/.local /root/.local'],
  ])('the one counts that gives %s', (_, made, taken) => {
    const given = stages('FROM python:3.12 AS build', ...made, 'FROM python:3.12-slim', taken);
    expect(told({ ...LISTED, ...given })).toContain(`Dockerfile:${String(made.length + 1)} installs pyyaml, which`);
  });

  test('one whose files alone are taken does not', () => {
    const given = stages(
      'FROM python:3.12 AS build',
      'WORKDIR /app',
      'RUN pip install wheel cython && cythonize .',
      'FROM python:3.12-slim',
      'COPY --from=build /app /app',
    );
    expect(told({ ...LISTED, ...given })).not.toContain('installs');
  });

  test('one for pages or tests does not', () => {
    const given = stages(
      'FROM python:3.12 AS pages',
      'WORKDIR /docs',
      'RUN pip install mkdocs && mkdocs build',
      'FROM python:3.12-slim AS base',
      'COPY --from=pages /docs/site /app/site',
      'FROM base AS tests',
      'RUN pip install pytest',
      'FROM base',
    );
    expect(told({ ...LISTED, ...given })).not.toContain('installs');
  });
});

test('a list of requirements that is written here has them', () => {
  const line = built('RUN pip install fastapi "uvicorn[standard]" pyyaml && pip install gunicorn pyyaml');
  const alone = adopted({ ...BASE, ...line });
  expect(alone.requirements).toBe('fastapi\nuvicorn[standard]\npyyaml\ngunicorn\n');
  expect(told({ ...BASE, ...line })).toContain('Dockerfile:4 requirements.txt has fastapi, uvicorn[standard], pyyaml');
  expect(told({ ...BASE, ...line })).not.toContain('there is neither');
  const pyproject = { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["fastapi"]\n' };
  expect(adopted({ ...BASE, ...pyproject, ...built('RUN pip install . pyyaml') }).requirements).toBe(
    'fastapi\npyyaml\n',
  );
  const other = { 'requirements/prod.txt': 'fastapi\n', ...built('RUN pip install -r requirements/prod.txt pyyaml') };
  expect(adopted({ ...BASE, ...other }).requirements).toBe('-r requirements/prod.txt\npyyaml\n');
});

test('a file that is installed as well, and one that limits versions, are lines to add', () => {
  const files = { 'requirements-more.txt': 'pyyaml\n', 'limits.txt': 'pyyaml<7\n' };
  const line = 'RUN pip install -c limits.txt -r requirements.txt -r requirements-more.txt';
  expect(told({ ...LISTED, ...files, ...built(line) })).toContain(
    'Dockerfile:4 installs -r requirements-more.txt, -c limits.txt, which requirements.txt does not name',
  );
  const including = { 'requirements.txt': '-c limits.txt\n-r requirements-more.txt\nfastapi\nuvicorn\n' };
  expect(told({ ...LISTED, ...files, ...including, ...built(line) })).not.toContain('installs');
});

test.each([
  [
    '--extra-index-url https://me:hunter2@example.com/simple',
    '--extra-index-url names a package index: option packageIndex',
  ],
  ['--index-url=https://example.com/simple', '--index-url names a package index'],
  ['-i $INDEX', '-i names a package index'],
  ['--find-links vendor', '--find-links names the directory vendor with packages'],
])('where packages come from is told, and never copied: %s', (flag, said) => {
  const files = {
    ...LISTED,
    ...built(`RUN pip install ${flag} -r requirements.txt`),
    'vendor/a-1.0-py3-none-any.whl': '',
  };
  expect(told(files)).toContain(`Dockerfile:4 ${said}`);
  expect(JSON.stringify(adopted(files))).not.toContain('hunter2');
});

test.each([
  ['git+https://me:hunter2@example.com/a.git', 'git+https://***@example.com/a.git is installed: name it there'],
  [
    './vendor/a-1.0-py3-none-any.whl',
    './vendor/a-1.0-py3-none-any.whl is installed from a file: put it on a package index',
  ],
  ['/app/vendor/*.whl', '/app/vendor/*.whl is installed from a file'],
  ['-e ./lib', './lib is installed from its directory: name it in "libraries", with "lock": true'],
])('%s has its way out', (what, said) => {
  const files = {
    ...LISTED,
    ...built(`RUN pip install ${what}`),
    'vendor/a-1.0-py3-none-any.whl': '',
    'lib/setup.py': '',
  };
  expect(told(files)).toContain(`Dockerfile:4 ${said}`);
  expect(JSON.stringify(adopted(files))).not.toContain('hunter2');
});
