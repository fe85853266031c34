import { join } from 'node:path';
import { ComposeApp, repository } from './support/compose';
import { describeDocker, docker } from './support/docker';
import { keepOnFailure, read, write } from './support/workspace';

/**
 * Asks without a pause until it is told to stop: as clients that make a new connection for each request, each time at the
 * address that the name has then, and as clients that keep theirs. No request is sent again.
 */
const LOAD = `
import collections, http.client, json, signal, sys, threading, time
host, counts, stopped = sys.argv[1], collections.Counter(), threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stopped.set())
def client(kind):
    connection = None
    while not stopped.is_set():
        try:
            if connection is None: connection = http.client.HTTPConnection(host, 8000, timeout=10)
            connection.request('GET', '/version', headers={} if kind == 'kept' else {'connection': 'close'})
            answer = connection.getresponse()
            counts[kind, answer.read().decode() if answer.status == 200 else 'failed: %d' % answer.status] += 1
            if kind == 'new' or answer.will_close: connection.close(); connection = None
        except Exception as error:
            counts[kind, 'failed: %r' % error] += 1
            if connection is not None: connection.close()
            connection = None
threads = [threading.Thread(target=client, args=(kind,)) for kind in ['new'] * 6 + ['kept'] * 4]
for thread in threads: thread.start()
while not stopped.wait(0.2): pass
for thread in threads: thread.join()
print(json.dumps([[*key, count] for key, count in counts.items()]), flush=True)
`;

/** Means something to a shell, to YAML, to Compose, and to the templates of Swarm. */
const TITLE = `$HOME "a" 'b' #c: d {{.Node.ID}} {{ }}`;

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

