import type { ImageBytecode, ImageVariant } from './values';

/** Debian packages of each stage. */
export interface ImageAptPackages {
  /**
   * Debian packages that installing the Python packages needs, such as compilers. They are not in the final image.
   *
   * @default []
   * @pattern ^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$
   * @maxLength 120
   * @allowed names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1
   * @fix name one package per item, as `apt-cache search` prints it
   */
  readonly builder?: string[];

  /**
   * Debian packages that the running application needs, such as shared libraries.
   *
   * @default []
   * @pattern ^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$
   * @maxLength 120
   * @allowed names of Debian packages, each with a version behind `=` if it has to be that one, such as gcc or libpq5=17.6-0+deb13u1
   * @fix name one package per item, as `apt-cache search` prints it
   */
  readonly runtime?: string[];
}

/** Further Dockerfile lines of each stage. */
export interface ImageExtraLines {
  /**
   * Instructions that run before the Python packages are installed. Nothing of this stage but the virtual environment
   * gets into the final image.
   *
   * @default []
   * @pattern ^[A-Z]+ (?:[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$
   * @maxLength 2000
   * @allowed one RUN, COPY, ADD, ENV or ARG instruction per item, on one line
   * @fix write the instruction in capitals, then a space and its arguments; join commands with `&&`
   * @repeat true
   */
  readonly builder?: string[];

