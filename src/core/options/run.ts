/** How `container-run` runs the image on this machine. */
export interface RunOptions {
  /**
   * TCP port of this machine on which the container answers. It is published to the machine itself only.
   *
   * @default - the port of the container
   * @minimum 1
   * @maximum 65535
   * @asType integer
   */
  readonly port?: number;

  /**
   * File with environment variables for the container, `NAME=value` in each line, relative to the app's directory. It
   * has to be there when the container starts, and is never part of the image.
   *
   * @default - none
   * @pattern ^(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$
   * @maxLength 200
   * @allowed a path in the app's directory of letters, digits, `.`, `_` and `-`, such as .env
   * @fix name a file inside the app's directory, with `/` between the parts
   */
  readonly envFile?: string;

  /**
   * Whether an init process runs as process 1 and collects orphaned children. Needed only when the application itself
   * starts processes: the servers handle signals as process 1.
   *
   * @default false
   */
  readonly init?: boolean;
}
