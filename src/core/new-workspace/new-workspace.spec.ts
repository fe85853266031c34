import { loadTemplates } from '../../io/templates';
import { layoutOf } from './layout';
import { pageFiles } from './page';
import { rootFiles } from './root-files';

test('a service with a scope has it in its name, and not in its directory', () => {
  expect(layoutOf('@acme/Orders')).toEqual({
    ok: true,
    value: {
      service: { name: '@acme/Orders', directory: 'apps/Orders' },
      client: 'libs/orders-client',
      page: { name: 'web', directory: 'apps/web' },
    },
  });
});

test.each(['web', '@acme/web', 'WEB'])('%s is the page, not a service', (name) => {
  expect(layoutOf(name)).toMatchObject({ problems: [{ option: 'name', value: name }] });
});

describe('a page', () => {
  const service = { name: 'orders', directory: 'services/deep/orders' };
  const page = { name: 'web', directory: 'apps/web', service, client: '@acme/orders-client' } as const;
  const filesFor = (packageManager: 'npm' | 'pnpm') =>
    Object.fromEntries(
      pageFiles({ ...page, packageManager }, loadTemplates()).map(({ path, content }) => [path, content]),
    );
  const manifest = (packageManager: 'npm' | 'pnpm') =>
    JSON.parse(filesFor(packageManager)['package.json'] ?? '') as unknown;

  test('calls the client by its name, and reads the port of the service where that lies', () => {
    const files = filesFor('npm');
    expect(files['src/main.ts']).toContain("from '@acme/orders-client'");
    expect(files['vite.config.ts']).toContain("from '../../services/deep/orders/fastapi-container.json'");
  });

  test('asks for the package of the workspace, never for one of the registry', () => {
    expect(manifest('npm')).toMatchObject({ dependencies: { '@acme/orders-client': '*' } });
    expect(manifest('pnpm')).toMatchObject({ dependencies: { '@acme/orders-client': 'workspace:*' } });
  });
});

test('the workspace names its packages, and asks for this package in its own version', () => {
  const layout = layoutOf('orders');
  if (!layout.ok) throw new Error('refused');
  const files = rootFiles('shop', layout.value, { version: '1.2.3', packageManager: 'npm', nx: 'npx nx' });
  expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
    name: 'shop',
    private: true,
    workspaces: ['apps/web', 'libs/orders-client'],
    devDependencies: { 'fastapi-container': '1.2.3' },
  });
  expect(files['README.md']).toContain('npx nx openapi orders');
});