  /**
   * Instructions of the final image. They run as root, before the Python packages and the application are copied in.
   *
   * @default []
   * @pattern ^[A-Z]+ (?:[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$
   * @maxLength 2000
   * @allowed one RUN, COPY, ADD, ENV or ARG instruction per item, on one line
   * @fix write the instruction in capitals, then a space and its arguments; join commands with `&&`
   * @repeat true
   */
  readonly runtime?: string[];
}

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
   * @often true
   */
  readonly name?: string;

  /**
   * Registry that the image goes to, with the path to it: it is put in front of a name that names none. That of the
   * workspace holds for all of its apps.
   *
   * @default - `registry` of the workspace, if there is one
   * @pattern ^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$
   * @maxLength 150
   * @allowed the host of a registry, with its port and the path to the images, such as ghcr.io/acme, in lower case
   * @fix write it without https://, without a tag, and without a slash at the end
   */
  readonly registry?: string;

  /**
   * Family of the base images. `slim` is Debian with a shell. The others have neither a shell nor a package manager:
   * `distroless` is Google's and has Python 3.13 only, `dhi` are Docker Hardened Images, which need `docker login
   * dhi.io`, and `chainguard` needs digests or an image of your own organisation, since its free ones have no version.
   * These three cannot be pulled where this package is tested: its tests build them on a stand-in with the same traits.
   *
   * @default "slim"
   * @fix take one of the allowed families; any other image can be given as "base"
   */
  readonly variant?: ImageVariant;

  /**
   * Base image of the final stage, and where the variant has no other, of the stage that installs the packages. Its
   * Python decides what runs in the container.
   *
   * @default - what the variant is based on: `python:<python>-slim` (glibc, so that wheels install as they are), `gcr.io/distroless/python3-debian13:nonroot`, `dhi.io/python:<python>`, `cgr.dev/chainguard/python:latest`
   * @pattern ^([a-z0-9]+([.-]+[A-Za-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?(@sha256:[a-f0-9]{64})?$
   * @maxLength 300
   * @allowed an image reference with a tag or digest, such as python:3.13-slim-trixie
   * @fix name the image with an explicit tag or digest; `latest` changes under you
   * @see https://hub.docker.com/_/python
   */
  readonly base?: string;

  /**
   * Base image of the stage that installs the packages. It needs a shell, pip and the same Python as the final one, on
   * a system that is not newer.
   *
   * @default - the same as the final stage's; with the variants without a shell `python:3.13-slim-trixie`, `dhi.io/python:<python>-dev`, `cgr.dev/chainguard/python:latest-dev`
   * @pattern ^([a-z0-9]+([.-]+[A-Za-z0-9]+)*(:[0-9]+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?(@sha256:[a-f0-9]{64})?$
   * @maxLength 300
   * @allowed an image reference with a tag or digest, such as python:3.13-slim-trixie
   * @fix name the image with an explicit tag or digest; `latest` changes under you
   */
  readonly builderBase?: string;

  /**
   * Digest that the base image of the final stage must have. It pins every byte of it, vulnerabilities included: let a bot raise it.
   *
   * @default - none: the newest image of the tag
   * @pattern ^sha256:[a-f0-9]{64}$
   * @maxLength 71
   * @allowed sha256: and 64 hexadecimal digits, as `docker buildx imagetools inspect` prints them
   * @fix copy the digest of the image index, so that it fits every architecture
   */
  readonly digest?: string;

  /**
   * Number of the user, and of the group, that the container runs as. Never root, and a number rather than a name, so
   * that Kubernetes can tell.
   *
   * @default - 10001; with the variants without a shell 65532, which is their own unprivileged user
   * @minimum 1
   * @maximum 2147483647
   * @asType integer
   * @fix choose any number but 0: the image needs no entry in /etc/passwd
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly user?: number;

  /**
   * Debian packages to install, without those that they only recommend. Debian serves one version of a package at a
   * time, so that a version given here must be raised with Debian's.
   *
   * @default - none
   */
  readonly aptPackages?: ImageAptPackages;

  /**
   * Environment variables of the running container, for settings that are the same everywhere. A secret has no place
   * in an image: whoever can pull it can read it.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^(?:[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$
   * @maxLength 2000
   * @allowed texts without line breaks and control characters, by names of letters, digits and `_`
   * @fix give each variable a name such as APP_REGION and a text of one line
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Labels of the image, in addition to those that follow from the options: title, base, time and revision.
   *
   * @default {}
   * @keyPattern ^[a-z][a-z0-9]*([.-][a-z0-9]+)*$
   * @keyMaxLength 200
   * @pattern ^(?:[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$
   * @maxLength 2000
   * @allowed texts without line breaks and control characters, by keys such as org.opencontainers.image.description or com.example.team
   * @fix write keys in lower case letters and digits, joined by single `.` or `-`
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Further files and directories to copy into the image, besides the source, such as migrations or templates that lie
   * beside it. They lie in the same places below the work directory. Hidden files, environment files and certificates get
   * into an image only when they are named here, also those in the source: `orders/.well-known`. `.env` and private keys
   * never do.
   *
   * @default []
   * @pattern ^\.?[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*(/\.?[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)*$
   * @maxLength 200
   * @allowed paths below the app's directory, such as alembic.ini or migrations, of letters, digits and `._+@-`, no part starting with `-` or `..`
   * @fix give the path relative to the app's directory, with `/`, and without `..`
   */
  readonly files?: string[];

  /**
   * Further Dockerfile lines. What an option can say belongs in the option.
   *
   * @default - none
   */
  readonly extra?: ImageExtraLines;

  /**
   * Whether each build makes the application in the finished image, as the server does, and fails with whatever that
   * raises: a missing package, a setting without a value. It has no network. A rebuild after a code change
   * takes about twice as long with it.
   *
   * @default false
   */
  readonly check?: boolean;

  /**
   * Environment variables for `image.check` alone, in place of values that are only known when the container runs. They
   * stay readable in the history of the image: any value that lets the application start will do.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^(?:[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$
   * @maxLength 2000
   * @allowed texts without line breaks and control characters, by names of letters, digits and `_`
   * @fix give each variable a name such as APP_REGION and a text of one line
   */
  readonly checkEnv?: { readonly [name: string]: string };

  /**
   * What bytecode is baked in. The application starts faster from it, and its user cannot write any. With that of the
   * application too, one of forty modules starts in 0.9 times the time, and a rebuild after a code change takes a tenth
   * of a second longer: 1.4 times as long as with the Dockerfile of tutorials, against 1.0 times.
   *
   * @default "packages"
   */
  readonly bytecode?: ImageBytecode;

  /**
   * Whether debugging symbols are removed from compiled packages; crashes in these then have less to tell. It takes
   * httptools from 1.7 to 0.3 MB, uvloop from 15.6 to 1.9, asyncpg from 13 to 1.4, SQLAlchemy from 9 to 1.2; pydantic,
   * numpy and orjson have none. The tool for it comes from Debian and stays in the builder.
   *
   * @default false
   */
  readonly strip?: boolean;

  /**
   * Whether test suites (directories called `tests`) and type stubs are removed from the packages. It takes 43 MB from
   * pandas and 15 MB from numpy; the packages of a new app have none. A package may import its tests when it runs: use
   * `image.check` with it.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * Tags of the image. `container-run`, `container-scan` and `container-report` use the first.
   *
   * @default ["latest"]
   * @pattern ^[A-Za-z0-9_][A-Za-z0-9_.-]*$
   * @maxLength 128
   * @allowed tags of letters, digits, `_`, `.` and `-`, at most 128 characters, not starting with `.` or `-`
   * @fix name the tag alone, without the image's name and `:`
   */
  readonly tags?: string[];

  /**
   * Platforms that `container-push` builds for. `container-build` takes a single one as well; of several it builds
   * none but this machine's, which is what can be run here.
   *
   * @default []
   * @pattern ^linux/(386|amd64(/v[234])?|arm/v[567]|arm64(/v8)?|loong64|ppc64le|riscv64|s390x)$
   * @maxLength 40
   * @allowed platforms of Linux, such as linux/amd64 or linux/arm64
   * @fix write it as linux/<architecture>, as `docker buildx ls` does
   * @see https://docs.docker.com/build/building/multi-platform/
   */
  readonly platforms?: string[];
}
