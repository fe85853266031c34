import { envFileProblem } from './run-rules';
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { resolved } from '../../../test/support/memory';
import { projectOf } from '../../nx/project';
import { references } from '../app/image-reference';
import { runtimeContract } from '../app/runtime-contract';
import { resolve } from '../resolve/resolve';
import { tasks, type TaskName } from '../tasks';
import { unwrap } from '../text/problems';
import { engineOf } from '.';
import { pushedLines, pushWords } from './push-words';
import { asBuilt, asPushed } from './pushed';

function commandsOf(options: object, name: TaskName): string[] {
  const task = tasks(resolved(options)).find((candidate) => candidate.name === name);
  return (task?.commands ?? []).map(({ argv }) => argv.join(' '));
}

/** The command lines of a push, with words as they are typed behind `container-push`. */
function pushOf(options: object, ...typed: string[]): string[] {
  const app = resolved(options);
  const words = unwrap(pushWords(app, typed), 'words');
  return engineOf(app)
    .push(asPushed(app, words.manner), words, '/d')
    .map((argv) => argv.join(' '));
}

function problemsOf(options: object): string[] {
  const result = resolve(options, 'orders');
  return result.ok ? [] : result.problems.map(({ option }) => option);
}

const HARDENED = '--rm --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 10';

/** A push without anything around it. */
const PLAIN = { cache: false, attestations: false, scan: false, dryRun: false, digestFile: undefined };

const NAMED = { image: { name: 'registry.example.com/orders' } };

describe('docker', () => {
  test('with the defaults', () => {
    expect(commandsOf({}, 'container-build')).toEqual([`docker build --tag orders:latest .`]);
    expect(commandsOf({}, 'container-run')).toEqual([
      `docker run ${HARDENED} --publish 127.0.0.1:8000:8000 orders:latest`,
    ]);
    expect(pushOf(NAMED)).toEqual([
      `docker buildx build --push --metadata-file /d --provenance=false --sbom=false --tag ${NAMED.image.name}:latest .`,
    ]);
  });

  test('lines are text where a person reads along, unless the options say otherwise', () => {
    const json = { logFormat: 'json' };
    expect(commandsOf(json, 'container-run')[0]).toContain(' --env APP_LOG_FORMAT=text orders:latest');
    const kept = commandsOf({ ...json, run: { env: { APP_LOG_FORMAT: 'json' } } }, 'container-run')[0];
    expect(kept).toContain(' --env APP_LOG_FORMAT=json orders:latest');
  });

  test('several platforms are pushed, and only what this machine is is built', () => {
    const options = { image: { name: 'acme/orders', platforms: ['linux/amd64', 'linux/arm64'], tags: ['1', '1.2'] } };
    expect(commandsOf(options, 'container-build')).toEqual([
      `docker build --tag acme/orders:1 --tag acme/orders:1.2 .`,
    ]);
    expect(commandsOf(options, 'container-run')[0]).toMatch(/ acme\/orders:1$/);
    expect(pushOf(options)[0]).toContain('--platform linux/amd64,linux/arm64 --tag acme/orders:1');
    const one = commandsOf({ image: { platforms: ['linux/arm64'] } }, 'container-build');
    expect(one[0]).toMatch(/^docker build --platform linux\/arm64 --tag/);
  });

  test('caches are used by the chosen builder, from which the image is loaded', () => {
    const builder = { cacheFrom: ['type=gha'], cacheTo: ['type=gha,mode=max'], pull: true, args: ['A=b c', 'D'] };
    expect(commandsOf({ builder }, 'container-build')).toEqual([
      `docker buildx build --load --tag orders:latest --build-arg A=b c --build-arg D --pull` +
        ' --cache-from type=gha --cache-to type=gha,mode=max .',
    ]);
    expect(pushOf({ builder, ...NAMED })[0]).toContain('--cache-to type=gha,mode=max .');
  });

  test('attestations, and how the container is run', () => {
    expect(pushOf({ push: { sbom: true, provenance: 'max' }, ...NAMED })[0]).toContain(
      '--provenance=mode=max --sbom=true',
    );
    const run = { port: 80, envFile: 'config/run.env', init: true };
    expect(commandsOf({ run, timeouts: { stop: 30 } }, 'container-run').at(-1)).toMatch(
      /--stop-timeout 30 --publish 127\.0\.0\.1:80:8000 --init --env-file config\/run\.env orders:latest$/,
    );
  });

  test.each(['docker', 'podman'])('%s words network, hosts, volumes and variables of this machine', (engine) => {
    const run = {
      network: 'shop_default',
      hosts: ['db.internal:host-gateway', 'six:fd00::1'],
      volumes: ['./data:/data:ro', 'cache:/var/cache/orders'],
      env: { APP_REGION: 'eu', APP_TITLE: 'Orders, v1.10' },
    };
    const command = tasks(resolved({ engine, run })).find(({ name }) => name === 'container-run')?.commands[0];
    const argv = command?.argv ?? [];
    expect(argv.slice(argv.indexOf('--network'))).toEqual([
      ...['--network', 'shop_default', '--add-host', 'db.internal:host-gateway', '--add-host', 'six:fd00::1'],
      ...['--volume', './data:/data:ro', '--volume', 'cache:/var/cache/orders'],
      ...['--env', 'APP_REGION=eu', '--env', 'APP_TITLE=Orders, v1.10', 'orders:latest'],
    ]);
  });
});

