import { DEV_PACKAGES, type PackageName } from '../python/packages';

/** What the task `debug` runs, whatever the server of the image. */
export const DEBUG_PACKAGES = ['debugpy', 'uvicorn'] as const satisfies readonly PackageName[];

/**
 * What developers are given on top of what the image installs. It does not depend on the server, which may change: the files
 * that name these are a person's from the first moment on.
 */
export const DEVELOPERS_PACKAGES: readonly PackageName[] = [...new Set([...DEV_PACKAGES, ...DEBUG_PACKAGES])].sort();
