// The image and the container of the demo.
import { tmpdir } from 'node:os';
import { say, timed } from './demo-output.mjs';
import { Failure, run } from './demo-processes.mjs';

/** No image that a person may have is called so. */
export const IMAGE = 'fastapi-container-demo';

const docker = async (args, outcome) => (await run(tmpdir(), 'docker', args, { outcome })).trim();

/** Shows from the inside that the running container has no more rights than it needs, and that it is healthy. */
export async function showContainer(port) {
  const id = await docker(['ps', '--quiet', '--filter', `publish=${port}`]);
  const inside = async (...command) => {
    const output = await docker(['exec', id, ...command], 'any');
    say(`$ docker exec ${id} ${command.join(' ')}\n  ${output}`);
    return output;
  };
  if ((await inside('id', '-u')) !== '10001') throw new Failure('the container does not run as user 10001');
  if (!/read-only/i.test(await inside('touch', '/app/file'))) throw new Failure('the container can be written to');

  const question = ['inspect', '--format', '{{.State.Health.Status}}', id];
  const end = Date.now() + 30_000;
  let health = '';
  await timed(`docker inspect --format '{{.State.Health.Status}}' ${id}`, async () => {
    while (health !== 'healthy' && Date.now() < end) {
      health = await docker(question);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  say(`  ${health}`);
  if (health !== 'healthy') throw new Failure('the container did not become healthy', await docker(['logs', id]));
}

/** Removes what a run that ended early left behind. */
export async function removeContainers() {
  const ids = await docker(['ps', '--all', '--quiet', '--filter', `ancestor=${IMAGE}`], 'any');
  if (/^[\da-f\s]+$/.test(ids)) await docker(['rm', '--force', ...ids.split(/\s+/)], 'any');
}

export async function removeImage() {
  await docker(['image', 'rm', '--force', IMAGE], 'any');
}
