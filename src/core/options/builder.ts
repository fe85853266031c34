/** How `container-build` and `container-push` build the image. */
export interface BuilderOptions {
  /**
   * Build arguments of the Dockerfile. One without a value takes it from the environment of the build, where that has
   * one. They stay readable in the image: secrets do not belong here.
   *
   * @default []
   * @pattern ^[A-Za-z_][A-Za-z0-9_]*(=[A-Za-z0-9 _.,:/@+=-]*)?$
   * @maxLength 1000
   * @allowed NAME or NAME=value, the value of letters, digits, blanks and `_ . , : / @ + = -`
   * @fix give a value with other characters through the environment of the build, and only the name here
   * @repeat true
   */
  readonly args?: string[];

  /**
   * Where the build takes cached layers from, in CI for instance `type=gha`. The build then runs in the builder that
   * `docker buildx use` has chosen, which is the one that `cacheTo` has filled.
   *
   * @default []
   * @pattern ^type=(azblob|gha|local|registry|s3)(,[a-z_-]+=[A-Za-z0-9_.:/@+-]+)*$
   * @maxLength 500
   * @allowed type=azblob, gha, local, registry or s3 with its attributes, such as type=registry,ref=registry.example.com/orders:cache
   * @fix write `type=` first and the attributes behind it, with commas and without blanks
   * @repeat true
   * @see https://docs.docker.com/build/cache/backends/
   */
  readonly cacheFrom?: string[];

  /**
   * Where the build leaves its layers for the next one. Docker's own builder keeps them to itself unless it uses the
   * containerd image store: create another with `docker buildx create --use`.
   *
   * @default []
   * @pattern ^type=(azblob|gha|inline|local|registry|s3)(,[a-z_-]+=[A-Za-z0-9_.:/@+-]+)*$
   * @maxLength 500
   * @allowed type=azblob, gha, inline, local, registry or s3 with its attributes, such as type=gha,mode=max
   * @fix write `type=` first and the attributes behind it, with commas and without blanks
   * @repeat true
   * @see https://docs.docker.com/build/cache/backends/
   */
  readonly cacheTo?: string[];

  /**
   * Whether each build asks the registry for a newer image behind the base's tag, instead of using the one that is
   * there.
   *
   * @default false
   */
  readonly pull?: boolean;
}
