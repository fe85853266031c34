import { plan, synth, type Memory } from '../../../test/support/memory';
import { digest } from '../text/managed-file';
import type { Change } from './change';
import { checkReport, plannedReport, unifiedDiff, writeReport } from './report';

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;

test('a difference has the lines of the files as they are: tabs at their ends, and lines that look like a heading', () => {
  const change: Change = {
    path: 'Dockerfile',
    ownership: 'managed',
    action: 'update',
    before: lines('a\t', '=======', '--- x\t', 'b\t', 'c'),
    after: lines('a\t', '=======', '--- y\t', '=====', 'c'),
    reason: '',
  };
  expect(unifiedDiff('apps/orders', change).split('\n')).toEqual([
    '--- a/apps/orders/Dockerfile',
    '+++ b/apps/orders/Dockerfile',
    '@@ -1,5 +1,5 @@',
    ' a\t',
    ' =======',
    '---- x\t',
    '-b\t',
    '+--- y\t',
    '+=====',
    ' c',
  ]);
});

describe('of a file that a person edited', () => {
  const memory: Memory = new Map();
  const options = { name: 'orders' };
  const MINE = Array.from({ length: 20 }, (_, index) => `LABEL mine=${String(index)}`);

  beforeEach(() => {
    memory.clear();
    synth(memory, options);
  });

  /** Lines of the report of a run that writes. */
  function reported(added: readonly string[], changed: object = {}): string[] {
    memory.set('Dockerfile', `${memory.get('Dockerfile') ?? ''}${lines(...added)}`);
    return writeReport('orders', plan(memory, { ...options, ...changed })).split('\n');
  }

  test('a run that writes shows the lines of the person, and neither the difference nor lines that the options change', () => {
    const text = reported(['LABEL mine=1'], { port: 9000 });
    expect(text.filter((line) => /^ +yours:/.test(line))).toEqual(['    yours:    LABEL mine=1']);
    expect(text.join('\n')).not.toMatch(/^[-+@]|EXPOSE/m);
    expect(text.join('\n')).toContain('npx fastapi-container check orders');
    expect(text.length).toBeLessThan(20);
  });

  test('of many lines it shows some, and how many more there are', () => {
    const yours = reported(MINE).filter((line) => /^ +yours:/.test(line));
    expect(yours).toHaveLength(9);
    expect(yours.at(-1)).toContain('and 12 more lines');
  });

  test('a run that looks shows the lines of the person, and then the difference', () => {
    reported(['LABEL mine=1']);
    const text = checkReport('orders', plan(memory, options), 'command line');
    expect(text).toMatch(/^ +yours: +LABEL mine=1$[^]*^-LABEL mine=1$/m);
  });

  test('also where an older version has generated it, of which nothing but the digest is known', () => {
    const former = Array.from({ length: 174 }, (_, index) => `RUN step ${String(index)}`).join('\n');
    const header = `# Managed by fastapi-container 0.1. Old.\n# sha256:${digest(former)}\n\n`;
    memory.set('Dockerfile', header + former.replace('RUN step 70', 'RUN step 70\nRUN mine\nLABEL mine=1'));
    const text = checkReport('orders', plan(memory, options), 'command line');
    const yours = text.split('\n').filter((line) => /^ +yours:/.test(line));
    expect(yours).toEqual(['    yours:    RUN mine', '    yours:    LABEL mine=1']);
  });
});

test('a file that begins with what is elsewhere is made, and what is wrong in it is to be mended: it was not left alone', () => {
  const file = { path: 'requirements.txt', ownership: 'block' } as const;
  const changes: Change[] = [
    { ...file, action: 'create', after: 'uvicorn==0.1\n' },
    { ...file, action: 'conflict', before: 'uvicorn==0.1\n', begun: true, reason: 'too old', waysOut: ['raise it'] },
  ];
  expect(writeReport('orders', changes)).toMatch(
    /created +requirements\.txt\n +to mend +requirements\.txt \(too old\)/,
  );
  expect(plannedReport('orders', changes)).toMatch(/would create +requirements\.txt\n +to mend +requirements\.txt/);
  expect(writeReport('orders', changes)).not.toContain('left alone');
});
