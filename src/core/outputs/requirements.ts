import { REQUIREMENTS_FILE } from '../constants';
import { requirement, type PackageName, type Requirement } from '../python/packages';
import type { ResolvedApp } from '../app/resolved';
import { cachePackages } from '../cache/cache';
import { databasePackages } from '../data/database';
import { observabilityPackages } from '../observability/packages';
import { serverOf } from '../servers';
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

/** What no image of the app starts without. The application itself is the user's, and so is its framework's version. */
export function neededRequirements(app: ResolvedApp): Requirement[] {
  const names = [...serverOf(app).packages(app), ...asked(app)];
  return [{ ...requirement('fastapi'), anyVersion: true }, ...names.map(requirement)];
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
