import type { Command } from '../command';
import { adopt } from './adopt';
import { check } from './check';
import { client } from './client';
import { createWorkspace } from './create';
import { debug } from './debug';
import { install } from './install';
import { library } from './library';
import { lock } from './lock';
import { compose } from './compose';
import { kubernetes } from './kubernetes';
import { create } from './new';
import { openapi } from './openapi';
import { swarm } from './swarm';
import { push } from './push';
import { report } from './report';
import { runTaskCommand } from './run';
import { scan } from './scan';
import { synth } from './synth';

/** All commands, in the order of the overview. */
export const COMMANDS: readonly Command[] = [
  createWorkspace,
  create,
  adopt,
  library,
  synth,
  check,
  runTaskCommand,
  debug,
  install,
  lock,
  openapi,
  client,
  push,
  scan,
  report,
  compose,
  swarm,
  kubernetes,
];
