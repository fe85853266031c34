/** What the container may take of a machine, wherever an orchestrator runs it. */
export interface ResourceOptions {
  /**
   * Memory in MiB (1,048,576 bytes), after which the container is killed. Kubernetes also reserves it.
   *
   * @default - 256 for each worker
   * @minimum 64
   * @maximum 1048576
   * @asType integer
   * @fix give a number of MiB: 512 is half of a GiB
   */
  readonly memory?: number;

  /**
   * CPUs in thousandths, at which the container is slowed down. One Python process uses about one CPU at most, so that the
   * default costs nothing; with half of it the slowest requests take six times as long. Compose and Swarm start no container
   * on a machine with fewer CPUs than this: with several workers they have no limit, unless you set one here.
   *
   * @default - 1000 for each worker; none under Compose and Swarm with several workers
   * @minimum 100
   * @maximum 64000
   * @asType integer
   * @fix give thousandths of a CPU: 1000 is a whole one
   */
  readonly cpu?: number;

  /**
   * Size in MiB of `/tmp`, the one directory that can be written to. It is held in memory under Compose and Swarm.
   *
   * @default 64
   * @minimum 1
   * @maximum 65536
   * @asType integer
   */
  readonly tmp?: number;

  /**
   * Processes and threads at most, under Compose and Swarm. Routes that are no coroutines run in up to 40 threads of each
   * worker.
   *
   * @default - 100 for each worker
   * @minimum 50
   * @maximum 100000
   * @asType integer
   */
  readonly pids?: number;
}
