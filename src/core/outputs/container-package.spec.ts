import { resolved } from '../../../test/support/memory';
import { NO_FACTS } from '../app/facts';
import { loadTemplates } from '../../io/templates';
import { containerPackage, containerPrograms, containerServices, containerSurroundings } from './container-package';
import { containerLogging } from './container-logging';
import { containerMetrics } from './container-metrics';

/** Width that linters and formatters of Python ask for, unless they are told another: of flake8, ruff and black. */
const NARROWEST = 79;

test.each<object>([
  {},
  { image: { check: true }, app: 'orders.main:create_app()' },
  { workers: 2 },
  { server: 'fastapi', workers: 2, timeouts: { drain: 0 } },
  {
    cors: { origins: ['https://shop.example.com'], credentials: true },
    trustedHosts: ['orders.example.com'],
    maxBodySize: 1,
    securityHeaders: true,
    docs: 'bundled',
    cache: 'redis',
    image: { check: true },
  },
  { health: { host: 'orders.example.com' }, swarm: {} },
  { logFormat: 'json', server: 'hypercorn' },
  { logFormat: 'json', requestId: false, accessLog: false, workers: 2 },
  { requestId: true },
  { database: 'sqlite' },
  { database: 'postgres', cache: 'redis', docs: 'bundled', health: { requires: ['database', 'cache'] } },
  { database: 'postgres', health: { requires: [] } },
  { database: 'postgres', sql: { driver: 'asyncpg', pooler: 'transaction' } },
  { metrics: 'prometheus', workers: 2, telemetry: 'otlp' },
  {
    ...{ database: 'postgres', cache: 'redis', docs: 'bundled', server: 'hypercorn' },
    ...{ logFormat: 'json', metrics: 'prometheus', telemetry: 'otlp' },
  },
])('what lies among the source of a person passes their linter, whatever its width: %j', (options) => {
  const app = resolved(options);
  const files = [
    containerPackage,
    containerPrograms,
    containerServices,
    containerSurroundings,
    containerLogging,
    containerMetrics,
  ].flatMap((output) => output.render(app, loadTemplates(), NO_FACTS));
  const lines = files.flatMap((file) =>
    'content' in file && file.path.endsWith('.py') ? file.content.split('\n') : [],
  );
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => line.length > NARROWEST)).toEqual([]);
});
