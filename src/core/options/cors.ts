/** Which web pages of other origins may call the service from a browser. */
export interface CorsOptions {
  /**
   * Origins of these pages. Without any, browsers let no page of another origin read an answer.
   *
   * @default []
   * @pattern ^(\*|[a-z][a-z0-9+.-]{0,30}://(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:[0-9]{1,5})?)$
   * @maxLength 250
   * @allowed origins such as https://shop.example.com or http://localhost:4200; `*` for every page of the world
   * @fix write scheme, host and port as a browser sends them, without a path and without a `/` at the end
   * @see https://fastapi.tiangolo.com/tutorial/cors/
   */
  readonly origins?: string[];

  /**
   * Whether browsers send cookies and other credentials along. Not together with the origin `*`: every page of the world
   * could then act in the name of whoever opens it.
   *
   * @default false
   */
  readonly credentials?: boolean;
}
