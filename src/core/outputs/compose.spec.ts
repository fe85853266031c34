import { adviceOf } from '../plan/change';
import { plan, synth, type Memory } from '../../../test/support/memory';

const IGNORED = 'secrets/.gitignore';

/** An app with these options, as it is after the first run. */
function born(options: object): Memory {
  const memory: Memory = new Map();
  synth(memory, options);
  return memory;
}

describe('the values of secrets stay out of Git', () => {
  test.each<[string, object, object]>([
    ['compose goes', { compose: { postgres: {} }, secrets: ['a'] }, {}],
    ['compose goes, and the secrets stay', { compose: {}, secrets: ['a'] }, { secrets: ['a'] }],
    ['compose goes, and swarm stays', { compose: {}, swarm: {}, secrets: ['a'] }, { swarm: {}, secrets: ['a'] }],
    ['the database goes', { compose: { postgres: {} } }, { compose: {} }],
    ['the secrets go', { compose: {}, secrets: ['a'] }, { compose: {} }],
  ])('when %s', (_, before, after) => {
    const memory = born(before);
    memory.set('secrets/a', 'the value');
    synth(memory, after);
    expect(memory.get(IGNORED)).toMatch(/^\*\n!\.gitignore\n$/m);
    expect(plan(memory, after).filter(({ action }) => action !== 'unchanged')).toEqual([]);
  });

  test('also where only the components of some parts of the files are used', () => {
    const memory = born({ compose: {}, secrets: ['a'] });
    synth(memory, {}, { parts: ['orchestration'] });
    expect([...memory.keys()]).toContain(IGNORED);
    expect([...memory.keys()]).not.toContain('compose.yaml');
  });

  test.each([{ swarm: {} }, { kubernetes: {} }, {}])('whatever runs the app: %j', (group) => {
    expect(born({ ...group, secrets: ['a'] }).has(IGNORED)).toBe(true);
    expect(born(group).has(IGNORED)).toBe(false);
  });
});

describe('a compose file of a person', () => {
  test.each(['docker-compose.yml', 'docker-compose.yaml', 'compose.yml'])('%s is not hidden without a word', (path) => {
    const memory = born({});
    memory.set(path, 'services: {}\n');
    const [change] = synth(memory, { compose: {} }).filter(({ action }) => action === 'conflict');
    expect(change).toMatchObject({
      path: 'compose.yaml',
      reason: `it would hide ${path}, which is yours`,
      waysOut: [expect.stringContaining('another name'), expect.stringContaining('do without it')],
    });
    expect(memory.get(path)).toBe('services: {}\n');
    expect([...memory.keys()].filter((file) => file.startsWith('compose'))).toEqual(
      path === 'compose.yml' ? [path] : [],
    );
    memory.delete(path);
    synth(memory, { compose: {} });
    expect([...memory.keys()]).toEqual(expect.arrayContaining(['compose.yaml', 'compose.dev.yaml']));
  });

  test('what says the difference from ours alone is not written beside theirs, and that is told', () => {
    const memory = born({});
    memory.set('compose.yaml', 'services: {}\n');
    const fates = (options: object) =>
      Object.fromEntries(synth(memory, { compose: {}, ...options }).map(({ path, action }) => [path, action]));
    expect(fates({})).toMatchObject({ 'compose.yaml': 'conflict', 'compose.dev.yaml': 'conflict' });
    expect(fates({ own: ['compose.yaml'] })).toMatchObject({ 'compose.yaml': 'owned', 'compose.dev.yaml': 'owned' });
    expect(memory.has('compose.dev.yaml')).toBe(false);
  });

  test('an edit of one of the two holds up no change of the other', () => {
    const edited = (path: string) => {
      const memory = born({ compose: {} });
      memory.set(path, `${memory.get(path) ?? ''}# mine\n`);
      const changes = synth(memory, { compose: { bind: '127.0.0.2', development: 'watch' } });
      return Object.fromEntries(changes.map(({ path: of, action }) => [of, action]));
    };
    expect(edited('compose.yaml')).toMatchObject({ 'compose.yaml': 'conflict', 'compose.dev.yaml': 'update' });
    expect(edited('compose.dev.yaml')).toMatchObject({ 'compose.yaml': 'update', 'compose.dev.yaml': 'conflict' });
  });

  test('what lies beside a compose file of ours is nothing new', () => {
    const memory = born({ compose: {} });
    memory.set('docker-compose.yml', 'services: {}\n');
    const later = { compose: { bind: '127.0.0.2' } };
    expect(synth(memory, later).some(({ action }) => action === 'conflict')).toBe(false);
    expect(memory.get('compose.yaml')).toContain('127.0.0.2');
  });
});

describe('what goes on after its file is gone is told once', () => {
  test.each<[object, string]>([
    [{ compose: {} }, 'docker compose --project-name orders down'],
    [{ compose: {}, engine: 'podman' }, 'podman compose --project-name orders down'],
    [{ swarm: {} }, 'docker stack rm orders'],
    [{ kubernetes: {} }, "--selector='app.kubernetes.io/name in (orders, orders-migrate)'"],
  ])('%j: %s', (options, command) => {
    const memory = born(options);
    const { engine } = options as { engine?: string };
    const without = engine === undefined ? {} : { engine };
    const told = adviceOf(synth(memory, without));
    expect(told).toEqual([expect.stringContaining(command)]);
    expect(adviceOf(synth(memory, without))).toEqual([]);
  });

  const groups = { compose: {}, swarm: {}, kubernetes: {} };
  const under = (name: string) => ({ name, app: 'orders.main:app' });
  const commands = (name: string) => [
    expect.stringContaining(`compose --project-name ${name} down`) as string,
    expect.stringContaining(`docker stack rm ${name}`) as string,
    expect.stringContaining(`in (${name}, ${name}-migrate)'`) as string,
  ];

  test('by the name that it had', () => {
    const memory = born({ ...under('billing'), ...groups });
    expect(adviceOf(synth(memory, under('orders')))).toEqual(commands('billing'));
  });

  test('with what only some clusters know, where the app has it', () => {
    const route = { host: 'orders.example.com', gateway: 'public' };
    const memory = born({ ...under('billing'), kubernetes: { route, metricsPath: '/metrics' } });
    const told = adviceOf(synth(memory, { ...under('orders'), kubernetes: { route, metricsPath: '/metrics' } }));
    expect(told.join('\n')).toMatch(/kubectl delete deployment,service\S*,httproute,servicemonitor --namespace/);
  });

  test('whatever the ends of its lines are', () => {
    const memory = born({ ...under('billing'), ...groups });
    for (const [path, text] of memory) memory.set(path, text.replaceAll('\n', '\r\n'));
    expect(adviceOf(synth(memory, under('orders')))).toEqual(commands('billing'));
  });

  test('when the app gets another name, and what has it begins anew', () => {
    const memory = born({ ...under('billing'), ...groups });
    const renamed = { ...under('orders'), ...groups };
    expect(adviceOf(synth(memory, renamed))).toEqual(commands('billing'));
    expect(adviceOf(synth(memory, renamed))).toEqual([]);
    expect(adviceOf(synth(memory, { ...renamed, port: 9000 }))).toEqual([]);
  });

  test('nothing is told while the group is on', () => {
    const memory = born({ compose: { postgres: {} }, kubernetes: { autoscaling: {} }, swarm: {} });
    expect(adviceOf(synth(memory, { compose: {}, kubernetes: {}, swarm: {} }))).toEqual([]);
  });
});
