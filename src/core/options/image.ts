/** The container image. */
export interface ImageOptions {
  /**
   * Repository name of the image, without a tag: what `container-build` tags and `container-run` starts.
   *
   * @default - the app's name, with `/` turned into `-`
   * @pattern ^([a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$
   * @maxLength 200
   * @allowed a lower-case repository name such as orders-api or registry.example.com/team/orders-api, without a tag
   * @fix use lower case letters, digits, `.`, `_` and `-`, and leave the tag out
   */
  readonly name?: string;

  /**
   * Base image of both stages. It must carry Python with pip, and its Python decides what runs in the container.
   *
   * @default - `python:<python>-slim`: glibc, so that wheels install as they are, and small
   * @pattern ^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*(@sha256:[a-f0-9]{64})?$
   * @maxLength 300
   * @allowed an image reference with a tag or digest, such as python:3.13-slim-trixie
   * @fix name the image with an explicit tag or digest; `latest` changes under you
   * @see https://hub.docker.com/_/python
   */
  readonly base?: string;
}
