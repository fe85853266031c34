import { withTypedTexts } from './typed-texts';

test('texts that look like numbers come back as they were typed', () => {
  const argv = ['node', 'nx', 'g', 'fastapi-container:app', 'apps/orders', '--port=9000', '--image.env.TAG=1.10'];
  const typed = [...argv, '--image.env.HEX', '0x10', '--image.labels.com.acme.my-team=7', '--image.env.TWICE=1'];
  const changes = { port: 9000, image: { env: { TAG: '1.1', HEX: '16', TWICE: ['1', '2'] }, labels: {} } };
  expect(withTypedTexts(changes, [...typed, '--image.env.TWICE=2', '--image.env.NONE', '--dry-run'])).toEqual({
    port: 9000,
    image: { env: { TAG: '1.10', HEX: '0x10', TWICE: ['1', '2'] }, labels: { 'com.acme.my-team': '7' } },
  });
});
