import { join } from 'node:path';

/** The words that start this command line once more. */
export const OWN_PROGRAM: readonly string[] = [process.execPath, join(__dirname, '../cli/main.js')];
