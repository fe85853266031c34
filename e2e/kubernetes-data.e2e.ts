import { join } from 'node:path';
import { ClusterApp, describeKubernetes, inside, load, until } from './support/cluster';
import { dataImages } from './support/data-images';
import { succeed } from './support/shell';
import { keepOnFailure, write } from './support/workspace';

const PASSWORD = 'a password: with @ and /';

/** A PostgreSQL in the namespace, as the strictest profile takes it: somebody else's, as far as the app knows. */
function database(image: string): object[] {
  const labels = { app: 'postgres' };
  const env = { POSTGRES_USER: 'app', POSTGRES_DB: 'app', POSTGRES_PASSWORD: PASSWORD };
  const container = {
    name: 'postgres',
    image,
    imagePullPolicy: 'Never',
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    readinessProbe: { exec: { command: ['pg_isready', '--host=127.0.0.1'] }, periodSeconds: 1 },
    volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql' }],
  };
  const securityContext = {
    runAsNonRoot: true,
    runAsUser: 999,
    runAsGroup: 999,
    fsGroup: 999,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const pod = { securityContext, containers: [container], volumes: [{ name: 'data', emptyDir: {} }] };
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'postgres', labels }, spec: pod },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'postgres' },
      spec: { selector: labels, ports: [{ port: 5432 }] },
    },
  ];
}

describeKubernetes('an app with a database on a cluster', () => {
  const app = new ClusterApp('fastapi-container-data');

  beforeAll(async () => {
    const { postgres } = await dataImages();
    app.create({ kubernetes: {}, timeouts: { stop: 4, graceful: 2, drain: 1 } }, '--database=postgres');
    const file = join(app.root, 'postgres.json');
    write(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: database(load(postgres)) }));
    app.kubectl('apply', `--filename=${file}`);
    app.kubectl('wait', 'pod/postgres', '--for=condition=Ready', '--timeout=120s');
  });

  afterAll(() => {
    app.remove();
  });

  const sql = (text: string, name = 'app') => {
    const psql = 'PGPASSWORD="$POSTGRES_PASSWORD" psql -U app -h 127.0.0.1 -At -d "$0" -c "$1"';
    return app.kubectl('exec', 'postgres', '--', 'sh', '-c', psql, name, text).trim();
  };
  const serving = () => app.endpoints().filter((pod) => pod.startsWith('orders-'));
  const asked = (...words: string[]) => succeed(process.cwd(), ...inside('curl', '-sS', ...words)).stdout;

  test(
    'without its address nothing is applied, and the key that is missing is named',
    keepOnFailure(() => {
      const { status, output } = app.cli('apply', 'production');
      expect(status).not.toBe(0);
      expect(output).toMatch(/Secret\/orders is not there[^]*--from-file=database_url/);
      expect(app.pods()).toEqual(['pod/postgres']);
    }),
  );

  test(
    'the job changes the tables before the pods start, which then answer from the database',
    keepOnFailure(() => {
      const host = app.field('service/postgres', '.spec.clusterIP');
      const address = `postgresql://app:${encodeURIComponent(PASSWORD)}@${host}:5432/app`;
      const file = join(app.root, 'database_url');
      write(file, address);
      app.kubectl('create', 'secret', 'generic', 'orders', `--from-file=${file}`);
      app.apply();
      expect(sql('select count(*) from alembic_version')).toBe('1');
      const item = ['-H', 'content-type: application/json', '-d', '{"name":"lamp"}'];
      const items = `http://${app.address}/items`;
      expect(asked('-o', '/dev/null', '-w', '%{http_code}', ...item, items)).toBe('201');
      // Whichever of the two pods answers.
      for (let time = 0; time < 6; time += 1) expect(asked(items)).toContain('"lamp"');
      expect(sql('select name from items')).toBe('lamp');
      expect(serving()).toHaveLength(2);
    }),
  );

  test(
    'the same version a second time changes nothing, and a database that lets nobody in takes the pods out, and no more',
    keepOnFailure(async () => {
      app.apply();
      expect(sql('select name from items')).toBe('lamp');
      const open = (answer: boolean) => sql(`alter database app allow_connections ${String(answer)}`, 'postgres');
      open(false);
      sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'app'", 'postgres');
      await until('no pod takes traffic', 60, () => serving().length === 0);
      open(true);
      await until('both take traffic again', 60, () => serving().length === 2);
      expect(app.restarts()).toBe(0);
      expect(asked(`http://${app.address}/items`)).toContain('"lamp"');
    }),
  );
});
