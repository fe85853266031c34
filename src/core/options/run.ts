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

  /**
   * Network that the container joins, such as that of your compose file, where it reaches the other containers by their
   * names. It has to be there: `container-run` makes none.
   *
   * @default - the engine's default
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_.-]*$
   * @maxLength 100
   * @allowed the name of a network of the engine, such as orders_default
   * @fix take a name from `docker network ls`
   */
  readonly network?: string;

  /**
   * What is mounted into the container, `source:target` or `source:target:ro`. A source that begins with `/`, `./` or
   * `../` is a file or directory of this machine, relative to the app's directory; any other is the name of a volume. The
   * process runs as the user of `image.user`, who has to have the right to write there.
   *
   * @default []
   * @pattern ^([A-Za-z0-9][A-Za-z0-9_.-]*|\.{0,2}(/[A-Za-z0-9._@+-]+)+):(/[A-Za-z0-9._@+-]+)+(:(ro|rw|z|Z)(,[zZ])?)?$
   * @maxLength 300
   * @allowed source:target with `:ro`, `:rw`, `:z` or `:Z` behind it, such as ./data:/data:ro or cache:/var/cache/orders
   * @fix write the source, `:` and an absolute path in the container, without blanks
   */
  readonly volumes?: string[];

  /**
   * Host names that the container knows in addition to DNS, `name:address`. `host-gateway` is the address of this
   * machine: the way to a database that runs on it outside of a container.
   *
   * @default []
   * @pattern ^[A-Za-z0-9][A-Za-z0-9.-]*:(host-gateway|[0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7})$
   * @maxLength 200
   * @allowed name:address, the address in digits or `host-gateway`, such as db.internal:host-gateway
   * @fix write the name, `:` and an address such as 192.168.1.10, without a port
   */
  readonly hosts?: string[];

  /**
   * Environment variables of the container on this machine, in addition to those of the image and of `run.envFile`.
   * The options file is read by everybody who has the repository: secrets belong in the file of `run.envFile`.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^[A-Za-z0-9 _.,:/@+=-]*$
   * @maxLength 1000
   * @allowed texts of letters, digits, blanks and `_ . , : / @ + = -`, by names of letters, digits and `_`
   * @fix give a value with other characters in the file of run.envFile
   */
  readonly env?: { readonly [name: string]: string };
}
