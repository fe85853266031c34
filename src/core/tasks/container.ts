import { engineOf } from '../engines';
import { pushProblem } from '../image/registry';
import { runtimeContract } from '../app/runtime-contract';
import type { ResolvedApp } from '../app/resolved';
import { self, system, WHOLE_APP, type Task } from './task';

/** The tasks about the image. */
export function containerTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  const engine = engineOf(app);
  const { name } = app.image;
  const nowhere = pushProblem(app) !== undefined;
  return [
    {
      name: 'container-check',
      description: 'Fails when the container files are not in step with the options',
      commands: [self('check')],
      needs: [],
      inputs: WHOLE_APP,
      quick: true,
    },
    {
      name: 'container-build',
      description: `Builds the image ${name}`,
      commands: engine.build(app).map((argv) => system(...argv)),
      needs: ['container-check'],
      inputs: WHOLE_APP,
      takesWords: true,
    },
    {
      name: 'container-run',
      description: `Builds the image and runs it as in production, on http://127.0.0.1:${String(app.run.port)}`,
      commands: [
        // What the engine says of a file that is not there names no option.
        ...(app.run.envFile === undefined ? [] : [self('check', '--quiet', '--run')]),
        system(...engine.run(runtimeContract(app))),
      ],
      needs: ['container-build'],
      inputs: WHOLE_APP,
      continuous: true,
      listens: { option: 'run.port', port: app.run.port, host: '127.0.0.1' },
    },
    {
      name: 'container-push',
      description:
        'Builds the image for all its platforms, pushes it to the registry in its name, and prints its digest',
      // What cannot be pushed is not built either. Words that a user adds are not flags of the command itself.
      commands: [self('check', '--quiet', '--push'), self('push', '--')],
      needs: [engine.pushesWhatWasBuilt(app) && !nowhere ? 'container-build' : 'container-check'],
      inputs: WHOLE_APP,
      takesWords: true,
    },
    {
      name: 'container-scan',
      description: 'Builds the image and looks for known vulnerabilities in it, with the scanner that is installed',
      commands: [self('scan')],
      needs: ['container-build'],
      inputs: WHOLE_APP,
    },
    {
      name: 'container-report',
      description: 'Builds the image and tells what is in it, by layer and package, and what changed',
      commands: [self('report')],
      needs: ['container-build'],
      inputs: WHOLE_APP,
    },
  ];
}
