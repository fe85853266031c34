import { changeOptions, loadOptions, newOptionsFile } from './options-file';

function load(files: Record<string, string>, path = 'apps/a/fastapi-container.json') {
  return loadOptions(path, (file) => files[file]);
}

function problem(files: Record<string, string>) {
  const result = load(files);
  if (result.ok) throw new Error('a problem was expected');
  return result.problems[0];
}

describe('extends', () => {
  test('nearer values win, groups are merged, names are not inherited', () => {
    const result = load({
      'apps/a/fastapi-container.json': '{ "extends": "../../base.json", "port": 9000, "health": { "live": "/l" } }',
      'base.json': '{ "name": "base", "workers": 2, "port": 8001, "health": { "live": "/x", "ready": "/r" } }',
    });
    expect(result).toEqual({ ok: true, value: { workers: 2, port: 9000, health: { live: '/l', ready: '/r' } } });
  });

  test.each([
    ['missing', '"../gone.json"', /no file apps\/gone\.json/],
    ['circular', '"./fastapi-container.json"', /circular: .* -> /],
    ['outside', '"../../../etc/passwd"', /leaves the workspace/],
    ['absolute', '"/etc/passwd"', /leaves the workspace/],
    ['no text', '3', /is no text/],
  ])('%s', (_, value, reason) => {
    const found = problem({ 'apps/a/fastapi-container.json': `{ "extends": ${value} }` });
    expect(found?.option).toBe('extends');
    expect(found?.reason).toMatch(reason);
  });

  test('a circle through another file', () => {
    const found = problem({
      'apps/a/fastapi-container.json': '{"extends":"../b.json"}',
      'apps/b.json': '{"extends":"a/fastapi-container.json"}',
    });
    expect(found?.reason).toMatch(/circular/);
  });
});

describe('a file that is no JSON', () => {
  test('is told with line and column', () => {
    expect(problem({ 'apps/a/fastapi-container.json': '{\n  "port": 8000\n  "workers": 1\n}' })).toMatchObject({
      option: 'apps/a/fastapi-container.json',
      reason: expect.stringMatching(/line 3, column 3: comma expected/) as string,
    });
  });

  test.each(['[]', '3', '""'])('holds no object: %s', (text) => {
    expect(problem({ 'apps/a/fastapi-container.json': text })?.reason).toMatch(/no JSON object/);
  });

  test('comments, trailing commas and a byte order mark are fine', () => {
    expect(load({ 'apps/a/fastapi-container.json': '\uFEFF{ /* why */ "port": 9000, // here\n }' })).toEqual({
      ok: true,
      value: { port: 9000 },
    });
  });
});

describe('changing options', () => {
  test('leaves comments, order and formatting alone', () => {
    const text =
      '{\n    // the public port\n    "port": 8000, "workers":1,\n    "health": { "live": "/l" } // here\n}\n';
    expect(changeOptions(text, { port: 9000, health: { live: '/l2' } })).toBe(
      '{\n    // the public port\n    "port": 9000, "workers":1,\n    "health": { "live": "/l2" } // here\n}\n',
    );
  });

  test('keeps CRLF', () => {
    expect(changeOptions('{\r\n  "port": 8000\r\n}\r\n', { workers: 2 })).toBe(
      '{\r\n  "port": 8000,\r\n  "workers": 2\r\n}\r\n',
    );
  });

  test('a new file names the schema by the way to the workspace', () => {
    expect(JSON.parse(newOptionsFile('apps/orders', { port: 9000 }))).toEqual({
      $schema: '../../node_modules/fastapi-container/schema.json',
      port: 9000,
    });
  });
});
