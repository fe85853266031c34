import { resolved } from '../../../test/support/memory';
import type { Adoption } from './infer';
import { projenCall } from './projen-call';

const call = (options: object) =>
  projenCall('orders', { options } as Adoption, resolved(options), { outdir: '.' }, undefined).join('\n');

test.each([{ compose: {} }, { swarm: {} }, { kubernetes: {} }, { secrets: ['a'] }])(
  '%j: the call makes the component that writes the files',
  (options) => {
    expect(call(options)).toContain(
      "const { Dockerfile, OptionsFile, Orchestration, RunTasks } = require('fastapi-container');",
    );
    expect(call(options)).toContain('new Orchestration(project, options);');
  },
);

test('without a group the call has no component for it', () => {
  expect(call({ port: 9000 })).not.toContain('Orchestration');
});
