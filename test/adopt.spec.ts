import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inferOptions } from '../src/core/adopt/infer';
import { adoptProblems, adoptReport } from '../src/core/adopt/report';
import { problemReport } from '../src/core/text/problems';
import { listing } from './support/listing';
import { readTree } from './support/memory';

/**
 * Each folder under adopt/ mimics one layout that repositories have: `tree/` goes in, with what `adopt.json` decides; the
 * report and the options come out. `UPDATE_GOLDEN=1 npx jest adopt` rewrites both; read the diff then.
 */
const LAYOUTS = join(__dirname, 'adopt');
const updating = process.env.UPDATE_GOLDEN === '1';

interface Case {
  readonly directory?: string;
  readonly decided?: Record<string, unknown>;
  readonly convert?: boolean;
}

function expected(path: string, text: string): string {
  if (updating) writeFileSync(path, text);
  return readFileSync(path, 'utf8');
}

describe.each(readdirSync(LAYOUTS))('adopting: %s', (layout) => {
  const home = join(LAYOUTS, layout);
  const {
    directory = '.',
    decided = {},
    convert = false,
  } = JSON.parse(readFileSync(join(home, 'adopt.json'), 'utf8')) as Case;

  test('finds what is to be found, and says where', () => {
    const name = directory === '.' ? layout : basename(directory);
    const adoption = inferOptions(listing(readTree(join(home, 'tree')), directory), decided, name, name, { convert });
    const problems = adoptProblems(adoption);
    const report = problems.length > 0 ? problemReport(name, problems) : adoptReport(name, adoption);
    const options = JSON.stringify(adoption.options, null, 2);
    const requirements = adoption.requirements === undefined ? '' : `\nrequirements.txt:\n${adoption.requirements}`;
    const text = `${report}\n\noptions: ${options}\n${requirements}`;
    expect(text).toBe(expected(join(home, 'report.txt'), text));
  });
});
