import { compareImages, reportImage, reportText, type ImageContents, type LayerContents } from './';

const SITE = 'opt/venv/lib/python3.13/site-packages';

function layer(digest: string, createdBy: string, files: Record<string, number>, more: Partial<LayerContents> = {}) {
  const entries = Object.entries(files).map(([path, size]) => ({ path, size }));
  return { digest, createdBy, before: [], entries, records: new Map<string, string>(), ...more };
}

function record(name: string, version: string, ...paths: string[]): [string, string] {
  return [`${SITE}/${name}-${version}.dist-info/RECORD`, paths.map((path) => `${path},sha256=x,1\n`).join('')];
}

const BASE = layer('base', '/bin/sh -c #(nop) ADD file', {
  'usr/local/lib/python3.13/os.py': 40,
  'usr/local/lib/python3.13/site-packages/pip-25.0.dist-info/METADATA': 1,
  'usr/local/lib/python3.13/site-packages/pip/__init__.py': 9,
  'bin/sh': 100,
  'etc/old': 7,
});

function venv(version: string, size: number): LayerContents {
  return layer(
    `venv-${version}`,
    'COPY /opt/venv /opt/venv # buildkit',
    {
      'opt/venv/bin/uvicorn': 3,
      [`${SITE}/uvicorn-${version}.dist-info/METADATA`]: 1,
      [`${SITE}/uvicorn-${version}.dist-info/RECORD`]: 1,
      [`${SITE}/uvicorn/main.py`]: size,
      [`${SITE}/uvicorn/__pycache__/main.cpython-313.pyc`]: 5,
      [`${SITE}/typing_extensions.py`]: 8,
      [`${SITE}/typing_extensions-4.1.dist-info/METADATA`]: 1,
      [`${SITE}/Name.Space-1.0.dist-info/METADATA`]: 1,
      [`${SITE}/shared/ours.py`]: 2,
      [`${SITE}/orphan.pth`]: 4,
    },
    {
      before: ['ENV PATH=/opt/venv/bin:/usr/bin'],
      records: new Map([
        record('uvicorn', version, 'uvicorn/main.py', '../../../bin/uvicorn', `uvicorn-${version}.dist-info/METADATA`),
        record('typing_extensions', '4.1', 'typing_extensions.py', 'typing_extensions-4.1.dist-info/METADATA'),
        record('Name.Space', '1.0', '"shared/ours.py"'),
      ]),
    },
  );
}

function image(id: string, ...layers: LayerContents[]): ImageContents {
  return { id, platform: 'linux/amd64', layers: [BASE, ...layers] };
}

const first = reportImage(
  'orders:1',
  image('sha256:1', venv('0.1', 20), layer('app', 'COPY orders orders', { 'app/orders/main.py': 6, 'etc/.wh.old': 0 })),
);

test('packages own what their lists name, programs and bytecode included', () => {
  expect(first.packages).toEqual([
    { name: 'uvicorn', version: '0.1', size: 3 + 1 + 1 + 20 + 5, base: false },
    { name: 'pip', version: '25.0', size: 10, base: true },
    { name: 'typing-extensions', version: '4.1', size: 9, base: false },
    { name: 'name-space', version: '1.0', size: 3, base: false },
  ]);
});

test('every byte lies in one place, and what a later layer removes in none', () => {
  expect(first.places).toEqual({ application: 6, packages: 46 + 10, python: 40, system: 100 });
  expect(first.size).toBe(157 + 46 + 6);
  expect(first.layers.map(({ base }) => base)).toEqual([true, false, false]);
});

test('a directory that was emptied holds only what the same layer puts into it', () => {
  const emptied = layer('x', 'RUN', { 'usr/local/.wh..wh..opq': 0, 'usr/local/new': 5 });
  const { places } = reportImage('orders:1', image('sha256:1', venv('0.1', 20), emptied));
  expect(places).toMatchObject({ python: 0, system: 100 + 7 + 5 });
});

test('a layer is the sum of its parts, and what a later one takes away is told as such', () => {
  for (const { size, parts } of first.layers) expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(size);
  expect(first.layers[0]?.parts).toEqual([
    { name: '/bin', place: 'system', size: 100 },
    { name: 'Python and its standard library', place: 'python', size: 40 },
    { name: 'pip 25.0', place: 'packages', size: 10 },
    { name: 'replaced or removed by later layers', place: 'hidden', size: 7 },
  ]);
  expect(first.layers[1]?.parts[0]).toEqual({ name: 'uvicorn 0.1', place: 'packages', size: 30 });
  expect(first.layers[1]?.parts).toContainEqual({ name: '/opt/venv', place: 'packages', size: 4 });
  expect(first.layers[2]?.parts).toEqual([{ name: '/app/orders', place: 'application', size: 6 }]);
});

test('an image of a Dockerfile that somebody else wrote has no known base', () => {
  const { layers, packages } = reportImage('orders:1', image('sha256:1', layer('a', 'COPY . .', { 'app/x': 1 })));
  expect(layers.map(({ base }) => base)).toEqual([false, false]);
  expect(packages[0]?.base).toBe(false);
});

test('what changed: layers by digest, packages by version and size', () => {
  const app = layer('app2', 'COPY orders orders', { 'app/orders/main.py': 9 });
  const second = reportImage('orders:1', image('sha256:2', venv('0.2', 25), app));
  const changes = compareImages(first, second);
  expect(changes).toEqual({
    since: 'sha256:1',
    size: 8,
    layers: { same: 1, added: 2, addedSize: 51 + 9 },
    places: { application: 3, packages: 5, python: 0, system: 7 },
    packages: [{ name: 'uvicorn', before: '0.1', after: '0.2', size: 5 }],
  });
  expect(compareImages(first, first)).toMatchObject({ size: 0, layers: { same: 3, added: 0 }, packages: [] });
  const text = reportText(second, changes);
  expect(text).toContain('uvicorn 0.1 -> 0.2');
  expect(text).toMatch(/157 B {2}the base image \(1 layer\)/);
  expect(text).toMatch(/COPY \/opt\/venv \/opt\/venv$/m);
  expect(text).not.toContain('Answers');
  expect(reportText(second, changes, 1234)).toContain('\nAnswers 1.23 s after it is started\n');
});
