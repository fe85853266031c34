import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainReference } from '../core/app/image-reference';
import { engineOf } from '../core/engines';
import type { ImageContents } from '../core/image-report';
import { InvalidInputError, type Problem } from '../core/text/problems';
import type { ResolvedApp } from '../core/app/resolved';
import { readImageArchive } from './image-archive';
import { runProgram, type Ended } from './programs';

function failure(problem: Problem): InvalidInputError {
  return new InvalidInputError('the image', [problem]);
}

/** Runs the engine. That it is missing or does not answer is told as such, whatever it was asked. */
function askEngine(argv: readonly string[], doing?: string): Ended {
  const [program = ''] = argv;
  const ended = runProgram(argv, doing === undefined ? {} : { doing });
  if (ended.missing) {
    throw failure({
      option: 'engine',
      value: program,
      reason: ended.failure ?? '',
      fix: `install ${program}, or set "engine" to the one that is installed`,
    });
  }
  if (ended.failure !== undefined && /cannot connect|connection refused|daemon running/i.test(ended.stderr)) {
    const fix = `start ${program}, and try again`;
    throw failure({ option: 'engine', value: program, reason: ended.stderr.trim(), fix });
  }
  return ended;
}

/**
 * Id of the app's image.
 *
 * @throws InvalidInputError when the image was not built, or the engine does not answer
 */
export function imageId(app: ResolvedApp): string {
  const reference = mainReference(app);
  const { failure: none, stdout } = askEngine(engineOf(app).inspect(reference));
  const [image] = none === undefined ? (JSON.parse(stdout) as [{ Id: string }?]) : [];
  if (image) return image.Id;
  const fix = 'build it with the target or task `container-build`';
  throw failure({ option: reference, reason: 'there is no such image', fix });
}

/** Saves the app's image into a temporary archive while something is done with it. */
export function withArchive<T>(app: ResolvedApp, work: (path: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'fastapi-container-'));
  try {
    const archive = join(directory, 'image.tar');
    const reference = mainReference(app);
    const saved = askEngine(engineOf(app).save(reference, archive), `Reading the image ${reference}`);
    if (saved.failure === undefined) return work(archive);
    const fix = `${saved.stderr.trim() || 'it gave no reason'}: fix that, and try again`;
    throw failure({ option: reference, reason: `cannot be saved: ${saved.failure}`, fix });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Everything that is in the app's image. */
export function imageContents(app: ResolvedApp): ImageContents {
  return { id: imageId(app), ...withArchive(app, readImageArchive) };
}
