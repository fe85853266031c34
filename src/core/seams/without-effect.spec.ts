import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolved, synth, type Memory } from '../../../test/support/memory';
import { withoutEffectNotices } from './without-effect';

const ON = { trustedHosts: ['orders.example.com'], maxBodySize: 5 };
const BORN = readFileSync(join(__dirname, '../../../test/born/0.1.0/orders/orders/main.py'), 'utf8');

function told(options: object, change: (memory: Memory) => void = () => undefined): string[] {
  const memory: Memory = new Map();
  synth(memory, options);
  change(memory);
  const around = {
    directory: 'apps/orders',
    read: (path: string) => memory.get(path.replace('apps/orders/', '')),
    files: () => [...memory.keys()],
  };
  return withoutEffectNotices(resolved(options), around).map(({ option, message }) => `${option} ${message}`);
}

const entry = (text: string) => (memory: Memory) => {
  memory.set('orders/main.py', text);
};

test('an application that calls the package is told nothing, nor one whose options need no call', () => {
  expect(told(ON)).toEqual([]);
  expect(told({}, entry(BORN))).toEqual([]);
});

test('the call may be in any module of the app', () => {
  const moved = (memory: Memory) => {
    memory.set('orders/factory.py', memory.get('orders/main.py') ?? '');
    memory.set('orders/main.py', 'from orders.factory import app\n');
  };
  expect(told(ON, moved)).toEqual([]);
});

test('an application that an older version made is told the options, and the lines as a difference', () => {
  const [text = ''] = told(ON, entry(BORN));
  expect(text).toContain('trustedHosts like maxBodySize, has no effect yet');
  expect(text).toContain('--- a/apps/orders/orders/main.py');
  expect(text).toContain('+    _container.install(app)\n');
});

test('what is lost meanwhile is told', () => {
  expect(told({ logFormat: 'json' }, entry(BORN))[0]).toContain('Until it does, requests are not logged.');
  expect(told(ON, entry(BORN))[0]).not.toContain('not logged');
});

test.each([
  ['an application that is put together elsewhere', 'from shop import app\n'],
  ['two applications', `${BORN}\nother = FastAPI()\n`],
])('%s is told the calls in words', (_, text) => {
  expect(told(ON, entry(text))[0]).toContain('_container.install(app)   once, when the application is made');
});
