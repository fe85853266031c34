/** How long the server waits. Each is a whole number of seconds. */
export interface TimeoutOptions {
  /**
   * Seconds that an idle connection is kept open. Choose more than the idle timeout of a load balancer in front, or it
   * sends requests into connections that are just being closed.
   *
   * @default 5
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly keepAlive?: number;

  /**
   * Seconds that requests in flight may take to end when the container is stopped. Must be below `timeouts.stop`, so
   * that the lifespan's shutdown still runs. With `telemetry` the default is less where its exporter would have no time
   * left.
   *
   * @default 8
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly graceful?: number;

  /**
   * Seconds after which a worker that does not answer its supervisor is replaced. Too few kill workers that import
   * slowly on a busy machine.
   *
   * @default 30
   * @minimum 1
   * @maximum 3600
   * @asType integer
   */
  readonly worker?: number;

  /**
   * Seconds that the container's host gives it between SIGTERM and SIGKILL: Docker and Compose 10, Kubernetes 30 unless
   * told otherwise. `container-run` passes it on.
   *
   * @default 10
   * @minimum 2
   * @maximum 3600
   * @asType integer
   */
  readonly stop?: number;

  /**
   * Seconds for which the app goes on answering after SIGTERM, while what sends it requests learns that it leaves. Under
   * Swarm and Kubernetes, which give it that time besides `timeouts.stop`. A load balancer outside of the cluster may
   * need 15 or more.
   *
   * @default 5
   * @minimum 0
   * @maximum 600
   * @asType integer
   */
  readonly drain?: number;

  /**
   * Seconds after which what is sent by `telemetry` counts as lost. While the app stops, a collector that does not answer
   * takes twice this time.
   *
   * @default 2
   * @minimum 1
   * @maximum 600
   * @asType integer
   */
  readonly telemetry?: number;
}
