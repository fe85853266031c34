import { engineOf } from '../engines';
import type { ResolvedApp } from '../resolved';
import { self, system, type Task } from './task';

/** The tasks about the image. */
export function containerTasks(app: ResolvedApp): Omit<Task, 'group'>[] {
  const engine = engineOf(app);
  const { name } = app.image;
  return [
    {
      name: 'container-check',
      description: 'Fails when the container files are not in step with the options',
      commands: [self('check')],
      needs: [],
    },
    {
      name: 'container-build',
      description: `Builds the image ${name}`,
      commands: engine.build(app).map((argv) => system(...argv)),
      needs: ['container-check'],
    },
    {
      name: 'container-run',
      description: `Builds the image and runs it as in production, on http://127.0.0.1:${String(app.run.port)}`,
      commands: [system(...engine.run(app))],
      needs: ['container-build'],
      continuous: true,
    },
    {
      name: 'container-push',
      description: `Builds the image for all its platforms and pushes it to the registry in its name`,
      commands: engine.push(app).map((argv) => system(...argv)),
      needs: [engine.pushesWhatWasBuilt(app) ? 'container-build' : 'container-check'],
    },
    {
      name: 'container-scan',
      description: 'Builds the image and looks for known vulnerabilities in it, with the scanner that is installed',
      commands: [self('scan')],
      needs: ['container-build'],
    },
    {
      name: 'container-report',
      description: 'Builds the image and tells what is in it, by layer and package, and what changed',
      commands: [self('report')],
      needs: ['container-build'],
    },
  ];
}
