import { join } from 'node:path';
import { ComposeApp, leftOf, removeProject, repository } from './support/compose';
import { postgresImage } from './support/data-images';
import { describeDocker } from './support/docker';
import { ask, askUntilUp, expectApp, freePort } from './support/http';
import { run, succeed } from './support/shell';
import { keepOnFailure, read, write } from './support/workspace';

const PROJECT = `fce2e-${String(process.pid)}-all`;

describeDocker('the compose file of a workspace', () => {
  const root = repository('workspace-compose');
  const [orders, billing] = [new ComposeApp(root, 'orders'), new ComposeApp(root, 'billing')];
  const urls: string[] = [];

  const together = (...words: string[]) => run(root, 'npx', ['fastapi-container', 'compose', ...words]);
  const compose = (...words: string[]) => run(root, 'docker', ['compose', ...words]);
  const succeeds = (...words: string[]) => succeed(root, 'docker', ['compose', ...words]).stdout;

  beforeAll(async () => {
    write(
      join(root, 'package.json'),
      JSON.stringify({ ...(JSON.parse(read(root, 'package.json')) as object), name: PROJECT }),
    );
    const postgres = { image: await postgresImage(), user: 999 };
    urls.push(await orders.create({ compose: { postgres }, secrets: ['api_token'] }, '--database=postgres'));
    urls.push(await billing.create({ compose: { postgres }, secrets: ['api_token'] }, '--database=postgres'));
    write(join(root, 'fastapi-container.workspace.json'), '{ "compose": {} }');
    succeed(root, 'npx', ['fastapi-container', 'synth']);
  });

  afterAll(() => {
    removeProject(PROJECT);
  });

  test(
    'it includes all apps, each with its own services, secrets and networks, and Compose has nothing to say about it',
    keepOnFailure(() => {
      const { status, stdout, stderr } = compose('config', '--format', 'json');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const file = JSON.parse(stdout) as Record<'services' | 'networks' | 'secrets', Record<string, unknown>>;
      const ofBoth = (...keys: string[]) =>
        [orders, billing].flatMap(({ name }) => keys.map((key) => name + key)).sort();
      expect(Object.keys(file.services).sort()).toEqual(ofBoth('', '-migrate', '-postgres'));
      expect(Object.keys(file.networks).sort()).toEqual(['default', ...ofBoth('-data')].sort());
      // Files beside that of the app, and none of the root.
      expect(file.secrets[`${orders.name}-api-token`]).toMatchObject({ file: join(orders.path, 'secrets/api_token') });
    }),
  );

  test(
    'secrets that are missing are told of all apps, before anything is started',
    keepOnFailure(() => {
      const { status, stderr } = together('up');
      expect(status).toBe(2);
      for (const app of [orders, billing]) {
        expect(stderr).toContain(`${app.directory}/secrets/api_token`);
        write(join(app.path, 'secrets/api_token'), `of ${app.name}`);
      }
      expect(leftOf(PROJECT)).toEqual({ containers: 0, networks: 0, volumes: 0 });
    }),
  );

  test(
    'one command starts all of them, and each answers on its port with its own data and secrets',
    keepOnFailure(async () => {
      const begun = Date.now();
      const { status, output } = together('up');
      if (status !== 0) throw new Error(output);
      for (const [index, { name }] of [orders, billing].entries()) {
        expect(output).toContain(`${name} answers on ${urls[index] ?? ''}`);
      }
      console.info(`up with two apps: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
      await expectApp(urls[0] ?? '');
      await askUntilUp(`${urls[1] ?? ''}/health/ready`);
      expect(JSON.parse((await ask(`${urls[0] ?? ''}/items`)).body)).toHaveLength(1);
      expect(JSON.parse((await ask(`${urls[1] ?? ''}/items`)).body)).toEqual([]);
      const secret = ({ name }: ComposeApp) => succeeds('exec', '--no-TTY', name, 'cat', '/run/secrets/app/api_token');
      expect([orders, billing].map(secret)).toEqual([orders, billing].map(({ name }) => `of ${name}`));
      // Another database is out of reach.
      const reach = "import socket; socket.create_connection(('%s-postgres', 5432), 3)";
      const python = (host: string) =>
        compose('exec', '--no-TTY', orders.name, 'python', '-c', reach.replace('%s', host));
      expect([python(orders.name).status, python(billing.name).status]).toEqual([0, 1]);
    }),
  );

  test(
    'a file of the user at the root has the last word',
    keepOnFailure(async () => {
      const port = String(await freePort());
      write(join(root, '.env'), `${billing.name.toUpperCase().replaceAll('-', '_')}_PORT=${port}\n`);
      write(join(root, 'compose.override.yaml'), `services:\n  ${orders.name}:\n    environment:\n      MINE: "yes"\n`);
      const { services } = JSON.parse(succeeds('config', '--format', 'json')) as {
        services: Record<string, { environment: object; ports: { published: string }[] }>;
      };
      expect(services[orders.name]?.environment).toMatchObject({ MINE: 'yes' });
      expect(services[billing.name]?.ports[0]?.published).toBe(port);
    }),
  );

  test(
    'an app that is excluded is not in it, and all of it ends with one command',
    keepOnFailure(() => {
      expect(together('down', '--', '--volumes').status).toBe(0);
      expect(leftOf(PROJECT)).toEqual({ containers: 0, networks: 0, volumes: 0 });
      const options = { compose: { exclude: [billing.directory] } };
      write(join(root, 'fastapi-container.workspace.json'), JSON.stringify(options));
      succeed(root, 'npx', ['fastapi-container', 'synth']);
      expect(
        succeeds('config', '--services')
          .split('\n')
          .filter((name) => name.startsWith(billing.name)),
      ).toEqual([]);
    }),
  );
});
