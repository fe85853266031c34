import type { PackageName } from '../packages';
import type { ResolvedApp } from '../resolved';

/** How one ASGI server is run. One file per server holds one of these. */
export interface ServerDefinition {
  /** Python packages that the image needs to run it. */
  readonly packages: readonly PackageName[];
  /**
   * Modules that the server imports while it starts, beyond those that the application imports: their bytecode is
   * baked into the image.
   */
  startupModules(app: ResolvedApp): readonly string[];
  /** The command that serves the application in a container: argv, the program first. */
  serve(app: ResolvedApp): string[];
  /** The command that serves it on a developer's machine and restarts it when the source changes. */
  develop(app: ResolvedApp): string[];
}
