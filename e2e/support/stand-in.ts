import { join } from 'node:path';
import { docker, imageName } from './docker';
import { workspace, write } from './workspace';

/**
 * Base images that cannot be pulled everywhere (distroless, Docker Hardened Images, Chainguard) have traits in common: no
 * shell, no package manager, Python as entry point, user 65532. These are made of the official image, with the same.
 *
 * @param prefix where Python lies: /usr as in the real ones, or /usr/local as in the image that it is made of
 */
function dockerfile(python: string, prefix: '/usr' | '/usr/local'): string {
  return `FROM python:${python}-slim AS source
RUN mkdir -p /image/etc /image/home/nonroot /image${prefix}/bin \\
    && mkdir -m 1777 /image/tmp \\
    && cp -a /usr/lib /usr/lib64 /image/usr/ \\
    && ln -s usr/lib /image/lib && ln -s usr/lib64 /image/lib64 \\
    && mkdir -p /image${prefix}/lib \\
    && cp -a /usr/local/bin/python${python} /image${prefix}/bin/ \\
    && ln -s python${python} /image${prefix}/bin/python3 && ln -s python3 /image${prefix}/bin/python \\
    && cp -a /usr/local/lib/libpython3* /image/usr/lib/ \\
    && cp -a /usr/local/lib/python${python} /image${prefix}/lib/ \\
    && rm -r /image${prefix}/lib/python${python}/site-packages /image${prefix}/lib/python${python}/ensurepip \\
    && echo 'nonroot:x:65532:65532::/home/nonroot:/sbin/nologin' > /image/etc/passwd \\
    && echo 'nonroot:x:65532:' > /image/etc/group \\
    && chown 65532:65532 /image/home/nonroot
FROM scratch
COPY --from=source /image /
ENV PATH=/usr/local/bin:/usr/bin:/bin
USER 65532
WORKDIR /home/nonroot
ENTRYPOINT ["${prefix}/bin/python3"]
`;
}

/** The official image as an unprivileged user, as builders of the hardened families start. */
function builderDockerfile(python: string): string {
  return `FROM python:${python}-slim
USER 65532
ENTRYPOINT ["/usr/local/bin/python3"]
`;
}

function build(name: string, text: string): string {
  const directory = workspace('stand-in');
  write(join(directory, 'Dockerfile'), text);
  const image = `${imageName(name)}:1`;
  docker(['build', '--tag', image, directory]);
  return image;
}

/** Builds a base image without a shell. @returns its reference */
export function standIn(python: string, prefix: '/usr' | '/usr/local'): string {
  return build(`stand-in${prefix.replaceAll('/', '-')}`, dockerfile(python, prefix));
}

/** Builds a base image for installing packages that starts as another user than root. @returns its reference */
export function builderStandIn(python: string): string {
  return build('stand-in-builder', builderDockerfile(python));
}
