import type { ResolvedApp, ResolvedCompose } from '../../app/resolved';
import { relativeToApp } from '../../app/library';
import type { RuntimeContract } from '../../app/runtime-contract';
import { IMAGE_LAYOUT, LOCK_FILE, REQUIREMENTS_FILE } from '../../constants';
import { serverOf } from '../../servers';
import { joinPath } from '../../text/paths';
import { literal } from './words';
import { saying } from '../saying';

/** Whether the server in the image can start again when the source changes. */
export function reloadsInContainer(app: ResolvedApp): boolean {
  return app.compose !== undefined && app.compose.development !== 'none' && serverOf(app).reloadNeeds === undefined;
}

/** What of the app's directory the container sees while it is developed, and where. */
function source({ application }: ResolvedApp): { here: string; there: string } {
  const { copied } = application;
  if (copied === '.') return { here: '.', there: IMAGE_LAYOUT.workdir };
  return { here: `./${copied}`, there: joinPath(IMAGE_LAYOUT.workdir, copied) };
}

/**
 * `compose.dev.yaml`: what is different while the app is developed. The source is the one of this machine, and the server
 * starts again when it changes.
 */
export function developmentFile(app: ResolvedApp, compose: ResolvedCompose, contract: RuntimeContract): object {
  const { here, there } = source(app);
  const mounts = compose.development === 'mount';
  const mount = { type: 'bind', source: here, target: there, read_only: true, bind: { create_host_path: false } };
  const synced = { action: 'sync', path: here, target: there };
  const rebuilt = [app.lock ? LOCK_FILE : REQUIREMENTS_FILE, ...app.libraries.map(relativeToApp)];
  return {
    services: {
      [contract.name]: saying({
        volumes: mounts ? [mount] : [],
        command: serverOf(app)
          .develop({ ...app, libraries: [] }, '0.0.0.0')
          .map(literal),
        // What is copied into the container has to be written there.
        read_only: mounts ? undefined : false,
        develop: {
          watch: [...(mounts ? [] : [synced]), ...rebuilt.map((path) => ({ action: 'rebuild', path }))],
        },
      }),
    },
  };
}
