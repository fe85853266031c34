/** Which reverse proxies are believed when they tell the client's address and scheme. */
export interface ProxyOptions {
  /**
   * Addresses or networks of the reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` headers are believed.
   * `*` believes everybody, and needs `proxy.trustAny`.
   *
   * @default - the machine itself; `FORWARDED_ALLOW_IPS` in the container's environment may name others
   */
  readonly trusted?: string[];

  /**
   * States that nothing but the proxy can reach the container, so that `proxy.trusted` may be `*`: whoever else reaches
   * it could claim any client address.
   *
   * @default false
   */
  readonly trustAny?: boolean;
}
