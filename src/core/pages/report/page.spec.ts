import { HOSTILE_TEXT, readPage } from '../../../../test/support/page';
import type { Build, ImageReport, LayerReport } from '../../image-report';
import { pageThere } from '../own-page';
import { reportPage, type ReportedImage } from './page';

const MAKING = { version: '9.8.7', now: '2026-03-04T05:06:07.000Z' };

function layer(createdBy: string, base: boolean, ...parts: LayerReport['parts']): LayerReport {
  return { digest: createdBy, createdBy, base, parts, size: parts.reduce((sum, { size }) => sum + size, 0) };
}

const LAYERS = [
  layer('ADD rootfs.tar', true, { name: '/usr/lib', place: 'system', size: 50e6 }, ...small(30)),
  layer('COPY /opt/venv /opt/venv', false, { name: 'fastapi 0.115', place: 'packages', size: 20e6 }),
  layer('COPY orders orders', false, { name: '/app/orders', place: 'application', size: 3000 }),
  layer('WORKDIR /app', false),
];

function small(count: number): LayerReport['parts'] {
  return Array.from({ length: count }, (_, index) => {
    return { name: `/etc/${String(index)}`, place: 'system' as const, size: 1000 };
  });
}

const REPORT: ImageReport = {
  ...{ reference: 'shop/orders:1.2', id: 'sha256:0123456789abcdef', platform: 'linux/amd64', layers: LAYERS },
  size: LAYERS.reduce((sum, { size }) => sum + size, 0),
  places: { application: 3000, packages: 20e6, python: 0, system: 50_030_000 },
  packages: [{ name: 'fastapi', version: '0.115', size: 20e6, base: false }],
};

const BUILDS: readonly Build[] = [
  { id: 'sha256:aaaaaaaaaaaaaaaa', size: 60e6 },
  { id: 'sha256:bbbbbbbbbbbbbbbb', size: 65e6, reported: '2026-03-01T10:00:00.000Z', start: 900 },
  { id: REPORT.id, size: REPORT.size, reported: '2026-03-04T05:06:07.000Z', start: 1234 },
];

const IMAGE: ReportedImage = {
  ...{ directory: 'apps/orders', report: REPORT, builds: BUILDS },
  changes: {
    ...{ since: 'sha256:bbbbbbbbbbbbbbbb', size: 5e6, layers: { same: 1, added: 2, addedSize: 20e6 } },
    places: { application: 0, packages: 5e6, python: 0, system: -10 },
    packages: [{ name: 'fastapi', before: '0.114', after: '0.115', size: 5e6 }],
  },
};

test('says what the report says: sizes, layers, packages, changes, builds', () => {
  const page = reportPage([IMAGE], MAKING);
  const { text, links, ids } = readPage(page);
  for (const told of [
    ...['shop/orders:1.2', 'linux/amd64', '0123456789ab', '70.0 MB', '1.23 s', 'apps/orders', '+5.0 MB'],
    ...['fastapi 0.114 -> 0.115', 'fastapi 0.115', 'COPY orders orders', 'WORKDIR /app', '/etc/29'],
    ...['2 layers with 20.0 MB are new, 1 layer stayed the same', '3 builds were reported', 'not started'],
    ...['2026-03-01 10:00 UTC', 'not known', '900 ms', 'Made by fastapi-container 9.8.7, 2026-03-04 05:06 UTC'],
  ]) {
    expect(text).toContain(told);
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
  expect(pageThere(page)).toBe('ours');
});

test('each rectangle says in words what it is, and leads to its row', () => {
  const page = reportPage([IMAGE], MAKING);
  const [, tile = ''] = /(<a class="tile packages"[^]*?<\/a\s*>)/.exec(page) ?? [];
  expect(tile).toContain('href="#image-layer-2-part-1"');
  const { text } = readPage(tile);
  expect(text.replace(/\s+/g, ' ')).toMatch(
    /fastapi 0\.115: 20\.0 MB, 28\.6 % of the image; Python packages, in the layer COPY \/opt\/venv \/opt\/venv/,
  );
});

test('what is too small to be pointed at is put together, and what cannot be drawn is named', () => {
  const { text } = readPage(reportPage([IMAGE], MAKING));
  expect(text).toContain('30 smaller parts');
  expect(text).toContain('Too small to be drawn: COPY orders orders (3.0 kB)');
});

test('without another build and without a start it says so', () => {
  const changes = 'What changed is not known: no other build was reported before.';
  const { text } = readPage(reportPage([{ ...IMAGE, changes, builds: BUILDS.slice(0, 1) }], MAKING));
  expect(text).toContain(changes);
  expect(text).toContain('1 build was reported');
  expect(text).toContain('not measured');
  expect(text).toContain('report --start');
});

test('of several images each has its own ids', () => {
  const { ids, links, text } = readPage(reportPage([IMAGE, { ...IMAGE, directory: 'apps/carts' }], MAKING));
  expect(text).toContain('2 images');
  expect(new Set(ids).size).toBe(ids.length);
  expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
});

test('an image without anything in it is a page as well', () => {
  const report = { ...REPORT, layers: [], size: 0, packages: [], places: { ...REPORT.places, packages: 0, system: 0 } };
  const { text } = readPage(reportPage([{ ...IMAGE, report, builds: [{ id: 'x', size: 0 }] }], MAKING));
  expect(text).toContain('0 B');
  expect(text).not.toContain('NaN');
});

test('runs nothing and loads nothing, whatever names say', () => {
  const evil = (at: string) => `${at}${HOSTILE_TEXT}`;
  const image: ReportedImage = {
    directory: evil('directory'),
    report: {
      ...{ ...REPORT, reference: evil('reference'), id: evil('id'), platform: evil('platform') },
      layers: [layer(evil('layer'), false, { name: evil('part'), place: 'packages', size: 9 })],
      packages: [{ name: evil('name'), version: evil('version'), size: 9, base: false }],
    },
    builds: [{ id: evil('build'), size: 1, reported: evil('2026') }],
    changes: {
      ...{ since: evil('since'), size: 1, layers: { same: 0, added: 1, addedSize: 9 } },
      places: { application: 1, packages: 0, python: 0, system: 0 },
      packages: [{ name: evil('changed'), before: evil('before'), after: evil('after'), size: 9 }],
    },
  };
  const page = reportPage([image], MAKING);
  const { tags, attributes, text } = readPage(page);
  for (const tag of ['script', 'img', 'link', 'iframe', 'object']) expect(tags).not.toContain(tag);
  expect([...attributes].filter((name) => /^on|^src|action/.test(name))).toEqual([]);
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;`);
  expect(text).toContain('part</style><script>alert(1)</script>"');
  expect(text).toContain('\\u{0}\\u{202e}\\u{2066}\\u{d800}\\u{feff}\\u{2028}');
});
