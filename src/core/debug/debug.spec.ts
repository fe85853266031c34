import { resolved } from '../../../test/support/memory';
import { OPTION_SETS } from '../../../test/support/option-sets';
import { resolve } from '../resolve/resolve';
import { debugCommand } from './command';
import { attaches, launchFile, launchLines } from './launch';

const ORDERS = resolved({});

test('one process of uvicorn behind a debugger that only this machine reaches', () => {
  expect(debugCommand(ORDERS, false, []).join(' ')).toBe(
    'python -Xfrozen_modules=off -m debugpy --listen 127.0.0.1:5678 ' +
      '-m uvicorn orders.main:app --host 127.0.0.1 --port 8000 --log-level info --workers 1',
  );
});

test.each(Object.entries(OPTION_SETS))('there is neither reload nor a second worker: %s', (_, options) => {
  const words = debugCommand(resolved(options), false, []);
  expect(words).not.toContain('--reload');
  expect(words.join(' ')).toMatch(/ -m uvicorn \S+ .*--workers 1$/);
});

test('the wait is a word of the debugger, others are those of uvicorn', () => {
  const words = debugCommand(ORDERS, true, ['--log-level', 'trace']);
  expect(words.indexOf('--wait-for-client')).toBeLessThan(words.indexOf('uvicorn'));
  expect(words.slice(-2)).toEqual(['--log-level', 'trace']);
});

test('the port of the app is no port of a debugger', () => {
  const result = resolve({ port: 5678 }, 'orders');
  expect(result).toMatchObject({ ok: false, problems: [{ option: 'debugPort', value: 5678 }] });
  expect(resolve({ port: 5678, debugPort: 5679 }, 'orders').ok).toBe(true);
});

test('a first launch.json attaches to the app, and no further entry is told', () => {
  expect(attaches(launchFile(ORDERS), ORDERS)).toBe(true);
  expect(attaches(launchFile(ORDERS), resolved({ debugPort: 6000 }))).toBe(false);
  expect(attaches('{"configurations": [{"type": "node", "port": 5678}]}', ORDERS)).toBe(false);
});

test('what is told is an entry of the same kind', () => {
  const [first, ...entry] = launchLines(ORDERS, '../.vscode/launch.json');
  expect(first).toContain('../.vscode/launch.json');
  expect(JSON.parse(entry.join('\n'))).toEqual({
    name: 'orders: attach',
    type: 'debugpy',
    request: 'attach',
    connect: { host: '127.0.0.1', port: 5678 },
    justMyCode: true,
  });
});
