import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineOf, mainReference } from '../core/engines';
import type { ImageContents } from '../core/image-report';
import { InvalidInputError, type Problem } from '../core/problems';
import type { ResolvedApp } from '../core/resolved';
import { readImageArchive } from './image-archive';

/** Whether a program is there and answers. */
export function answers([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function failure(problem: Problem): InvalidInputError {
  return new InvalidInputError('the image', [problem]);
}

function runQuietly([program = '', ...args]: readonly string[]): { succeeded: boolean; stdout: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) {
    throw failure({
      option: 'engine',
      value: program,
      reason: `${program} cannot be started: ${error.message}`,
      fix: `install ${program}, or set "engine" to the one that is installed`,
    });
  }
  if (status !== 0 && /cannot connect|connection refused|daemon running/i.test(stderr)) {
    const fix = `start ${program}, and try again`;
    throw failure({ option: 'engine', value: program, reason: stderr.trim(), fix });
  }
  return { succeeded: status === 0, stdout };
}

/**
 * Id of the app's image.
 *
 * @throws InvalidInputError when the image was not built, or the engine does not answer
 */
export function imageId(app: ResolvedApp): string {
  const reference = mainReference(app);
  const { succeeded, stdout } = runQuietly(engineOf(app).inspect(reference));
  const [image] = succeeded ? (JSON.parse(stdout) as [{ Id: string }?]) : [];
  if (image) return image.Id;
  const fix = 'build it with the target or task `container-build`';
  throw failure({ option: reference, reason: 'there is no such image', fix });
}

/** Saves the app's image into a temporary archive while something is done with it. */
export function withArchive<T>(app: ResolvedApp, work: (path: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-'));
  try {
    const archive = join(directory, 'image.tar');
    const command = engineOf(app).save(mainReference(app), archive);
    if (!runQuietly(command).succeeded) throw new Error(`${command.join(' ')} failed`);
    return work(archive);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Everything that is in the app's image. */
export function imageContents(app: ResolvedApp): ImageContents {
  return { id: imageId(app), ...withArchive(app, readImageArchive) };
}
