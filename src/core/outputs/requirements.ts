import { DOCKERFILE, REQUIREMENTS_FILE } from '../constants';
import { requirement, requirementOf, type PackageName, type Requirement } from '../python/packages';
import type { ResolvedApp } from '../app/resolved';
import { cachePackages } from '../cache/cache';
import { databasePackages } from '../data/database';
import { observabilityPackages } from '../observability/packages';
import { serverOf } from '../servers';
import { serveCommand } from '../servers/server';
import { usesUv } from '../dependencies/uv-project';
import type { Output } from './output';

/** What options need besides the server. */
function asked(app: ResolvedApp): PackageName[] {
  return [
    ...(app.docs === 'bundled' ? (['fastapi-offline'] as const) : []),
    ...databasePackages(app),
    ...cachePackages(app),
    ...observabilityPackages(app),
  ];
}

/** What the image installs by itself: the framework and the chosen server. */
export function managedRequirements(app: ResolvedApp): Requirement[] {
  const names = ['fastapi', 'pydantic', 'pydantic-settings', ...serverOf(app).packages(app)] as const;
  return [...names, ...asked(app)].map(requirement);
}

/**
 * What no image of the app starts without. The application itself is the user's, and so is its framework's version. With a
 * Dockerfile of their own they choose the server's, too.
 */
export function neededRequirements(app: ResolvedApp): Requirement[] {
  if (app.own.includes(DOCKERFILE)) return [];
  const server = serverOf(app);
  const served = server.packages(app).map((name) => {
    // The launcher of several workers reaches into the server, and knows it only as it is today.
    const isSupervised = app.workers > 1 && server.usesLauncher?.(app) === true;
    return isSupervised ? requirement(name) : requirementOf(name, serveCommand(server, app));
  });
  return [{ ...requirement('fastapi'), anyVersion: true }, ...served, ...asked(app).map(requirement)];
}

/** The block of these in the requirements file. Anything else in it is the user's. */
export const requirements: Output = {
  about: 'the packages that the image installs',
  part: 'requirements',
  render: (app) =>
    usesUv(app)
      ? []
      : [
          {
            ownership: 'block',
            path: REQUIREMENTS_FILE,
            requirements: managedRequirements(app),
            needed: neededRequirements(app),
          },
        ],
};
