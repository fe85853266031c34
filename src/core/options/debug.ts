/** How the task `debug` serves the app. */
export interface DebugOptions {
  /**
   * TCP port of this machine at which editors attach to the app: to the machine itself only, since whoever reaches it can
   * run any code. The image never has it.
   *
   * @default 5678
   * @minimum 1024
   * @maximum 65535
   * @asType integer
   * @fix take another port, and name it where your editor attaches
   */
  readonly port?: number;
}
