/** Option sets that together give every option another value than its default. */
export const OPTION_SETS: Readonly<Record<string, object>> = {
  defaults: {},
  'every option': {
    python: '3.12',
    server: 'uvicorn',
    workers: 3,
    app: 'shop.server.entry:make()',
    port: 9000,
    rootPath: '/api/v1',
    accessLog: false,
    logLevel: 'warning',
    installer: 'pip',
    health: { live: '/livez', ready: '/readyz', interval: 10, timeout: 3, startPeriod: 0, retries: 5 },
    image: { name: 'registry.example.com/shop/orders', base: 'python:3.12-slim-trixie' },
    own: ['Dockerfile'],
  },
  'a flat app': { app: 'main:app', python: '3.10' },
  'a factory': { app: 'orders.main:create_app()', logLevel: 'debug' },
};
