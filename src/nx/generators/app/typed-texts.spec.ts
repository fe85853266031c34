import { withTypedTexts } from './typed-texts';

const ARGV = ['node', 'nx', 'g', 'fastapi-container:app', 'apps/orders', '--port=9000'];

test('texts that look like numbers come back as they were typed', () => {
  const typed = [...ARGV, '--image.env.TAG=1.10', '--image.env.HEX', '0x10', '--image.labels.com.acme.my-team=7'];
  const changes = { port: 9000, image: { env: { TAG: '1.1', HEX: '16', TWICE: ['1', '2'] }, labels: {} } };
  const twice = ['--image.env.TWICE=1', '--image.env.TWICE=2', '--image.env.NONE', '--dry-run'];
  expect(withTypedTexts(changes, [...typed, ...twice])).toEqual({
    port: 9000,
    image: { env: { TAG: '1.10', HEX: '0x10', TWICE: ['1', '2'] }, labels: { 'com.acme.my-team': '7' } },
  });
});

test('so do those of lists, however often they were typed, and of other options', () => {
  const typed = ['--image.tags=1.10', '--image.tags', '2.0', '--name=007', '--image.apt-packages.builder=7,gcc'];
  const changes = { name: '7', image: { tags: ['1.1', '2'], aptPackages: { builder: ['7'] } } };
  expect(withTypedTexts(changes, [...ARGV, ...typed])).toEqual({
    name: '007',
    image: { tags: ['1.10', '2.0'], aptPackages: { builder: ['7', 'gcc'] } },
  });
});

test('a switch takes no word that stands behind it, and a flag without a value stays as it is', () => {
  const changes = { lock: true, image: { tags: true } };
  const argv = ['nx', 'g', 'fastapi-container:app', '--lock', 'apps/orders', '--image.tags'];
  expect(withTypedTexts(changes, argv)).toEqual({ lock: true, image: { tags: true } });
});

test('a name that no option can have is handed on, for validation to name', () => {
  const changes = withTypedTexts({ image: { env: { ___proto___: '1' } } }, [...ARGV, '--image.env.__proto__=1']);
  expect(Object.keys((changes.image as { env: object }).env)).toContain('__proto__');
});

test('words that were meant for another generator are none of ours', () => {
  expect(withTypedTexts({ server: 'uvicorn' }, [...ARGV, '--name=007', '--image.tags=1', '--image.env.A=1'])).toEqual({
    server: 'uvicorn',
  });
});
