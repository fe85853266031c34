import { join } from 'node:path';
import fc from 'fast-check';
import { leftToPerson } from '../src/core/plan/change';
import { synth, type Memory } from '../test/support/memory';
import { run } from './support/shell';
import { keepOnFailure, workspace, write } from './support/workspace';

/**
 * Random requirements files of small packages: what the tool accepts pip installs. Versions that exist, so that nothing but
 * the form of a line decides; forms that people write, and some that no image can take.
 */
const pinned = fc.constantFrom(
  'idna==3.10',
  'six ==1.17.0',
  'sniffio===1.3.1',
  'h11 (>=0.14)',
  'certifi',
  'iniconfig~=2.0',
);
const extras = fc.constantFrom('idna[all]>=3', 'anyio[trio]>=4', 'click >=8,\\\n    <9', 'packaging>=24 # why');
const conditional = fc.constantFrom(
  "colorama>=0.4; sys_platform == 'win32'",
  'no-such-package-at-all==1 ; python_version < "3.8"',
  "typing-extensions>=4 ; python_version >= '3.10' and (os_name != \"nt\" or sys_platform == 'linux')",
);
const hashed = fc.constant(
  'iniconfig==2.1.0 \\\n    --hash=sha256:3abbd2e30b36733fee78f9c7f7308f2d0050e88f0087fd25c2645f63c773e1c7 \\\n    --hash=sha256:9deba5723312380e77435581c6bf4935c94cbfab9b1ed33ef8d238ea168eb760',
);
const including = fc.constantFrom('-r more/base.txt', '-c constraints.txt', '--requirement=more/base.txt');
const options = fc.constantFrom('--pre', '--prefer-binary', '# a comment', '', '   ');
const refused = fc.constantFrom(
  '-r gone.txt',
  '-e ./gone',
  './gone-1.0.whl',
  '[x]',
  'idna 3',
  '--no-such-option',
  '-r .',
);
const line = fc.oneof(
  { weight: 4, arbitrary: pinned },
  { weight: 3, arbitrary: extras },
  { weight: 3, arbitrary: conditional },
  { weight: 1, arbitrary: hashed },
  { weight: 2, arbitrary: including },
  { weight: 2, arbitrary: options },
  { weight: 1, arbitrary: refused },
);
const file = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join('\n').replaceAll('\n', end) + end);

/** The app with these requirements; undefined where the tool refuses them, or leaves something to the person. */
function accepted(text: string): Memory | undefined {
  const memory: Memory = new Map();
  synth(memory, {});
  memory.set('requirements.txt', `${text}${memory.get('requirements.txt') ?? ''}`);
  memory.set('more/base.txt', 'attrs>=23\n');
  memory.set('constraints.txt', 'attrs<26\nidna<4\n');
  try {
    return leftToPerson(synth(memory, { port: 9000 })).length === 0 ? memory : undefined;
  } catch {
    return undefined;
  }
}

test(
  'what is accepted installs, and some is refused',
  keepOnFailure(() => {
    const root = workspace('requirements');
    const drawn = fc.sample(file, { numRuns: 40, seed: 11 }).map((text) => ({ text, memory: accepted(text) }));
    const taken = drawn.filter(({ memory }) => memory);
    expect(taken.length).toBeGreaterThan(15);
    expect(taken.length).toBeLessThan(drawn.length);
    taken.slice(0, 8).forEach(({ text, memory = new Map<string, string>() }, index) => {
      const directory = join(root, String(index));
      for (const path of ['requirements.txt', 'more/base.txt', 'constraints.txt']) {
        write(join(directory, path), memory.get(path) ?? '');
      }
      const target = join(root, `installed-${String(index)}`);
      const words = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', target, '-r', 'requirements.txt'];
      const { status, output } = run(directory, 'python3', words);
      expect({ text, status, output: status === 0 ? '' : output }).toEqual({ text, status: 0, output: '' });
    });
  }),
  600_000,
);
