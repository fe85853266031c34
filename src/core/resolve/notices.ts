import { DOCKERFILE, IGNORE_FILE } from '../constants';
import type { FastApiContainerOptions } from '../options';
import type { Notice, ResolvedApp } from '../app/resolved';
import { fileNotices } from '../image/files-there';
import { ownDockerfileNotices } from '../image/own-dockerfile';
import { ownMetadataNotices } from '../image/own-metadata';
import { pushProblem } from '../image/registry';
import { joinPath } from '../text/paths';
import type { Workspace } from '../workspace';
import { PYPROJECT_FILE, REQUIREMENTS_FILE } from '../constants';
import { leftBehindNotices } from '../data/left-behind';
import { frameworkNotice } from '../dependencies/framework-notice';
import { uvIndexNotice } from '../dependencies/uv-index-notice';
import { usesUv } from '../dependencies/uv-project';
import { orchestratorNotices, sampleNotices } from '../orchestrators/notices';
import { withoutEffectNotices } from '../seams/without-effect';
import { serverOf } from '../servers';
import { logLevelHidesRequests } from '../servers/log-level';

/** Requests that a health check, a probe and a metrics scraper may need beside those of clients. */
const HEADROOM = 10;

/** What is legal about the options and worth a second thought: told once per run, and no reason to fail. */
export function noticesOf(app: ResolvedApp, given: FastApiContainerOptions): Notice[] {
  const notices: Notice[] = [];
  const { caution } = serverOf(app);
  if (given.workerClass === 'uvicorn.workers.UvicornWorker') {
    const message = 'uvicorn.workers.UvicornWorker is deprecated: uvicorn_worker.UvicornWorker, its successor, is used';
    notices.push({ option: 'workerClass', message });
  }
  if (caution !== undefined) notices.push({ option: 'server', message: `${app.server} ${caution}` });
  if (given.accessLog === undefined && logLevelHidesRequests(app)) {
    const message = `there is no access log: uvicorn logs requests at level info, and this is ${app.logLevel}`;
    notices.push({ option: 'logLevel', message });
  }
  if (given.push !== undefined && pushProblem(app)) {
    const message = `names no registry, so that \`container-push\` fails: name one, such as registry.example.com/${app.image.name}`;
    notices.push({ option: 'image.name', message });
  }
  if (app.own.includes(IGNORE_FILE) && !app.own.includes(DOCKERFILE)) {
    const message =
      `${IGNORE_FILE} is yours and ${DOCKERFILE} follows the options: a file that yours keeps out cannot be copied, and ` +
      `the build fails. With "${DOCKERFILE}" in "own" both are yours`;
    notices.push({ option: 'own', message });
  }
  if (app.workers > 1) {
    const message =
      'each worker holds the whole application in memory, and an orchestrator sees only one container: under Kubernetes ' +
      'use one worker and more replicas; `docker stats` shows what they take';
    notices.push({ option: 'workers', message });
  }
  if (app.limits.concurrency !== undefined && app.limits.concurrency < HEADROOM) {
    const message =
      `the health check counts as one of ${String(app.limits.concurrency)}: under load it is refused, and the container ` +
      'turns unhealthy and is replaced; `docker inspect` shows its log under State.Health';
    notices.push({ option: 'limits.concurrency', message });
  }
  if (app.packageIndex.extraSecret !== undefined && !app.lock) {
    const message =
      'of two indexes pip takes the higher version, wherever it is: whoever claims the name of a package of yours on PyPI ' +
      'decides what you install. A lock prevents that; so does one index that passes PyPI on';
    notices.push({ option: 'packageIndex.extraSecret', message });
  }
  return [...notices, ...orchestratorNotices(app)];
}

/** The notices of an app, with those that its directory gives rise to. */
export function noticesAround(app: ResolvedApp, workspace: Workspace): readonly Notice[] {
  const found = [frameworkNotice(app, workspace), uvIndexNotice(app, workspace)].filter(
    (notice) => notice !== undefined,
  );
  return [
    ...app.notices,
    ...found,
    ...requirementsLeft(app, workspace),
    ...fileNotices(app, workspace),
    ...sampleNotices(app, workspace),
    ...ownDockerfileNotices(app, workspace),
    ...ownMetadataNotices(app, workspace),
    ...withoutEffectNotices(app, workspace),
    ...leftBehindNotices(app, workspace),
  ];
}

function requirementsLeft(app: ResolvedApp, { directory, read }: Workspace): Notice[] {
  if (!usesUv(app) || read(joinPath(directory, REQUIREMENTS_FILE)) === undefined) return [];
  const message = `${REQUIREMENTS_FILE} is there, and nothing here reads it: ${PYPROJECT_FILE} says what the app needs. Delete it, unless something else needs it`;
  return [{ option: 'dependencies', message }];
}
