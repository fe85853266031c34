import { ClusterApp, describeKubernetes, inside, pause, until } from './support/cluster';
import { inWords, under, type Load } from './support/load';
import { run } from './support/shell';
import { keepOnFailure } from './support/workspace';

/** Short times, so that a pod is gone soon. */
const TIMES = { timeouts: { stop: 4, graceful: 3, drain: 5 }, health: { interval: 2, timeout: 2, retries: 2 } };

/** What happens to an app that serves. */
function events(app: ClusterApp): readonly (readonly [string, () => unknown])[] {
  const scaled = (replicas: number) => {
    app.options({ kubernetes: { replicas } });
    return app.aside('apply', 'production');
  };
  return [
    ['nothing, to compare with', () => pause(6)],
    ['a rolling restart', () => rollOut(app)],
    ['another image', () => (app.choose('two'), app.aside('apply', 'production'))],
    ['more pods', () => scaled(4)],
    ['fewer pods', () => scaled(2).then(() => gone(app, 2))],
    ['a deleted pod', () => deletePod(app)],
  ];
}

/** Stops the processes of a pod: its name is in the environment of each. */
const STOP = `import os, pathlib, signal, sys
for path in pathlib.Path("/proc").glob("[0-9]*/environ"):
    try:
        if f"HOSTNAME={sys.argv[1]}".encode() in path.read_bytes().split(b"\\0"):
            os.kill(int(path.parent.name), signal.SIGSTOP)
    except OSError:
        pass
`;

/** Ways to hang, as commands in the cluster. */
const HANGS: readonly (readonly [string, (app: ClusterApp, pod: string) => [string, string[]]])[] = [
  [
    'an event loop that is blocked',
    (app, pod) => inside('curl', '--silent', '--max-time', '1', `http://${app.field(pod, '.status.podIP')}:8000/hang`),
  ],
  ['a process that does nothing any more', (_, pod) => inside('python3', '-c', STOP, pod.replace('pod/', ''))],
];

async function gone(app: ClusterApp, replicas: number): Promise<void> {
  await until(
    `${String(replicas)} pods`,
    60,
    () => app.pods().length === replicas && app.endpoints().length === replicas,
  );
}

async function rollOut(app: ClusterApp): Promise<void> {
  app.kubectl('rollout', 'restart', 'deployment/orders');
  app.kubectl('rollout', 'status', 'deployment/orders', '--timeout=60s');
  await gone(app, 2);
}

async function deletePod(app: ClusterApp): Promise<void> {
  app.kubectl('delete', app.pods()[0] ?? '', '--wait=false');
  await pause(1);
  await gone(app, 2);
}

/** A Service that was just made is not known everywhere at once. */
async function answers(app: ClusterApp): Promise<void> {
  const [program, args] = inside('curl', '--silent', '--fail', '--max-time', '2', `http://${app.address}/work`);
  await until('an answer', 30, () => run(app.root, program, args).status === 0);
}

function told(event: string, load: Load): Load {
  console.info(inWords(event, load));
  return load;
}

describeKubernetes('traffic while pods come and go', () => {
  describe('with a server that drains itself', () => {
    const app = new ClusterApp('fastapi-container-traffic');

    beforeAll(async () => {
      app.create(TIMES);
      app.variant('two', 'VERSION=2');
      app.apply();
      await answers(app);
    });

    afterAll(() => {
      app.remove();
    });

    test.each(events(app))('no request fails: %s', async (event, happens) =>
      keepOnFailure(async () => {
        const load = told(`uvicorn, ${event}`, await under(app.address, happens));
        expect(load).toMatchObject({ fresh: { failed: 0 }, kept: { failed: 0 } });
        expect(Math.min(load.fresh.total, load.kept.total)).toBeGreaterThan(100);
      })(),
    );

    test(
      'a dependency that is down takes pods out of the traffic, and restarts none',
      keepOnFailure(async () => {
        const [pod = ''] = app.pods();
        const file = (deed: string) => app.kubectl('exec', pod, '--', 'python', '-c', `import os; ${deed}`);
        file('open("/tmp/down", "w")');
        await until('out of the endpoints', 30, () => app.endpoints().length === 1);
        expect(`pod/${app.endpoints().join()}`).not.toBe(pod);
        const load = told('uvicorn, one pod of two is not ready', await under(app.address, () => pause(2)));
        expect(load).toMatchObject({ fresh: { failed: 0 } });
        file('os.remove("/tmp/down")');
        await until('back in the endpoints', 30, () => app.endpoints().length === 2);
        expect(app.restarts()).toBe(0);
      }),
    );

    test.each(HANGS)('%s is restarted', async (what, hang) =>
      keepOnFailure(async () => {
        const [pod = ''] = app.pods();
        const before = app.restarts();
        run(app.root, ...hang(app, pod));
        const seconds = await until('a restart', 60, () => app.restarts() === before + 1);
        console.info(`${what} was restarted after ${seconds.toFixed(0)} s`);
        await until('both pods', 30, () => app.endpoints().length === 2);
      })(),
    );

    test(
      'without a drain some requests fail: what is measured here can be seen',
      keepOnFailure(async () => {
        app.options({ timeouts: { ...TIMES.timeouts, drain: 0 } });
        app.apply();
        await gone(app, 2);
        let failed = 0;
        for (let time = 0; time < 4 && failed === 0; time += 1) {
          const load = told('uvicorn without a drain, a rolling restart', await under(app.address, () => rollOut(app)));
          failed += load.fresh.failed + load.kept.failed;
        }
        expect(failed).toBeGreaterThan(0);
      }),
    );
  });

  describe('with a server that does not', () => {
    const app = new ClusterApp('fastapi-container-waits');

    beforeAll(async () => {
      app.create({ ...TIMES, server: 'gunicorn' });
      app.variant('two', 'VERSION=2');
      app.apply();
      await answers(app);
    });

    afterAll(() => {
      app.remove();
    });

    test.each(events(app))('no request with a new connection fails: %s', async (event, happens) =>
      keepOnFailure(async () => {
        const load = told(`gunicorn, ${event}`, await under(app.address, happens));
        expect(load).toMatchObject({ fresh: { failed: 0 } });
        expect(load.fresh.total).toBeGreaterThan(100);
      })(),
    );
  });
});
