import { InvalidInputError } from '../core/text/problems';

let done = false;

function tell(error: unknown): void {
  // Somebody else who listens decides about it, and may go on.
  if (!(error instanceof InvalidInputError) || process.listenerCount('uncaughtException') > 0) return;
  console.error(error.stack);
  process.exit(1);
}

/**
 * Lets a refused option end `node .projenrc.js` with its message alone. For an error that nobody catches, Node prints
 * the line of our source that threw it as well, and the error as an object.
 */
export function tellPlainly(): void {
  if (!done) process.on('uncaughtExceptionMonitor', tell);
  done = true;
}
