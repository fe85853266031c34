import { installerOf, ownEnvironment } from './npm-installer';

const called = (agent: string | undefined, npm_execpath?: string) =>
  installerOf({
    ...(agent === undefined ? {} : { npm_config_user_agent: agent }),
    ...(npm_execpath ? { npm_execpath } : {}),
  });

test.each([
  [undefined, 'npm'],
  ['npm/11.19.1 node/v20.20.2 linux x64', 'npm'],
  ['pnpm/10.34.9 npm/? node/v20.20.2', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v20.20.2', 'yarn'],
  ['yarn/4.18.1 npm/? node/v20.20.2', 'yarn'],
  ['bun/1.3.0 npm/? node/v20.20.2', 'bun'],
  ['constructor/1', 'npm'],
])('what calls itself %j installs with %s', (agent, name) => {
  const installer = called(agent);
  expect(installer.name).toBe(name);
  expect(installer.install.slice(0, 2)).toEqual([name, 'install']);
});

test('its own program is called where it tells that, and never that of another one', () => {
  const npm = '/usr/lib/node_modules/npm/bin/npm-cli.js';
  expect(called('npm/11.0.0', npm).install.slice(0, 3)).toEqual([process.execPath, npm, 'install']);
  expect(called('pnpm/10.0.0', '/x/pnpm.cjs').install).toEqual([process.execPath, '/x/pnpm.cjs', 'install']);
  // It would run a package of the name `install`.
  expect(called('npm/11.0.0', '/x/npx-cli.js').install[0]).toBe('npm');
  expect(called('pnpm/10.0.0', npm).install[0]).toBe('pnpm');
});

test('Yarn from 2 on and pnpm are told what they have to know of the workspace', () => {
  expect(Object.keys(called('yarn/4.18.1').files)).toEqual(['.yarnrc.yml', 'yarn.lock']);
  expect(called('yarn/1.22.22').files).toEqual({});
  expect(Object.keys(called('pnpm/10.0.0').files)).toEqual(['pnpm-workspace.yaml']);
});

test('what the caller has set about its own package is not handed on; its registry is', () => {
  const kept = ownEnvironment({
    PATH: '/bin',
    npm_config_registry: 'http://127.0.0.1:1',
    npm_package_name: 'other',
    npm_config_local_prefix: '/other',
    PROJECT_CWD: '/other',
    NODE_OPTIONS: '--require /other/.pnp.cjs',
  });
  expect(kept).toEqual({ PATH: '/bin', npm_config_registry: 'http://127.0.0.1:1' });
  expect(ownEnvironment({ NODE_OPTIONS: '--max-old-space-size=4096' })).toEqual({
    NODE_OPTIONS: '--max-old-space-size=4096',
  });
});