describeDocker('Swarm', () => {
  const app = new ComposeApp(repository('swarm'), 'swarm');
  const service = `${app.name}_${app.name}`;
  const secret = `${app.name}-api-token`;
  let made = false;
  let main = '';
  const deploy = () => app.taskAside('swarm-deploy', '-- --resolve-image never');

  /** Builds a version of the app. */
  const build = (tag: string, more = ''): void => {
    app.options({ image: { name: app.image, tags: [tag] } });
    const version = `@app.get("/version")\nasync def version() -> str:\n    await asyncio.sleep(0.05)\n    return "${tag}"\n`;
    write(join(app.path, 'shop/main.py'), `import asyncio\n${main}\n\n${version}${more}`);
    app.succeed('container-build');
  };
  const use = (tag: string) => app.options({ image: { name: app.image, tags: [tag] } });

  interface Counted {
    readonly kind: string;
    readonly answer: string;
    readonly count: number;
  }

  /** Sends requests from a container in the network of the app while something happens. */
  const underLoad = async <T>(happens: () => Promise<T>): Promise<{ result: T; answers: Counted[] }> => {
    const load = `${app.name}-load`;
    const place = ['--name', load, '--network', `${app.name}_default`, '--restart-condition', 'none', '--detach=false'];
    docker([
      'service',
      'create',
      '--quiet',
      '--no-healthcheck',
      ...place,
      `${app.image}:1`,
      'python',
      '-c',
      LOAD,
      app.name,
    ]);
    const filter = ['--all', '--quiet', '--filter', `label=com.docker.swarm.service.name=${load}`];
    const id = docker(['ps', ...filter]).stdout.trim();
    try {
      const result = await happens();
      await sleep(1);
      docker(['kill', '--signal', 'TERM', id]);
      docker(['wait', id]);
      const counted = JSON.parse(docker(['logs', id]).stdout) as [string, string, number][];
      return { result, answers: counted.map(([kind, answer, count]) => ({ kind, answer, count })) };
    } finally {
      docker(['service', 'rm', load], 'any');
    }
  };

  const expectNoneFailed = (what: string, answers: readonly Counted[]): void => {
    const sum = (kind: string) =>
      answers.filter((answer) => answer.kind === kind).reduce((total, { count }) => total + count, 0);
    console.info(`${what}: ${JSON.stringify(answers)}`);
    expect(answers.filter(({ answer }) => answer.startsWith('failed'))).toEqual([]);
    expect(sum('new')).toBeGreaterThan(100);
    expect(sum('kept')).toBeGreaterThan(100);
  };

  beforeAll(async () => {
    if (docker(['info', '--format', '{{.Swarm.LocalNodeState}}']).stdout.trim() !== 'active') {
      docker(['swarm', 'init', '--advertise-addr', '127.0.0.1']);
      made = true;
    }
    await app.create({
      secrets: ['api_token'],
      swarm: { endpoint: 'dnsrr', env: { APP_TITLE: TITLE } },
      health: { interval: 2, timeout: 2, startPeriod: 3, retries: 2 },
    });
    main = read(app.path, 'shop/main.py');
    const unready = `\n\n@app.middleware("http")\nasync def unready(request, call_next):\n    response = await call_next(request)\n    if request.url.path == "/health/ready":\n        print("no connection to the ledger", flush=True)\n        response.status_code = 503\n    return response\n`;
    build('bad', unready);
    build('2');
    build('1');
  });

  afterAll(async () => {
    docker(['stack', 'rm', app.name], 'any');
    const tasks = () => docker(['ps', '--quiet', '--filter', `label=com.docker.stack.namespace=${app.name}`]).stdout;
    for (let waited = 0; tasks() !== '' && waited < 60; waited++) await sleep(0.5);
    docker(['secret', 'rm', secret], 'any');
    if (made) docker(['swarm', 'leave', '--force'], 'any');
    else docker(['network', 'rm', `${app.name}_default`], 'any');
    for (const tag of ['1', '2', 'bad']) docker(['image', 'rm', '--force', `${app.image}:${tag}`], 'any');
  });

  test(
    'a secret that the swarm does not have is told',
    keepOnFailure(async () => {
      const { status, output } = await deploy();
      expect(status).not.toBe(0);
      expect(output).toContain(`secret not found: ${secret}`);
      expect(output).toContain(`docker secret create ${secret} -`);
    }),
  );

  test(
    'a first version that does not start fails the target with the reason',
    keepOnFailure(async () => {
      write(join(app.root, 'token'), 'it is $ecret');
      docker(['secret', 'create', secret, join(app.root, 'token')]);
      use('bad');
      const { status, stderr, output } = await deploy();
      if (status !== 1) throw new Error(output);
      expect(stderr).toMatch(/The first version does not start[^]*unhealthy[^]*no connection to the ledger/);
      docker(['stack', 'rm', app.name]);
      for (let left = 'some'; left !== '';) {
        await sleep(0.5);
        left = docker(['network', 'ls', '--quiet', '--filter', `name=${app.name}_default`]).stdout;
      }
    }),
  );

  test(
    'the service is hardened, and reads its secret as the user of the image',
    keepOnFailure(async () => {
      use('1');
      const { status, output } = await deploy();
      if (status !== 0) throw new Error(output);
      const [{ Spec }] = JSON.parse(docker(['service', 'inspect', service]).stdout) as [
        { Spec: Record<string, unknown> },
      ];
      expect(Spec).toMatchObject({
        Mode: { Replicated: { Replicas: 2 } },
        UpdateConfig: { Order: 'start-first', FailureAction: 'rollback' },
        TaskTemplate: {
          ContainerSpec: {
            ReadOnly: true,
            CapabilityDrop: ['ALL'],
            StopGracePeriod: 15_000_000_000,
            Mounts: [{ Type: 'tmpfs', Target: '/tmp', TmpfsOptions: { SizeBytes: 64 * 1024 * 1024 } }],
            Secrets: [{ SecretName: secret, File: { Name: '/run/secrets/app/api_token', UID: '10001', Mode: 0o400 } }],
          },
          Resources: { Limits: { NanoCPUs: 1e9, MemoryBytes: 256 * 1024 * 1024, Pids: 100 } },
        },
      });
      const code = `import json, os
s = dict(l.split(':\\t', 1) for l in open('/proc/1/status') if ':\\t' in l)
try: open('/app/a', 'w'); writes = True
except OSError: writes = False
open('/tmp/a', 'w')
print(json.dumps([os.getuid(), s['CapEff'].strip(), writes, open(os.environ['APP_SECRETS_DIR'] + '/api_token').read(), os.environ['APP_TITLE']]))`;
      const [id = ''] = docker([
        'ps',
        '--quiet',
        '--filter',
        `label=com.docker.swarm.service.name=${service}`,
      ]).stdout.split('\n');
      expect(JSON.parse(docker(['exec', id, 'python', '-c', code]).stdout)).toEqual([
        10001,
        '0000000000000000',
        false,
        'it is $ecret',
        TITLE,
      ]);
    }),
  );

  test(
    'an update fails no request, neither of new connections nor of those that are kept',
    keepOnFailure(async () => {
      use('2');
      const { result, answers } = await underLoad(deploy);
      if (result.status !== 0) throw new Error(result.output);
      expectNoneFailed('update', answers);
      // Both have answered, and both kinds of clients have seen it.
      expect(new Set(answers.map(({ kind, answer }) => `${kind} ${answer}`))).toEqual(
        new Set(['new "1"', 'new "2"', 'kept "1"', 'kept "2"']),
      );
    }),
  );

  test(
    'a version that does not get healthy is taken back, and the target fails with the reason',
    keepOnFailure(async () => {
      use('bad');
      const { result, answers } = await underLoad(deploy);
      if (result.status !== 1) throw new Error(result.output);
      expect(result.stderr).toMatch(
        /was taken back \(rollback_completed\)[^]*unhealthy[^]*no connection to the ledger/,
      );
      expectNoneFailed('an update that was taken back', answers);
      expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['"2"']));
      const image = ['service', 'inspect', '--format', '{{.Spec.TaskTemplate.ContainerSpec.Image}}', service];
      expect(docker(image).stdout.trim()).toBe(`${app.image}:2`);
    }),
  );
});
