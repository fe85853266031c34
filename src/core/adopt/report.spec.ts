import { callsBy } from '../npm/calls';
import type { Change } from '../plan/change';
import { plannedReport, unifiedDiff, writeReport } from '../plan/report';
import { undecidedLines } from './report';

const conflict = (path: string, before?: string): Change => ({
  path,
  ownership: 'managed',
  action: 'conflict',
  ...(before === undefined ? { absent: true } : { before }),
  after: 'new\n',
  reason: 'why',
  waysOut: ['do this'],
});
const created: Change = { path: 'x.py', ownership: 'managed', action: 'create', after: '' };
const stale: Change = { path: 'requirements.lock', ownership: 'made', action: 'stale', reason: 'r', waysOut: ['lock'] };

test.each<[string, readonly Change[], string]>([
  ['nothing where every file is written', [created], ''],
  ['the file that stays', [created, conflict('Dockerfile', 'old\n')], 'decide: Dockerfile. Until'],
  [
    'and one that a task is to make',
    [conflict('Dockerfile', 'old\n'), stale],
    'decide: Dockerfile, requirements.lock. Until',
  ],
])('after adopting: %s', (_, changes, expected) => {
  const text = undecidedLines('`nx container-build api`', changes).join('\n');
  if (expected === '') expect(text).toBe('');
  else expect(text).toContain(expected);
  if (expected !== '') expect(text).toContain('`nx container-build api` fail');
});

test('a file that is not there is not "left alone", and one that stays is', () => {
  const changes = [conflict('.dockerignore'), conflict('Dockerfile', 'old\n')];
  const written = writeReport('api', changes, callsBy('pnpm'));
  expect(written).toMatch(/not written \.dockerignore[^]*left alone {2}Dockerfile/);
  expect(written).toContain('`pnpm fastapi-container check api`');
  expect(plannedReport('api', changes)).toMatch(/would not write \.dockerignore[^]*would leave Dockerfile/);
});

test('where nothing would become of a file there is no diff', () => {
  expect(unifiedDiff('api', { ...conflict('requirements.txt', 'same\n'), after: 'same\n' } as Change)).toBe('');
  expect(unifiedDiff('api', conflict('Dockerfile', 'old\n'))).toContain('-old');
});
