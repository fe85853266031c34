import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { resolved } from '../../../test/support/memory';
import { targetsOf } from '../../nx/targets';
import { resolve } from '../resolve';
import { tasks, type TaskName } from '../tasks';

function commandsOf(options: object, name: TaskName): string[] {
  const task = tasks(resolved(options)).find((candidate) => candidate.name === name);
  return (task?.commands ?? []).map(({ argv }) => argv.join(' '));
}

function problemsOf(options: object): string[] {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
}

const HARDENED = '--rm --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 10';
const FACTS = '--build-arg IMAGE_CREATED --build-arg IMAGE_REVISION';

describe('docker', () => {
  test('with the defaults', () => {
    expect(commandsOf({}, 'container-build')).toEqual([`docker build --tag orders:latest ${FACTS} .`]);
    expect(commandsOf({}, 'container-run')).toEqual([
      `docker run ${HARDENED} --publish 127.0.0.1:8000:8000 orders:latest`,
    ]);
    expect(commandsOf({}, 'container-push')).toEqual([
      `docker buildx build --push --provenance=false --sbom=false --tag orders:latest ${FACTS} .`,
    ]);
  });

  test('several platforms are pushed, and only what this machine is is built', () => {
    const options = { image: { platforms: ['linux/amd64', 'linux/arm64'], tags: ['1', '1.2'] } };
    expect(commandsOf(options, 'container-build')).toEqual([`docker build --tag orders:1 --tag orders:1.2 ${FACTS} .`]);
    expect(commandsOf(options, 'container-run')[0]).toMatch(/ orders:1$/);
    expect(commandsOf(options, 'container-push')[0]).toContain('--platform linux/amd64,linux/arm64 --tag orders:1');
    const one = commandsOf({ image: { platforms: ['linux/arm64'] } }, 'container-build');
    expect(one[0]).toMatch(/^docker build --platform linux\/arm64 --tag/);
  });

  test('caches are used by the chosen builder, from which the image is loaded', () => {
    const builder = { cacheFrom: ['type=gha'], cacheTo: ['type=gha,mode=max'], pull: true, args: ['A=b c', 'D'] };
    expect(commandsOf({ builder }, 'container-build')).toEqual([
      `docker buildx build --load --tag orders:latest ${FACTS} --build-arg A=b c --build-arg D --pull` +
        ' --cache-from type=gha --cache-to type=gha,mode=max .',
    ]);
    expect(commandsOf({ builder }, 'container-push')[0]).toContain('--cache-to type=gha,mode=max .');
  });

  test('attestations, and how the container is run', () => {
    expect(commandsOf({ push: { sbom: true, provenance: 'max' } }, 'container-push')[0]).toContain(
      '--push --provenance=mode=max --sbom=true',
    );
    const run = { port: 80, envFile: 'config/run.env', init: true };
    expect(commandsOf({ run, timeouts: { stop: 30 } }, 'container-run')[0]).toMatch(
      /--stop-timeout 30 --publish 127\.0\.0\.1:80:8000 --init --env-file config\/run\.env orders:latest$/,
    );
  });
});

describe('podman', () => {
  const podman = (options: object = {}) => ({ engine: 'podman', ...options });

  test('builds in the format that has health checks, and makes nothing but /tmp writable', () => {
    expect(commandsOf(podman(), 'container-build')).toEqual([
      `podman build --format docker --tag orders:latest ${FACTS} .`,
    ]);
    expect(commandsOf(podman(), 'container-run')).toEqual([
      `podman run --read-only-tmpfs=false ${HARDENED} --publish 127.0.0.1:8000:8000 orders:latest`,
    ]);
  });

  test('pushes what was built, or a list of several platforms', () => {
    const image = { name: 'registry.example.com/orders', tags: ['1', '2'] };
    const single = tasks(resolved(podman({ image }))).find(({ name }) => name === 'container-push');
    expect(single?.needs).toEqual(['container-build']);
    expect(commandsOf(podman({ image }), 'container-push')).toEqual([
      'podman push registry.example.com/orders:1',
      'podman push registry.example.com/orders:2',
    ]);
    const several = podman({ image: { ...image, tags: ['1'], platforms: ['linux/amd64', 'linux/arm64'] } });
    expect(tasks(resolved(several)).find(({ name }) => name === 'container-push')?.needs).toEqual(['container-check']);
    expect(commandsOf(several, 'container-push')).toEqual([
      'podman manifest rm --ignore registry.example.com/orders-platforms',
      'podman build --format docker --platform linux/amd64,linux/arm64' +
        ` --manifest registry.example.com/orders-platforms ${FACTS} .`,
      'podman manifest push --all registry.example.com/orders-platforms docker://registry.example.com/orders:1',
    ]);
  });

  test('caches in a repository', () => {
    const cache = 'type=registry,ref=registry.example.com:5000/orders-cache';
    const builder = { cacheFrom: [cache], cacheTo: [cache], pull: true };
    expect(commandsOf(podman({ builder }), 'container-build')[0]).toContain(
      '--pull=newer --cache-from registry.example.com:5000/orders-cache --cache-to registry.example.com:5000/orders-cache',
    );
  });
});

