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
    ['no text', '3', /is not a text/],
    ['with a NUL', '"a\\u0000b"', /can be no path/],
    ['with a line break', '"a\\nb.json"', /can be no path/],
    ['with a name too long for any disk', `"${'a'.repeat(300)}"`, /can be no path/],
    ['too long altogether', `"${'a/'.repeat(5000)}b"`, /can be no path/],
  ])('%s', (_, value, reason) => {
    const found = problem({ 'apps/a/fastapi-container.json': `{ "extends": ${value} }` });
    expect(found?.option).toBe('extends');
    expect(found?.reason).toMatch(reason);
  });

  test.each([
    ['apps/a/fastapi-container.json', '../../../base.json', /root is \.\.\/\.\.\/ from this file/],
    ['a/fastapi-container.json', '../../base.json', /root is \.\.\/ from this file/],
    ['fastapi-container.json', '../base.json', /root is the directory of this file/],
  ])('a path out of the workspace of %s names its root and the way out', (path, base, reason) => {
    const result = load({ [path]: JSON.stringify({ extends: base }) }, path);
    if (result.ok) throw new Error('a problem was expected');
    expect(result.problems[0]?.reason).toMatch(reason);
    expect(result.problems[0]?.fix).toMatch(/git init/);
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

  test.each(['[]', '3', '"x"', '{', '', '{ "port": 1, "port": 2 }'])(
    'leaves a text alone that holds no options: %s',
    (text) => {
      expect(changeOptions(text, { port: 9000 })).toBe(text);
    },
  );

  test.each(['3', '[1]', 'null', '"x"'])('leaves %s alone where a group should be, for reading to name it', (value) => {
    const changed = changeOptions(`{ "health": ${value} }`, { health: { live: '/l' }, port: 9000 });
    expect(JSON.parse(changed)).toEqual({ health: JSON.parse(value) as unknown, port: 9000 });
  });

  test('makes a group that is not there', () => {
    expect(JSON.parse(changeOptions('{}', { image: { aptPackages: { builder: ['gcc'] } } }))).toEqual({
      image: { aptPackages: { builder: ['gcc'] } },
    });
  });

  test.each([
    ['{}', { compose: {} }, { compose: {} }],
    [
      '{ "kubernetes": { "replicas": 3 } }',
      { kubernetes: { autoscaling: {} } },
      { kubernetes: { replicas: 3, autoscaling: {} } },
    ],
    ['{}', { kubernetes: { autoscaling: {} } }, { kubernetes: { autoscaling: {} } }],
    ['{ "compose": { "redis": {} } }', { compose: {} }, { compose: { redis: {} } }],
  ])('an empty group is switched on, and takes nothing away: %s with %j', (text, changes, after) => {
    expect(JSON.parse(changeOptions(text, changes))).toEqual(after);
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

  test('a new file names no schema where that is no file', () => {
    expect(JSON.parse(newOptionsFile(undefined, { port: 9000 }))).toEqual({ port: 9000 });
  });
});
