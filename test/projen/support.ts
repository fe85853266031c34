import { isInStep } from '../../src/core/plan/change';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Project } from 'projen';
import { FastApiContainerProject, type FastApiContainerProjectOptions } from '../../src';
import { planOnDisk, readApp } from '../../src/io/app';

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-projen-'));
let count = 0;

/** A new empty directory. projen must be told one: without it a test run may empty the current directory. */
export function directory(): string {
  count += 1;
  const path = join(root, String(count), 'orders');
  mkdirSync(path, { recursive: true });
  return path;
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

export function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

/** Makes a project of the type and writes its files. */
export function synth(
  outdir: string,
  options: Partial<FastApiContainerProjectOptions> & Record<string, unknown> = {},
): FastApiContainerProject {
  const project = new FastApiContainerProject({ name: 'orders', outdir, ...options });
  project.synth();
  return project;
}

/** What `fastapi-container check` finds. */
export function inStep(path: string): boolean {
  return isInStep(planOnDisk(path, 'orders', readApp(path, 'orders')));
}

/** The message of the error that something ends in. */
export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was accepted');
}

/** The same for the synthesis of a project. */
export function synthRefusal(project: Project): string {
  return refusal(() => {
    project.synth();
  });
}

beforeAll(() => {
  process.env.PROJEN_DISABLE_POST = 'true';
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
