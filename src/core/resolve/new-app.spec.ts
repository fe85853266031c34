import { resolved } from '../../../test/support/memory';
import { neighbourOf } from './neighbours';
import { newAppOptions } from './new-app';

const ORDERS = neighbourOf({}, 'orders', 'apps/orders');

test('a new app is told what is right for nearly every service, and what it is told it can have', () => {
  const { options, port } = newAppOptions({}, []);
  expect(options).toEqual({ docs: 'bundled', maxBodySize: 1 });
  expect(port).toBeUndefined();
  expect(resolved(options)).toMatchObject({ docs: 'bundled', maxBodySize: 1 });
  expect(resolved({})).toMatchObject({ docs: 'cdn', maxBodySize: undefined });
});

test('beside another app it has ports of its own', () => {
  expect(newAppOptions({}, [ORDERS])).toEqual({
    port: 8001,
    options: { port: 8001, docs: 'bundled', maxBodySize: 1, debugPort: 5679 },
  });
});

test('what was asked for stays', () => {
  const typed = { docs: 'cdn', maxBodySize: 50, port: 8000, debugPort: 5678 };
  expect(newAppOptions(typed, [ORDERS])).toEqual({ port: undefined, options: typed });
});
