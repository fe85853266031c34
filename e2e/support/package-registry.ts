import { join } from 'node:path';
import { Running } from './shell';

/** A package registry that has the given tarballs, and sends the client elsewhere for everything else. */
export class PackageRegistry {
  private readonly server: Running;

  constructor(...tarballs: readonly string[]) {
    this.server = new Running(__dirname, process.execPath, [join(__dirname, 'registry.mjs'), ...tarballs]);
  }

  /** Its address. */
  async url(): Promise<string> {
    for (let tries = 0; tries < 200 && !this.server.output.includes('\n'); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return this.server.output.trim();
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}
