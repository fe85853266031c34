import { calledAs } from './called';

const LOCAL = '/home/ada/shop/node_modules/fastapi-container/dist/cli';
const CACHED = '/home/me/.npm/_npx/0123/node_modules/fastapi-container/dist/cli';

test.each<[string, string, string, string]>([
  ['npm/10.8.2 node/v20.20.2 linux x64 workspaces/false', LOCAL, '/home/ada/shop/apps', 'npx fastapi-container'],
  ['npm/10.8.2 node/v20.20.2 linux x64 workspaces/false', CACHED, '/home/ada/shop', 'npx fastapi-container'],
  ['pnpm/9.12.0 npm/? node/v20.20.2 linux x64', LOCAL, '/home/ada/shop', 'pnpm fastapi-container'],
  ['pnpm/9.12.0 npm/? node/v20.20.2 linux x64', CACHED, '/home/ada/shop', 'pnpm dlx fastapi-container'],
  ['yarn/1.22.22 npm/? node/v20.20.2 linux x64', LOCAL, '/home/ada/shop', 'yarn fastapi-container'],
  ['bun/1.1.0 npm/? node/v20.20.2 linux x64', CACHED, '/home/ada/shop', 'bunx fastapi-container'],
  ['', LOCAL, '/home/ada/shop', 'npx fastapi-container'],
  ['', '/usr/lib/node_modules/fastapi-container/dist/cli', '/home/ada/shop', 'fastapi-container'],
])('by %s, from %s in %s: %s', (agent, home, cwd, call) => {
  expect(calledAs(agent === '' ? {} : { npm_config_user_agent: agent }, cwd, home)).toBe(call);
});
