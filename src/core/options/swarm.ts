/** How other services find the replicas: at one address that the engine spreads, or at the address of each. */
export type SwarmEndpoint = 'vip' | 'dnsrr';

/**
 * `compose.swarm.yaml`, with which Docker Swarm runs the app. The group switches it on, also when it is empty.
 */
export interface SwarmOptions {
  /**
   * Containers of the app.
   *
   * @default 2
   * @minimum 1
   * @maximum 1000
   * @asType integer
   */
  readonly replicas?: number;

  /**
   * How other services find the replicas: `vip` at one address, or `dnsrr` at an address each. Only with `vip` is a port
   * published.
   *
   * @default "vip"
   */
  readonly endpoint?: SwarmEndpoint;

  /**
   * Port that every machine of the swarm opens for the app.
   *
   * @default - that of the container
   * @minimum 1
   * @maximum 65535
   * @asType integer
   */
  readonly port?: number;

  /**
   * Environment variables of the container there. They are no place for secrets: see `secrets`.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^[^\u0000-\u001f\u007f]*$
   * @maxLength 1000
   * @allowed texts in one line, by names of letters, digits and `_`
   * @fix give the value in one line
   */
  readonly env?: { readonly [name: string]: string };
}
