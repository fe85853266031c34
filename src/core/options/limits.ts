/** What the server limits. */
export interface LimitOptions {
  /**
   * Requests that one worker works on at the same time. The health check is one of them: leave it room.
   *
   * @default - no limit
   * @minimum 2
   * @maximum 100000
   * @asType integer
   */
  readonly concurrency?: number;

  /**
   * Requests after which a worker is replaced by a fresh one, against slow leaks.
   *
   * @default - never
   * @minimum 1
   * @maximum 100000000
   * @asType integer
   */
  readonly maxRequests?: number;

  /**
   * How far `limits.maxRequests` is raised at random, at most, so that workers are not replaced all at once.
   *
   * @default - none
   * @minimum 1
   * @maximum 100000000
   * @asType integer
   */
  readonly maxRequestsJitter?: number;

  /**
   * Connections that wait to be accepted.
   *
   * @default 2048
   * @minimum 128
   * @maximum 65535
   * @asType integer
   */
  readonly backlog?: number;
}