describe('what cannot work is refused', () => {
  test.each<[object, string[]]>([
    [{ image: { tags: [] } }, ['image.tags']],
    [{ push: { target: 'lambda', sbom: true, provenance: 'min' } }, ['push.sbom', 'push.provenance']],
    [{ push: { target: 'lambda' }, image: { platforms: ['linux/amd64', 'linux/arm64'] } }, ['image.platforms']],
    [{ engine: 'podman', push: { sbom: true, provenance: 'max' } }, ['push.sbom', 'push.provenance']],
    [{ engine: 'podman', scan: { scanner: 'scout' } }, ['scan.scanner']],
    [
      { engine: 'podman', packageIndex: { secret: 'PIP_INDEX_URL', extraSecret: 'OTHER_URL' } },
      ['packageIndex.secret', 'packageIndex.extraSecret'],
    ],
    [{ engine: 'podman', builder: { cacheTo: ['type=gha'] } }, ['builder.cacheTo']],
    [{ engine: 'podman', builder: { cacheFrom: ['type=registry,ref=a.example/b:tag'] } }, ['builder.cacheFrom']],
    [{ engine: 'podman', builder: { cacheFrom: ['type=registry,ref=a.example/b,x=y'] } }, ['builder.cacheFrom']],
    [{ builder: { args: ['PIP_TOKEN=abc'] } }, ['builder.args']],
    [{ builder: { args: ['HTTP_PROXY=http://user:pass@proxy.example'] } }, ['builder.args']],
    [{ engine: 'nerdctl' }, ['engine']],
    [{ image: { platforms: ['windows/amd64'] } }, ['image.platforms[0]']],
    [{ run: { envFile: '../.env' } }, ['run.envFile']],
    [{ run: { envFile: '/etc/passwd' } }, ['run.envFile']],
    [{ run: { envFile: 'a/./b' } }, ['run.envFile']],
    [{ run: { port: 70000 } }, ['run.port']],
  ])('%j', (options, expected) => {
    expect(problemsOf(options)).toEqual(expected);
  });

  test('a secret is not repeated', () => {
    const result = resolve({ builder: { args: ['PIP_TOKEN=abc'] } }, 'orders');
    expect(JSON.stringify(result)).not.toContain('abc');
  });

  test('names of arguments that only resemble a secret are accepted', () => {
    expect(problemsOf({ builder: { args: ['TOKENIZER=x', 'MONKEY=1', 'AUTHOR'] } })).toEqual([]);
  });
});

test('who pushes is told when the name has no registry', () => {
  const told = (options: object) => resolved(options).notices.map(({ option }) => option);
  expect(told({ push: { sbom: true } })).toEqual(['image.name']);
  expect(told({ push: { sbom: true }, image: { name: 'registry.example.com/orders' } })).toEqual([]);
  expect(told({})).toEqual([]);
});

/** Texts that would mean something to a shell, to Nx, or to the engine. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(...'ab1 ./:,=-_@"\'`$(){}[]<>|&;!#%^*?~\\\n\t\0'.split(''), '$(id)', '{projectRoot}', '\u2028'),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const POSITIONS: Readonly<Record<string, (text: string) => object>> = {
  'a tag': (text) => ({ image: { tags: [text] } }),
  'a platform': (text) => ({ image: { platforms: [`linux/amd64${text}`] } }),
  'a build argument': (text) => ({ builder: { args: [`CHANNEL=${text}`] } }),
  'the name of a build argument': (text) => ({ builder: { args: [text] } }),
  'a cache to read': (text) => ({ builder: { cacheFrom: [`type=registry,ref=${text}`] } }),
  'a cache to write': (text) => ({ builder: { cacheTo: [`type=gha,mode=${text}`] } }),
  'an environment file': (text) => ({ run: { envFile: text } }),
};

/** What a shell makes of command lines: the words of each, told apart by control characters. */
function wordsInShell(lines: readonly string[]): string[][] {
  const script = lines.map((line) => `set -- ${line}\nprintf '%s\\001' "$@"\nprintf '\\002'`).join('\n');
  const { stdout } = spawnSync('sh', { input: script, encoding: 'utf8', cwd: '/' });
  return stdout.split('\u0002').map((words) => words.split('\u0001').slice(0, -1));
}

test.each(Object.entries(POSITIONS))('%s cannot break out of the command line', (_, optionsWith) => {
  const accepted: { line: string; argv: readonly string[] }[] = [];
  fc.assert(
    fc.property(hostile, (text) => {
      const result = resolve(optionsWith(text), 'orders');
      if (!result.ok) return;
      const targets = targetsOf(result.value, 'apps/orders');
      for (const { name, commands } of tasks(result.value)) {
        if (!['container-build', 'container-run', 'container-push'].includes(name)) continue;
        const line = String(targets[name]?.options.command);
        const argv = commands[0]?.argv ?? [];
        expect(line).not.toMatch(/[{}$`\\"%!^&|<>;\n\r]/);
        accepted.push({ line, argv });
      }
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(accepted.length).toBeGreaterThan(0);
  expect(wordsInShell(accepted.map(({ line }) => line)).slice(0, -1)).toEqual(accepted.map(({ argv }) => argv));
});
