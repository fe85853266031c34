import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './shell';

/** Path of the browser; empty where there is none. */
export const BROWSER = process.env.E2E_BROWSER ?? '';

/** A test that needs a browser. Whether there is one was said loudly before the tests began: see scripts/test.mjs. */
export const browserTest = BROWSER === '' ? test.skip : test;

/** What a page looks like, as HTML, once its script has done what it does at once. */
export function pageAt(url: string): string {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  try {
    const words = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
    return run(profile, BROWSER, [...words, '--virtual-time-budget=20000', '--dump-dom', url]).stdout;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
