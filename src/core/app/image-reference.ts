import type { ResolvedApp } from './resolved';
import { serviceName } from './service-name';

/** Name of the image of an app that names none: `acme-orders` for `@acme/orders`. */
export function imageNameOf(app: string): string {
  return serviceName({ name: app });
}

/**
 * The name under which an image is built, pushed and run.
 *
 * @param name what the options call it, or the app
 * @param registry what is put in front of a name that names no registry
 */
export function withRegistry(name: string, registry: string | undefined): string {
  return registry === undefined || name.includes('/') ? name : `${registry}/${name}`;
}

/** The image under each of its tags. */
export function references({ image }: { readonly image: Pick<ResolvedApp['image'], 'name' | 'tags'> }): string[] {
  return image.tags.map((tag) => `${image.name}:${tag}`);
}

/** The reference that is run, scanned and reported: that with the first tag. */
export function mainReference(app: ResolvedApp): string {
  return references(app)[0] ?? app.image.name;
}
