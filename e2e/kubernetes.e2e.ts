import { dirname, join } from 'node:path';
import { ClusterApp, describeKubernetes, kubectl, until } from './support/cluster';
import { succeed } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

/** What a person adds to an overlay: one object has our label, the other a kind of ours. */
const THEIRS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, labels: { app.kubernetes.io/managed-by: fastapi-container } }
---
apiVersion: v1
kind: Service
metadata: { name: admin }
spec: { selector: { app.kubernetes.io/name: orders }, ports: [{ port: 81 }] }
`;

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** What a person has written into the overlay: comments, and a patch. A rollout that hangs is given up after 25 s. */
const OVERLAY = `# Ours: ask the shop team.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: NAMESPACE # theirs
resources:
  - ../../base
patches:
  # A rollout that hangs is given up soon.
  - target: { kind: Deployment }
    patch: '[{ "op": "replace", "path": "/spec/progressDeadlineSeconds", "value": 25 }]'
  - target: { kind: Job }
    patch: '[{ "op": "replace", "path": "/spec/backoffLimit", "value": 0 }]'
`;

describeKubernetes('kubernetes-apply', () => {
  const app = new ClusterApp('fastapi-container-apply');
  const image = () => app.field('deployment/orders', '.spec.template.spec.containers[0].image');
  const replicas = () => app.field('deployment/orders', '.spec.replicas');

  beforeAll(() => {
    app.create({ timeouts: { stop: 4, graceful: 2, drain: 1 }, health: { interval: 2, timeout: 2, retries: 2 } });
    write(app.overlay, OVERLAY.replace('NAMESPACE', app.namespace));
    app.variant('broken', 'BROKEN=yes');
  });

  afterAll(() => {
    app.remove();
  });

  test(
    'a namespace that takes what is restricted takes everything, and refuses a pod that is not',
    keepOnFailure(() => {
      const ordinary = `--image=${app.image}:latest`;
      const refused = kubectl([`--namespace=${app.namespace}`, 'run', 'ordinary', ordinary], 'any');
      expect(refused.output).toMatch(/forbidden: violates PodSecurity "restricted/);
      expect(app.cli('check').output).not.toMatch(/Not checked against a cluster/);
      const { status, output } = app.cli('check');
      expect({ status, output }).toMatchObject({ status: 0 });
      expect(app.cli('diff', 'production').status).toBe(1);
      app.apply();
      expect(app.endpoints()).toHaveLength(2);
      expect(app.objects()).toEqual([
        'configmap/orders-applied',
        'deployment.apps/orders',
        'networkpolicy.networking.k8s.io/orders',
        'poddisruptionbudget.policy/orders',
        'service/orders',
        'serviceaccount/orders',
      ]);
    }),
  );

  test(
    'a second time nothing changes',
    keepOnFailure(() => {
      const declared = () => app.declared('deploy,svc,sa,pdb,netpol,cm');
      const before = declared();
      expect(app.cli('diff', 'production')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Nothing') as string,
      });
      app.apply();
      expect(declared()).toEqual(before);
    }),
  );

  test(
    'the autoscaler takes over the number of pods there are, and gives it back, and leaves no object behind',
    keepOnFailure(async () => {
      const before = app.objects();
      app.options({ kubernetes: { replicas: 3 } });
      app.apply();
      const seen: string[] = [];
      app.options({ kubernetes: { autoscaling: { min: 3, max: 5 }, requestCpu: 250, networkPolicy: 'none' } });
      const applied = app.aside('apply', 'production');
      let ended = false;
      void applied.then(() => (ended = true));
      await until('the end of the command', 120, () => {
        seen.push(replicas());
        return ended;
      });
      expect(await applied).toMatchObject({ status: 0 });
      expect(new Set([...seen, replicas()])).toEqual(new Set(['3']));
      expect(app.endpoints()).toHaveLength(3);
      const policy = 'networkpolicy.networking.k8s.io/orders';
      const scaled = [...before.filter((name) => name !== policy), 'horizontalpodautoscaler.autoscaling/orders'];
      expect(app.objects()).toEqual(scaled.sort());
      expect(app.cli('diff', 'production').status).toBe(0);

      // As the autoscaler does it.
      app.kubectl('scale', 'deployment/orders', '--replicas=4');
      app.apply();
      expect(replicas()).toBe('4');

      app.options({ kubernetes: { replicas: 2 } });
      app.apply();
      expect(replicas()).toBe('2');
      expect(app.objects()).toEqual(before);
      expect(app.cli('diff', 'production').status).toBe(0);
      app.options({ kubernetes: { replicas: 3 } });
      app.apply();
      app.options({ kubernetes: {} });
      app.apply();
      expect(replicas()).toBe('2');
    }),
  );

  test(
    'a version that is never ready leaves the old one serving, is told with its reason, and is taken back',
    keepOnFailure(() => {
      const before = app.objects();
      const [serving, good] = [app.endpoints(), image()];
      app.choose('broken');
      // What is new with it goes with it.
      app.options({ kubernetes: { autoscaling: {}, requestCpu: 250 } });
      const { status, output } = app.cli('apply', 'production');
      expect(status).toBe(1);
      expect(output).toMatch(/Deployment\/orders did not become ready[^]*orders-\S+: runs, but is not ready/);
      expect(output).toMatch(/Readiness probe failed: HTTP probe failed with statuscode: 503/);
      expect(output).toContain('The last version that worked is back.');
      expect(app.endpoints()).toEqual(serving);
      expect([image(), replicas()]).toEqual([good, '2']);
      expect(app.objects()).toEqual(before);
      app.options({ kubernetes: {} });
      app.choose('latest');
      app.apply();
      expect(app.endpoints()).toEqual(serving);
      expect(app.cli('diff', 'production').status).toBe(0);
    }),
  );

  test(
    'a digest is entered into the overlay beside what is the person’s; an image that does not exist is taken back',
    keepOnFailure(() => {
      const [serving, good, overlay] = [app.endpoints(), image(), read(app.overlay)];
      const { status, output } = app.cli('apply', 'production', DIGEST);
      expect(status).toBe(1);
      expect(output).toMatch(/orders-\S+: (ErrImagePull|ImagePullBackOff)/);
      expect(output).toContain('The last version that worked is back.');
      expect([app.endpoints(), image()]).toEqual([serving, good]);
      const text = read(app.overlay);
      expect(text).toContain(`digest: ${DIGEST}`);
      expect(text).not.toContain('newTag');
      for (const line of [
        '# Ours: ask the shop team.',
        '# theirs',
        '# A rollout that hangs is given up soon.',
        '"value": 25',
      ])
        expect(text).toContain(line);
      write(app.overlay, overlay);
      app.apply();
      expect(app.endpoints()).toEqual(serving);
    }),
  );

  test(
    'what somebody else has set is told as a conflict before anything has changed, and taken when that is asked for',
    keepOnFailure(() => {
      app.kubectl('set', 'image', 'deployment/orders', `orders=${app.image}:latest-of-theirs`);
      app.options({ kubernetes: { servicePort: 8080 } });
      const { status, output } = app.cli('apply', 'production');
      expect(status).toBe(1);
      expect(output).toMatch(/conflict with "kubectl-set"[^]*\.image[^]*Somebody else[^]*--force-conflicts/);
      expect(app.field('service/orders', '.spec.ports[0].port')).toBe('80');
      app.apply('--', '--force-conflicts');
      expect(image()).toBe(`${app.image}:latest`);
      expect(app.field('service/orders', '.spec.ports[0].port')).toBe('8080');
    }),
  );

  test(
    'a migration that fails stops it before the app changes, and is run again by the next; one that works runs once',
    keepOnFailure(() => {
      app.variant('two', 'VERSION=2 MIGRATION=fails');
      app.variant('three', 'VERSION=3');
      const good = image();
      app.options({ migration: { command: ['python', '-m', 'orders.migrate'], timeout: 120 } });
      app.choose('two');
      for (const _ of ['once', 'again']) {
        const begin = Date.now();
        const { status, output } = app.cli('apply', 'production');
        expect(status).toBe(1);
        expect(output).toMatch(/Job\/orders-migrate-\w+ has failed[^]*the table orders has no column/);
        expect(Date.now() - begin).toBeLessThan(100_000);
        expect(image()).toBe(good);
      }
      app.choose('three');
      app.apply();
      expect(image()).toBe(`${app.image}:three`);
      const worked = () => app.field('jobs', '.items[?(@.status.succeeded==1)].metadata.uid');
      const first = worked();
      expect(first.split(' ')).toHaveLength(1);
      expect(app.cli('diff', 'production')).toMatchObject({ status: 0 });
      expect(app.apply()).not.toContain('Running Job');
      expect(worked()).toBe(first);
    }),
  );

  test(
    'what cannot be applied is refused with the way out',
    keepOnFailure(() => {
      const declared = () => app.declared('deploy,job,svc,cm');
      const before = declared();
      const unknown = app.cli('apply', 'prodcution');
      expect(unknown.status).toBe(2);
      expect(unknown.stderr).toMatch(/prodcution[^]*production/);
      const trial = app.cli('apply', 'production', '--', '--dry-run=server');
      expect(trial.status).toBe(2);
      expect(trial.stderr).toMatch(/--dry-run[^]*kubernetes-diff/);
      const overlay = read(app.overlay);
      write(app.overlay, overlay.replace(/namespace: .*/, 'namespace: fastapi-container-nowhere'));
      expect(app.cli('diff', 'production').status).toBe(2);
      const noNamespace = app.cli('apply', 'production');
      expect(noNamespace.status).toBe(1);
      expect(noNamespace.stderr).toMatch(
        /not found\nCreate it first: kubectl create namespace fastapi-container-nowhere/,
      );
      write(app.overlay, overlay);
      app.options({ image: { name: 'orders' } });
      const nowhere = app.cli('apply', 'production');
      expect(nowhere.status).toBe(2);
      expect(nowhere.stderr).toMatch(/image\.name[^]*no registry[^]*registry\.example\.com\/orders/);
      app.options({ image: { name: app.image } });
      expect(declared()).toEqual(before);
    }),
  );

  test(
    'a Secret that is not there, or lacks a key, is told before anything changes, and the command that is told makes it',
    keepOnFailure(() => {
      const declared = () => app.declared('deploy,job,svc,cm');
      const secret = (name: string) =>
        app.kubectl('exec', 'deployment/orders', '--', 'cat', `/run/secrets/app/${name}`);
      const secrets: string[] = [];
      for (const [name, told] of [
        ['api_token', /Secret\/orders is not there[^]*Create it first: (.*)/],
        ['signing_key', /Secret\/orders lacks the key signing_key[^]*Add first: (.*)/],
      ] as const) {
        const before = declared();
        secrets.push(name);
        app.options({ secrets });
        const { status, stderr } = app.cli('apply', 'production');
        expect([status, declared()]).toEqual([1, before]);
        const [, command = 'false'] = told.exec(stderr) ?? [];
        write(join(app.root, name), `the value of ${name}`);
        succeed(app.root, 'sh', ['-c', command]);
        app.apply();
        expect(secrets.map(secret)).toEqual(secrets.map((each) => `the value of ${each}`));
      }
      app.options({ secrets: [] });
      app.apply();
    }),
  );

  test(
    'what leaves the overlay is removed where it is ours alone; what is a person’s is named with the command for it',
    keepOnFailure(() => {
      const overlay = read(app.overlay);
      write(join(dirname(app.overlay), 'theirs.yaml'), THEIRS);
      write(app.overlay, overlay.replace('  - ../../base\n', '  - ../../base\n  - theirs.yaml\n'));
      app.apply();
      // Never in an overlay, and looks like one of ours.
      app.kubectl('create', 'service', 'clusterip', 'stranger', '--tcp=80');
      app.kubectl('label', 'service/stranger', 'app.kubernetes.io/managed-by=fastapi-container');
      write(app.overlay, overlay);
      app.options({ kubernetes: { networkPolicy: 'none' } });
      const output = app.apply();
      const theirs = ['configmap/settings', 'service/admin'];
      expect(app.objects()).toEqual(expect.arrayContaining([...theirs, 'service/stranger']));
      expect(app.objects().filter((name) => name.startsWith('networkpolicy'))).toEqual([]);
      const commands = [...output.matchAll(/^\S+ is yours, and stays\. To remove it: (.*)$/gm)];
      expect(commands).toHaveLength(2);
      for (const [, command = 'false'] of commands) succeed(app.root, 'sh', ['-c', command]);
      expect(app.objects().filter((name) => theirs.includes(name))).toEqual([]);
      app.kubectl('delete', 'service/stranger');
      app.options({ kubernetes: {} });
      app.apply();
    }),
  );

  test(
    'a version that crashes is given up before its time is over, with its traceback',
    keepOnFailure(() => {
      const [serving, overlay] = [app.endpoints(), read(app.overlay)];
      write(app.overlay, overlay.replace('"value": 25', '"value": 600'));
      app.choose(app.variant('crash', 'CRASH=yes'));
      const { status, output } = app.cli('apply', 'production');
      expect(status).toBe(1);
      expect(output).toMatch(/Deployment\/orders did not become ready: its new pods do not start/);
      expect(output).toMatch(/orders\/main\.py", line \d+[^]*RuntimeError: no such table: orders/);
      expect(output).toContain('The last version that worked is back.');
      expect(app.endpoints()).toEqual(serving);
      write(app.overlay, overlay);
    }),
  );

  test(
    'under another name the app is another one, and the command that is told removes the former',
    keepOnFailure(() => {
      const { output } = app.options({ name: 'billing', app: 'orders.main:app' });
      const [, command = 'false'] = /in the cluster as orders goes on\. To remove it[^:]*: (.*)/.exec(output) ?? [];
      app.apply();
      const former = () => app.objects().filter((name) => name.includes('orders'));
      expect(former()).toEqual(expect.arrayContaining(['configmap/orders-applied', 'deployment.apps/orders']));
      succeed(app.root, 'sh', ['-c', command.replace('<namespace>', app.namespace)]);
      expect(former()).toEqual([]);
      expect(app.objects()).toContain('deployment.apps/billing');
      expect(app.cli('diff', 'production').status).toBe(0);
    }),
  );
});
