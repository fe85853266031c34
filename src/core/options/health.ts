import type { RequiredService } from './values';

/** Health routes and how the image's HEALTHCHECK asks them. */
export interface HealthOptions {
  /**
   * Path of the liveness route: answers 200 while the process is able to answer at all. The image's HEALTHCHECK asks
   * this one, since an orchestrator such as Swarm replaces what is unhealthy.
   *
   * @default "/health/live"
   * @pattern ^(/[A-Za-z0-9._~-]+)+/?$
   * @maxLength 60
   * @allowed an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/live
   * @fix start it with `/`, without query or host
   * @often true
   */
  readonly live?: string;

  /**
   * Path of the readiness route: answers 200 when the application can take traffic, 503 before.
   *
   * @default "/health/ready"
   * @pattern ^(/[A-Za-z0-9._~-]+)+/?$
   * @maxLength 60
   * @allowed an absolute URL path of letters, digits, `.`, `_`, `~` and `-`, at most 60 characters, such as /health/ready
   * @fix start it with `/`, without query or host
   */
  readonly ready?: string;

  /**
   * Host that the health check asks for, where the application answers certain ones only (`TrustedHostMiddleware`): one
   * of those that it allows.
   *
   * @default - the address that is asked: `127.0.0.1` and the port
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$
   * @maxLength 250
   * @allowed a name such as orders.example.com, with a port behind `:` where there is one
   * @fix write it as a browser sends it, without https:// and path
   */
  readonly host?: string;

  /**
   * Seconds between two health checks of the running container.
   *
   * @default 30
   * @minimum 1
   * @maximum 3600
   * @asType integer
   * @see https://docs.docker.com/reference/dockerfile/#healthcheck
   */
  readonly interval?: number;

  /**
   * Seconds after which an unanswered health check has failed.
   *
   * @default 5
   * @minimum 1
   * @maximum 300
   * @asType integer
   */
  readonly timeout?: number;

  /**
   * Seconds after the start in which a failed check does not count.
   *
   * @default 30
   * @minimum 0
   * @maximum 3600
   * @asType integer
   */
  readonly startPeriod?: number;

  /**
   * Failed checks in a row that make the container unhealthy.
   *
   * @default 3
   * @minimum 1
   * @maximum 100
   * @asType integer
   */
  readonly retries?: number;

  /**
   * Seconds that the readiness route waits for what it asks, such as the database: after them it answers 503.
   *
   * @default 2
   * @minimum 1
   * @maximum 300
   * @asType integer
   */
  readonly readyTimeout?: number;

  /**
   * What has to answer for the app to be ready. A cache is not among it by default: without one, an app is slow at most.
   *
   * @default ["database"]
   */
  readonly requires?: RequiredService[];
}
