import type { Provenance, PushTarget } from './values';

/** What `container-push` sends to the registry. */
export interface PushOptions {
  /**
   * What will run the image. `lambda` is AWS Lambda, which takes a single image for one platform and rejects an index:
   * attestations and several platforms are refused for it.
   *
   * @default "registry"
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
   */
  readonly target?: PushTarget;

  /**
   * Whether a software bill of materials is attached, as SPDX. Docker's own builder refuses that unless it uses the
   * containerd image store: create another with `docker buildx create --use`. The generator is an image of its own,
   * which the builder pulls.
   *
   * @default false
   * @see https://docs.docker.com/build/metadata/attestations/sbom/
   */
  readonly sbom?: boolean;

  /**
   * How much is attached about how the image was built, as SLSA provenance. `max` tells build arguments too. For the
   * builder the same holds as for `push.sbom`.
   *
   * @default "none"
   * @see https://docs.docker.com/build/metadata/attestations/slsa-provenance/
   */
  readonly provenance?: Provenance;
}
