/** A local Python library that an app uses. */
export interface Library {
  /** Directory relative to that of the app, such as `../../libs/shared`. */
  readonly path: string;
  /** Name of the build context that brings it into the image build. */
  readonly context: string;
}

/** The path of a library in a form that no tool takes for a name: `./libs/shared` rather than `libs/shared`. */
export function relativeToApp({ path }: Library): string {
  return path.startsWith('../') ? path : `./${path}`;
}
