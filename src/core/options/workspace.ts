import type { CiService, DevcontainerEditor, PipelineCache, PipelineDeployment, TagScheme } from './values';

/** What the pipeline does beyond checks, tests and the build of the images. */
export interface PipelineOptions {
  /**
   * Branch whose images are pushed and deployed. Of a proposed change they are built only; a branch without one starts nothing.
   *
   * @default "main"
   * @pattern ^[A-Za-z0-9_][A-Za-z0-9_-]*([./][A-Za-z0-9_][A-Za-z0-9_-]*)*$
   * @maxLength 100
   * @allowed the name of a branch, such as main or release/2.x, of letters, digits and `_./-`
   * @fix write the name alone, without refs/heads/ and origin/
   */
  readonly branch?: string;

  /**
   * Where the layers of a build are kept for the next one: `registry` keeps them beside the image, under the tag
   * `buildcache`; `none` builds each image anew.
   *
   * @default "registry"
   * @see https://docs.docker.com/build/cache/backends/registry/
   */
  readonly cache?: PipelineCache;

  /**
   * Whether each image is scanned for known vulnerabilities with Trivy before it is pushed.
   *
   * @default true
   */
  readonly scan?: boolean;

  /**
   * Whether a bill of materials and the provenance are pushed with each image: what is in it, and what it was built from.
   *
   * @default true
   * @see https://docs.docker.com/build/metadata/attestations/
   */
  readonly attest?: boolean;

  /**
   * What becomes of an image that was pushed: `kubernetes` applies the overlay with its digest to the cluster;
   * `pull-request` proposes a change that enters the digest into the overlay, for Argo CD, Flux or a person. Of apps without
   * `kubernetes` nothing is deployed.
   *
   * @default "none"
   */
  readonly deploy?: PipelineDeployment;

  /**
   * Overlay of `kubernetes/overlays` that is deployed.
   *
   * @default "production"
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$
   * @maxLength 60
   * @allowed the name of a directory in kubernetes/overlays, of lower-case letters, digits and hyphens
   */
  readonly overlay?: string;

  /**
   * Minutes after which a job is stopped that has not ended.
   *
   * @default 30
   * @minimum 5
   * @maximum 360
   * @asType integer
   */
  readonly timeout?: number;
}

/** What the container has in which people develop. */
export interface DevelopmentOptions {
  /**
   * Image that it is made from. It has to have Python, Git, sudo and a user called `vscode`, as those of the
   * specification have.
   *
   * @default - mcr.microsoft.com/devcontainers/python, with the highest `python` of the apps
   * @pattern ^[a-z0-9]([a-z0-9._:/@-]*[a-z0-9])?$
   * @maxLength 255
   * @allowed the reference of an image, such as mcr.microsoft.com/devcontainers/python:3.13
   * @fix write registry, name, and tag or digest
   */
  readonly image?: string;

  /**
   * Further features, by their reference, each with the version that is wanted: `{ "ghcr.io/devcontainers/features/go:1":
   * "1.24" }`. Node and Docker are there already.
   *
   * @default {}
   * @keyPattern ^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$
   * @keyMaxLength 200
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._+-]*$
   * @maxLength 60
   * @allowed references of features, such as ghcr.io/devcontainers/features/go:1, each with a version or latest
   * @fix name the feature with its registry, and its version as a text; latest if any will do
   * @see https://containers.dev/features
   */
  readonly features?: Record<string, string>;

  /**
   * Further extensions of the editor, by their ids.
   *
   * @default []
   * @pattern ^[A-Za-z0-9][A-Za-z0-9-]*\.[A-Za-z0-9][A-Za-z0-9._-]*$
   * @maxLength 120
   * @allowed ids of extensions, such as dbaeumer.vscode-eslint
   * @fix write publisher, a dot and the name, as the marketplace shows it
   */
  readonly extensions?: string[];
}

/** The compose file of the workspace: there are no options yet, and the group switches it on. */
export interface WorkspaceComposeOptions {
  /**
   * Apps that it leaves out, by their directories. Of the others each that has `compose` itself is in it.
   *
   * @default []
   * @maxLength 250
   * @allowed directories of apps, relative to the root, such as apps/orders
   */
  readonly exclude?: string[];
}

/** What holds for the whole workspace: the files that its apps share, and what they have in common. */
export interface FastApiContainerWorkspaceOptions {
  /**
   * Name of the workspace, after which its compose projects are called on a machine: two checkouts with one name would stop
   * what the other has started.
   *
   * @default - that of the package.json at the root
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 40
   * @allowed lower-case letters, digits and hyphens, a letter first, such as acme-shop
   */
  readonly name?: string;

  /**
   * Registry that the images of all apps go to, and what is in front of their names there: an app `orders` builds
   * `ghcr.io/acme/orders`. It is the default of `image.registry` of each app.
   *
   * @default - none
   * @pattern ^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$
   * @maxLength 150
   * @allowed the host of a registry, with its port and the path to the images, such as ghcr.io/acme, in lower case
   * @fix write it without https://, without a tag, and without a slash at the end
   * @often true
   */
  readonly registry?: string;

  /**
   * Tag that the pipeline gives to what it pushes, beside the digest by which it is deployed: `commit` is the commit,
   * shortened to twelve characters; `date-commit` has the day of the commit before it, so that tags sort by age; `branch` is
   * the name of the branch, which the next image takes over.
   *
   * @default "commit"
   */
  readonly tags?: TagScheme;

  /**
   * Version of Node in the pipeline and in the devcontainer.
   *
   * @default "24"
   * @pattern ^[0-9]+(\.[0-9]+){0,2}$
   * @maxLength 20
   * @allowed a version of Node from 20 on, such as 24 or 24.1.0
   * @fix write it as a text, in quotes: "24"
   */
  readonly node?: string;

  /**
   * `compose.yaml` at the root, which includes those of the apps, so that all of them run side by side. The group switches
   * it on, also when it is empty.
   *
   * @default - none
   * @group true
   */
  readonly compose?: WorkspaceComposeOptions;

  /**
   * Whose pipeline checks, tests, builds, scans, pushes and deploys the apps: `.github/workflows/containers.yml` for
   * `github`, `.gitlab-ci.yml` for `gitlab`.
   *
   * @default "none"
   * @often true
   */
  readonly ci?: CiService;

  /**
   * How the pipeline works.
   *
   * @default - see the single values
   */
  readonly pipeline?: PipelineOptions;

  /**
   * Container in which people develop, with the services that the apps ask for: `.devcontainer`, as Visual Studio Code,
   * JetBrains' editors and GitHub Codespaces take it.
   *
   * @default "none"
   * @see https://containers.dev
   * @often true
   */
  readonly devcontainer?: DevcontainerEditor;

  /**
   * What is in that container.
   *
   * @default - see the single values
   */
  readonly development?: DevelopmentOptions;

  /**
   * Managed files that you have taken over, as paths from the root, such as `.gitlab-ci.yml`: they are never written again,
   * and `check` reports without failing how they differ from what would be generated.
   *
   * @default []
   */
  readonly own?: string[];
}
