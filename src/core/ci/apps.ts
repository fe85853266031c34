import { compareVersions } from '../text/versions';
import { normalizePath } from '../text/paths';
import { serviceImage } from '../orchestrators/compose/services';
import { neededServices, type NeededService } from '../orchestrators/needed-services';
import type { WorkspaceApp } from '../workspace/resolved';

/** A list as lines of text: one variable of a script. */
export function lines(list: readonly string[]): string {
  return list.join('\n');
}

/** The versions of Python that apps ask for. */
export function pythons(apps: readonly WorkspaceApp[]): string[] {
  return [...new Set(apps.map(({ app }) => app.python))].sort(compareVersions);
}

/** Directories of the Python libraries that apps use. */
export function libraries(apps: readonly WorkspaceApp[]): string[] {
  const paths = apps.flatMap(({ directory, app }) =>
    app.libraries.map(({ path }) => normalizePath(directory === '.' ? path : `${directory}/${path}`)),
  );
  return [...new Set(paths.filter((path) => path !== undefined))].sort();
}

/** Host of the registry in the name of an image. What names no host is on Docker Hub. */
export function registryHost(image: string): string {
  const [first = ''] = image.split('/');
  return image.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
}

/** Architectures besides that of the runners. */
export function foreignPlatforms(apps: readonly WorkspaceApp[]): string[] {
  const all = apps.flatMap(({ app }) => app.image.platforms);
  const names = all.filter((platform) => !platform.startsWith('linux/amd64')).map((name) => name.split('/')[1] ?? '');
  return [...new Set(names)].sort();
}

/** Apps that are tested beside the same services. */
export interface ServiceGroup {
  /** Such as `postgres-redis`. */
  readonly name: string;
  readonly services: readonly (NeededService & { readonly image: string })[];
  readonly apps: readonly WorkspaceApp[];
}

/** The apps that ask for services, by what they ask for: a group for the images of each. */
export function serviceGroups(apps: readonly WorkspaceApp[]): ServiceGroup[] {
  const groups = new Map<string, ServiceGroup>();
  const kinds: string[] = [];
  for (const place of apps) {
    const services = neededServices(place.app).map((service) => ({
      ...service,
      image: serviceImage(service.name, place.app.compose),
    }));
    if (services.length === 0) continue;
    const key = lines(services.map(({ image }) => image));
    const before = groups.get(key);
    if (before) {
      groups.set(key, { ...before, apps: [...before.apps, place] });
      continue;
    }
    const kind = services.map(({ name }) => name).join('-');
    const count = kinds.filter((each) => each === kind).length;
    kinds.push(kind);
    groups.set(key, { name: count === 0 ? kind : `${kind}-${String(count + 1)}`, services, apps: [place] });
  }
  return [...groups.values()];
}
