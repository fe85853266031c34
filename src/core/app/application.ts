import { joinPath } from '../text/paths';

/** What an import string says about where the application lies. */
export interface Application {
  /** The import string without a factory's `()`, such as `orders.main:create_app`. */
  readonly importString: string;
  /** Dotted module, such as `orders.main`. */
  readonly module: string;
  /** Name in the module, such as `app`. */
  readonly attribute: string;
  /** Whether the attribute is a factory that the server calls. */
  readonly factory: boolean;
  /** Top-level package, such as `orders`; undefined for a flat app, whose modules lie in the app's directory itself. */
  readonly package: string | undefined;
  /** Prefix of absolute imports between the app's modules: `orders.`, or nothing for a flat app. */
  readonly prefix: string;
  /** Directory of the Python source relative to the app, `.` for a flat app. */
  readonly sourceDir: string;
  /** Directory that imports start from, relative to the app, `.` for its own. */
  readonly root: string;
  /** What of the app's directory is the source in the image: the source root, the package, or `.` for all of it. */
  readonly copied: string;
  /** Path of the module's file relative to the app, such as `orders/main.py`. */
  readonly entryFile: string;
}

/**
 * Takes an import string apart. It must have the form that the options schema demands.
 *
 * @param root directory that it starts from, relative to the app
 */
export function parseApplication(app: string, root = '.'): Application {
  const factory = app.endsWith('()');
  const importString = factory ? app.slice(0, -2) : app;
  const [module = '', attribute = ''] = importString.split(':');
  const segments = module.split('.');
  const topLevel = segments.length > 1 ? segments[0] : undefined;
  return {
    importString,
    module,
    attribute,
    factory,
    package: topLevel,
    prefix: topLevel === undefined ? '' : `${topLevel}.`,
    root,
    sourceDir: topLevel === undefined ? root : joinPath(root, topLevel),
    copied: root === '.' ? (topLevel ?? '.') : root,
    entryFile: joinPath(root, `${segments.join('/')}.py`),
  };
}
