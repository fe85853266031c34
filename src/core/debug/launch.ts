import type { ResolvedApp } from '../app/resolved';
import { LOCAL } from '../servers/server';

/** Where VS Code looks for what it can start, in the directory that it has opened. */
export const LAUNCH_FILE = '.vscode/launch.json';

/** The entry by which VS Code attaches to the task `debug` of an app. */
function entry({ name, debugPort }: ResolvedApp): object {
  return {
    name: `${name}: attach`,
    type: 'debugpy',
    request: 'attach',
    connect: { host: LOCAL, port: debugPort },
    justMyCode: true,
  };
}

/** A first launch.json, where there is none. */
export function launchFile(app: ResolvedApp): string {
  const text = JSON.stringify({ version: '0.2.0', configurations: [entry(app)] }, null, 2);
  return `// Start the task \`debug\` of the app first: these attach to it.\n${text}\n`;
}

/** Whether a launch.json has an entry that attaches to the app. People write comments into it, so that it is not parsed. */
export function attaches(text: string, { debugPort }: ResolvedApp): boolean {
  return text.includes('debugpy') && new RegExp(`"port"\\s*:\\s*${String(debugPort)}\\b`).test(text);
}

/** What is said where no launch.json has one: it may be shared by many apps, and is the person's. */
export function launchLines(app: ResolvedApp, file: string): string[] {
  const lines = JSON.stringify(entry(app), null, 2).split('\n');
  return [`To attach with VS Code, add this to "configurations" in ${file}:`, ...lines.map((line) => `  ${line}`)];
}
