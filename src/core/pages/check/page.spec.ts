import { BY_NPX } from '../../npm/calls';
import { HOSTILE_TEXT, readPage } from '../../../../test/support/page';
import { plan, synth, type Memory } from '../../../../test/support/memory';
import type { Change } from '../../plan/change';
import type { JudgedApp } from './judged';
import { checkPage } from './page';

const MAKING = { version: '9.8.7', now: '2026-03-04T05:06:07.000Z', calls: BY_NPX };

function judged(directory: string, changes: readonly Change[]): JudgedApp {
  return { directory, door: 'command line', changes, notices: [] };
}

const BROKEN: JudgedApp = {
  directory: 'apps/broken',
  subject: 'apps/broken/fastapi-container.json',
  problems: [{ option: 'port', value: 80, reason: 'is below 1024', allowed: '1024 to 65535', fix: 'choose `8000`' }],
};

const memory: Memory = new Map();

beforeEach(() => {
  memory.clear();
  synth(memory, { name: 'orders' });
});

test('an app whose options changed: what differs, side by side, and what brings it in step', () => {
  const { text } = readPage(checkPage([judged('apps/orders', plan(memory, { port: 9000 }))], MAKING));
  for (const told of ['Not in step', 'apps/orders', 'Dockerfile', 'out of date', 'the options changed']) {
    expect(text).toContain(told);
  }
  expect(text).toContain('EXPOSE 8000');
  expect(text).toContain('EXPOSE 9000');
  expect(text).toContain('npx fastapi-container synth apps/orders');
});

test('what a person edited: their lines, the ways out, and the difference', () => {
  memory.set('Dockerfile', `${memory.get('Dockerfile') ?? ''}LABEL mine="<1>"\n`);
  const page = checkPage([judged('apps/orders', plan(memory, { name: 'orders' }))], MAKING);
  const { text } = readPage(page);
  for (const told of ['1 conflict', 'Your lines', 'LABEL mine="<1>"', 'Ways out', '"own": ["Dockerfile"]']) {
    expect(text).toContain(told);
  }
  expect(text).not.toContain('To bring it in step');
  expect(page).toMatch(/<details class="file" open>/);
});

test('an app whose options are wrong: each problem, with the way out', () => {
  const { text } = readPage(checkPage([BROKEN, judged('apps/orders', [])], MAKING));
  for (const told of ['Cannot be judged', '1 problem', 'port = 80', 'is below 1024', '1024 to 65535', 'choose 8000']) {
    expect(text).toContain(told);
  }
});

test('an app in step is one line, with its notes and with what its user has taken over', () => {
  const owned: Change = { path: 'Dockerfile', ownership: 'managed', action: 'owned', before: 'a', after: 'b' };
  const apps: JudgedApp[] = [
    judged('apps/one', []),
    { ...judged('apps/two', [owned]), notices: [{ option: 'port', message: 'is `low`' }] },
  ];
  const page = checkPage(apps, MAKING);
  const { text } = readPage(page);
  expect(text).toContain('Everything is in step');
  expect(page).toContain('<li>apps/one</li>');
  expect(text).toMatch(/apps\/two yours: Dockerfile\s+port: is low/);
  expect(page).not.toContain('<details');
});

test('the workspace is called so, and counted as none of the apps', () => {
  const change: Change = { path: 'compose.yaml', ownership: 'managed', action: 'create', after: 'name: shop\n' };
  const workspace: JudgedApp = { directory: '.', title: 'the workspace', door: 'nx', changes: [change], notices: [] };
  const { text } = readPage(checkPage([judged('apps/orders', []), workspace], MAKING));
  expect(text).toContain('1 app and the workspace, held against their options');
  expect(text).toMatch(/the workspace 1 missing To bring it in step: npx nx sync/);
});

test('a file that a task has to make, one that is missing, and one that was written once', () => {
  const { text } = readPage(
    checkPage(
      [
        judged('apps/orders', [
          {
            path: 'requirements.lock',
            ownership: 'made',
            action: 'stale',
            reason: 'it is old',
            waysOut: ['run `lock`'],
          },
          { path: 'new.txt', ownership: 'managed', action: 'create', after: 'first line\n' },
          { path: 'orders/main.py', ownership: 'seed', action: 'create', after: 'secret work\n' },
        ]),
      ],
      MAKING,
    ),
  );
  for (const told of ['it is old', 'run lock', 'first line', 'orders/main.py', '2 missing', '1 to make']) {
    expect(text).toContain(told);
  }
  expect(text).not.toContain('secret work');
});

test('a thousand apps in drift are a page of a sane size, closed, and it says what it leaves out', () => {
  const before = memory.get('Dockerfile') ?? '';
  const changes: Change[] = ['Dockerfile', 'compose.yaml', 'a.py'].map((path) => {
    const after = `${before.replaceAll('8000', '9000')}${'# a line that is new\n'.repeat(60)}`;
    return { path, ownership: 'managed', action: 'update', before, after, reason: 'the options changed' };
  });
  const apps = Array.from({ length: 1000 }, (_, index) => judged(`apps/app-${String(index)}`, changes));
  const page = checkPage([...apps, BROKEN], MAKING);
  expect(page.length).toBeLessThan(9e6);
  const { text } = readPage(page);
  expect(text).toContain('apps/app-999');
  expect(text).toMatch(/\d+ more rows of this difference\. All of it: npx fastapi-container check apps\/app-999/);
  expect(page).not.toContain(' open>');
  expect(text).toContain('Not in step 1,000');
});

test('runs nothing, whatever files, options and values say', () => {
  const evil = (at: string) => `${at}${HOSTILE_TEXT}`;
  const change: Change = {
    ...{ path: evil('path'), ownership: 'managed', action: 'conflict', reason: evil('reason') },
    ...{ before: `${evil('before')}\nsame\n`, after: `${evil('after')}\nsame\n` },
    ...{ yours: [evil('yours')], waysOut: [evil('way')] },
  };
  const apps: JudgedApp[] = [
    {
      ...judged(evil('directory'), [change]),
      notices: [{ option: evil('option'), message: evil('note') }],
    },
    {
      directory: evil('broken'),
      subject: evil('subject'),
      problems: [
        {
          option: evil('o'),
          value: { [evil('key')]: evil('v') },
          reason: evil('r'),
          allowed: evil('a'),
          fix: evil('f'),
        },
      ],
    },
  ];
  const { tags, attributes } = readPage(checkPage(apps, MAKING));
  for (const tag of ['script', 'img', 'link', 'iframe']) expect(tags).not.toContain(tag);
  expect([...attributes].filter((name) => /^on|^src|action/.test(name))).toEqual([]);
});