describe('podman', () => {
  const podman = (options: object = {}) => ({ engine: 'podman', ...options });

  test('builds in the format that has health checks, and makes nothing but /tmp writable', () => {
    expect(commandsOf(podman(), 'container-build')).toEqual([`podman build --format docker --tag orders:latest .`]);
    expect(commandsOf(podman(), 'container-run')).toEqual([
      `podman run --read-only-tmpfs=false ${HARDENED} --publish 127.0.0.1:8000:8000 orders:latest`,
    ]);
  });

  test('pushes what was built, or a list of several platforms', () => {
    const image = { name: 'registry.example.com/orders', tags: ['1', '2'] };
    const single = tasks(resolved(podman({ image }))).find(({ name }) => name === 'container-push');
    expect(single?.needs).toEqual(['container-build']);
    expect(pushOf(podman({ image }))).toEqual([
      'podman push --digestfile /d registry.example.com/orders:1 docker://registry.example.com/orders:1',
      'podman push --digestfile /d registry.example.com/orders:1 docker://registry.example.com/orders:2',
    ]);
    const several = podman({ image: { ...image, tags: ['1'], platforms: ['linux/amd64', 'linux/arm64'] } });
    expect(tasks(resolved(several)).find(({ name }) => name === 'container-push')?.needs).toEqual(['container-check']);
    expect(pushOf(several)).toEqual([
      'podman manifest rm --ignore registry.example.com/orders-platforms',
      'podman build --format docker --platform linux/amd64,linux/arm64' +
        ` --manifest registry.example.com/orders-platforms .`,
      'podman manifest push --all --digestfile /d registry.example.com/orders-platforms docker://registry.example.com/orders:1',
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
    [{ run: { network: 'host' } }, ['run.network']],
    [{ run: { network: 'none' } }, ['run.network']],
    [{ run: { network: 'container:db' } }, ['run.network']],
    [{ run: { volumes: ['data'] } }, ['run.volumes[0]']],
    [{ run: { volumes: ['./a:relative'] } }, ['run.volumes[0]']],
    [{ run: { volumes: ['./a:/data:rx'] } }, ['run.volumes[0]']],
    [{ run: { volumes: ['./a:/data', 'b:/data:ro', 'c:/tmp'] } }, ['run.volumes[1]', 'run.volumes[2]']],
    [{ run: { hosts: ['db'] } }, ['run.hosts[0]']],
    [{ run: { hosts: ['db:localhost'] } }, ['run.hosts[0]']],
    [{ run: { hosts: ['db:10.0.0.1:5432'] } }, ['run.hosts[0]']],
    [{ run: { env: { 'A-B': 'x' } } }, ['run.env.A-B']],
    [
      { run: { env: { PATH: '/bin', DB_PASSWORD: 'x', DB: 'postgres://me:x@db/orders' } } },
      ['run.env.PATH', 'run.env.DB_PASSWORD', 'run.env.DB'],
    ],
  ])('%j', (options, expected) => {
    expect(problemsOf(options)).toEqual(expected);
  });

  test.each<[object]>([
    [{ builder: { args: ['PIP_TOKEN=abc'] } }],
    [{ run: { env: { API_TOKEN: 'abc' } } }],
    [{ run: { env: { DB: 'postgres://me:abc@db/orders' } } }],
  ])('a secret is not repeated: %j', (options) => {
    const result = resolve(options, 'orders');
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain('abc');
  });

  test('names of arguments that only resemble a secret are accepted', () => {
    expect(problemsOf({ builder: { args: ['TOKENIZER=x', 'MONKEY=1', 'AUTHOR'] } })).toEqual([]);
  });
});

test.each(['docker', 'podman'])('%s does not start the app before its file of variables is there', (engine) => {
  const app = resolved({ engine, run: { envFile: 'conf/local.env' } });
  const around = (exists: boolean, ignores: boolean) => ({
    directory: 'apps/orders',
    read: () => undefined,
    exists: () => exists,
    ignores: () => ignores,
  });
  const argv = tasks(app)
    .find(({ name }) => name === 'container-run')
    ?.commands.map((command) => command.argv);
  expect(argv?.[0]).toEqual(['check', '--quiet', '--run']);
  expect(tasks(resolved({ engine })).find(({ name }) => name === 'container-run')?.commands).toHaveLength(1);
  expect(envFileProblem(app, around(true, true))).toBeUndefined();
  expect(envFileProblem(resolved({ engine }), around(false, true))).toBeUndefined();
  expect(envFileProblem(app, around(false, true))).toMatchObject({ option: 'run.envFile', value: 'conf/local.env' });
  expect(envFileProblem(app, around(false, true))?.fix).not.toContain('.gitignore');
  expect(envFileProblem(app, around(false, false))?.fix).toContain('conf/local.env in .gitignore');
});

test.each(['docker', 'podman'])('%s is not asked to build or push what has nowhere to go', (engine) => {
  const push = tasks(resolved({ engine })).find(({ name }) => name === 'container-push');
  expect(push?.needs).toEqual(['container-check']);
  const { targets = {} } = projectOf({ app: resolved({ engine }), directory: 'apps/orders', bases: [] });
  expect(targets['container-push']?.options).toEqual({
    command: 'fastapi-container check "{projectRoot}" --quiet --push && fastapi-container push "{projectRoot}" --',
  });
});

test('who pushes is told when the name has no registry', () => {
  const told = (options: object) => resolved(options).notices.map(({ option }) => option);
  expect(told({ push: { sbom: true } })).toEqual(['image.name']);
  expect(told({ push: { sbom: true }, image: { name: 'registry.example.com/orders' } })).toEqual([]);
  expect(told({})).toEqual([]);
});

describe('what is typed behind container-push', () => {
  const app = resolved({ image: { ...NAMED.image, tags: ['latest', 'stable'] } });
  const of = (...typed: string[]) => pushWords(app, typed);
  const name = NAMED.image.name;

  test("is a further tag, or one instead of those of the options; the rest is the engine's", () => {
    const own = [`${name}:latest`, `${name}:stable`];
    expect(of()).toEqual({ ok: true, value: { references: own, words: [], manner: PLAIN } });
    expect(of('--tag=0.2.0', '--no-cache')).toEqual({
      ok: true,
      value: { references: [...own, `${name}:0.2.0`], words: ['--no-cache'], manner: PLAIN },
    });
    expect(of('--only', '--tag', '0.2.0', '-t', 'edge', '--label', 'a=b')).toEqual({
      ok: true,
      value: { references: [`${name}:0.2.0`, `${name}:edge`], words: ['--label', 'a=b'], manner: PLAIN },
    });
    expect(of('--tag=stable')).toMatchObject({ value: { references: own } });
    expect(of('--only', '-t=1.0', '-tedge', '-t', 'x'.repeat(128))).toMatchObject({
      value: { references: [`${name}:1.0`, `${name}:edge`, `${name}:${'x'.repeat(128)}`], words: [] },
    });
  });

  test('is refused where it is no tag, all of it at once', () => {
    const references = ['a:b', 'a@b', 'a/b', ':b', 'localhost:5000/mine/orders:1', `@sha256:${'0'.repeat(64)}`];
    const wrong = ['0.2.0+build', '', '-x', '.x', 'a b', 'a\n', 'é', 'x'.repeat(129), '$(id)', ...references];
    const refused = of(...wrong.map((tag) => `--tag=${tag}`), '--only');
    expect(refused.ok ? [] : refused.problems.map(({ value }) => value)).toEqual(wrong);
    expect(refused).toMatchObject({
      problems: wrong.map((tag) => (tag.includes('+') ? { reason: expect.stringContaining('+') as string } : {})),
    });
    expect(of('-ta:b', '-t', 'a/b')).toMatchObject({ problems: [{ value: 'a:b' }, { value: 'a/b' }] });
    expect(of('--tag')).toMatchObject({ problems: [{ option: '--tag', value: '' }] });
    expect(of('--only')).toMatchObject({ problems: [{ option: '--only' }] });
  });

  test('says what is done around the push, which no engine is told', () => {
    expect(of('--cache', '--attestations', '--scan', '--dry-run=true', '--digest-file=/d/images', '--pull')).toEqual({
      ok: true,
      value: {
        references: references(app),
        words: ['--pull'],
        manner: { cache: true, attestations: true, scan: true, dryRun: true, digestFile: '/d/images' },
      },
    });
    expect(of('--digest-file', 'images')).toMatchObject({ value: { words: [], manner: { digestFile: 'images' } } });
    expect(of('--digest-file=')).toMatchObject({ problems: [{ option: '--digest-file', value: '' }] });
  });

  test('keeps layers beside the image, and attaches what is told about it, once', () => {
    const kept = `--cache-from type=registry,ref=${name}:buildcache --cache-to type=registry,ref=${name}:buildcache,mode=max .`;
    expect(pushOf(NAMED, '--cache')[0]).toMatch(new RegExp(`--provenance=false --sbom=false .* ${kept}$`));
    const own = { ...NAMED, builder: { cacheFrom: ['type=gha'] }, push: { provenance: 'min' } };
    const [line = ''] = pushOf(own, '--cache', '--attestations');
    expect(line.match(/--(?:sbom|provenance)=\S+/g)).toEqual(['--provenance=mode=max', '--sbom=true']);
    expect(line.match(/--cache-from \S+/g)).toHaveLength(2);
    const lambda = { ...NAMED, push: { target: 'lambda' } };
    expect(pushOf(lambda, '--attestations')[0]).toContain('--provenance=false --sbom=false');
  });

  test('is built before by the builder that pushes, and keeps nothing then', () => {
    const docker = engineOf(app);
    const built = docker.build(asBuilt(app, { ...PLAIN, cache: true }), true).map((argv) => argv.join(' '));
    expect(built).toEqual([
      `docker buildx build --load --tag ${name}:latest --tag ${name}:stable --cache-from type=registry,ref=${name}:buildcache .`,
    ]);
    expect(docker.build(asBuilt(app, PLAIN), true)[0]).toContain('--load');
  });

  test('is refused where podman cannot do it', () => {
    const refused = pushWords(resolved({ ...NAMED, engine: 'podman' }), ['--cache', '--attestations', '--scan']);
    expect(refused).toMatchObject({ problems: [{ option: '--cache' }, { option: '--attestations' }] });
  });

  test('ends in lines that can be run: one for each repository', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(pushedLines(['h:5/a:1', 'h:5/a:2', 'h:5/b:1'], digest)).toEqual([`h:5/a@${digest}`, `h:5/b@${digest}`]);
    const [docker, podman] = [resolved(NAMED), resolved({ ...NAMED, engine: 'podman' })].map(engineOf);
    expect(docker?.digestIn(`{ "containerimage.digest": "${digest}" }`)).toBe(digest);
    expect(docker?.digestIn('{}')).toBeUndefined();
    expect(podman?.digestIn(`${digest}\n`)).toBe(digest);
    expect(podman?.digestIn('')).toBeUndefined();
  });
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
  'a network': (text) => ({ run: { network: text } }),
  'the source of a volume': (text) => ({ run: { volumes: [`./${text}:/data`] } }),
  'a volume': (text) => ({ run: { volumes: [`data:/${text}`] } }),
  'a host': (text) => ({ run: { hosts: [`${text}:10.0.0.1`] } }),
  'the address of a host': (text) => ({ run: { hosts: [`six:f${text}::1`] } }),
  'a variable': (text) => ({ run: { env: { APP_NAME: text } } }),
  'the name of a variable': (text) => ({ run: { env: { [text]: 'x' } } }),
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
      const options = optionsWith(text) as { readonly image?: object };
      const result = resolve({ ...options, image: { ...NAMED.image, ...options.image } }, 'orders');
      if (!result.ok) return;
      const { targets = {} } = projectOf({ app: result.value, directory: 'apps/orders', bases: [] });
      for (const { name, commands } of tasks(result.value)) {
        if (!['container-build', 'container-run'].includes(name)) continue;
        const { command } = targets[name]?.options as { command: string };
        const line = command
          .replace('fastapi-container check "{projectRoot}" --quiet --run && cd "{projectRoot}" && ', '')
          .replace('fastapi-container check "{projectRoot}" --quiet && cd "{projectRoot}" && ', '');
        const argv = commands.at(-1)?.argv ?? [];
        expect(line).not.toMatch(/[{}$`\\"%!^&|<>;\n\r]/);
        accepted.push({ line, argv });
      }
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(accepted.length).toBeGreaterThan(0);
  expect(wordsInShell(accepted.map(({ line }) => line)).slice(0, -1)).toEqual(accepted.map(({ argv }) => argv));
});

test.each(['docker', 'podman'])('a container of %s with a name can be removed by it', (engine) => {
  const app = resolved({ engine });
  const used = engineOf(app);
  expect(used.run(runtimeContract(app), 'mine').join(' ')).toMatch(
    new RegExp(`^${engine} run .*--name mine .*orders:latest$`),
  );
  expect(used.run(runtimeContract(app)).join(' ')).not.toContain('--name');
  expect(used.remove('mine')).toEqual([engine, 'rm', '--force', '--volumes', 'mine']);
});
