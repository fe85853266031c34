import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OPTION_SETS } from '../test/support/option-sets';
import { describeDocker } from './support/docker';
import { writeApp } from './support/image-app';
import { run } from './support/shell';
import { keepOnFailure, write } from './support/workspace';

/** All sets that containers can run, each with both groups: where it has them, as they are there. */
const SETS = Object.entries<{ database?: string }>(OPTION_SETS)
  .filter(([, { database }]) => database !== 'sqlite')
  .map(([name, options]): [string, object] => [name, { compose: {}, swarm: {}, ...options }]);

interface Config {
  readonly services: Readonly<Record<string, { readonly environment?: Readonly<Record<string, string>> }>>;
}

describeDocker('the files of every option set', () => {
  test.each(SETS)('%s: Compose and Swarm take them without a warning', async (_, options) => {
    await keepOnFailure(() => {
      const directory = writeApp(options);
      write(join(directory, 'config/run.env'), '');
      const env = { ACME_INDEX: 'https://a.example', ACME_MORE: 'https://b.example' };
      const config = (...args: string[]) => run(directory, 'docker', ['compose', ...args, 'config'], env);
      const checks = [
        config('--file', 'compose.yaml'),
        ...(existsSync(join(directory, 'compose.dev.yaml'))
          ? [config('--file', 'compose.yaml', '--file', 'compose.dev.yaml')]
          : []),
        run(directory, 'docker', ['stack', 'config', '--compose-file', 'compose.swarm.yaml'], env),
      ];
      expect(checks.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
        checks.map(() => ({ status: 0, stderr: '' })),
      );
    })();
  });

  test(
    'no value is taken for a variable, whatever is in it',
    keepOnFailure(() => {
      const value = `$HOME \${HOME} $$ \${A:?b} {{.Node.ID}} "b" 'c' #d: e\\ - [f] *g &h !i |`;
      const env = { A: value, ON: 'on', OCTAL: '0o17', TIME: '12:30', NULL: '~', MERGE: '<<' };
      const directory = writeApp({
        compose: { services: { mail: { image: 'mail:1', env, command: ['run', value], check: ['run', value] } } },
        swarm: { env },
      });
      const compose = run(directory, 'docker', ['compose', 'config', '--format', 'json', '--no-interpolate']);
      expect(compose.status).toBe(0);
      const resolved = run(directory, 'docker', ['compose', 'config', '--format', 'json']);
      const { services } = JSON.parse(resolved.stdout) as Config;
      // The answer is a file for Compose again, in which a $ is written twice.
      const read = (text = '') => text.replaceAll('$$', '$');
      const seen = Object.entries(services['orders-mail']?.environment ?? {});
      expect(Object.fromEntries(seen.map(([name, text]) => [name, read(text)]))).toEqual(env);
    }),
  );
});
