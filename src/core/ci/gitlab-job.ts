import { UV_REQUIREMENT } from '../python/packages';
import { titled } from '../text/yaml-document';
import type { WorkspaceApp } from '../workspace/resolved';
import { pythons } from './apps';
import type { Step } from './steps';
import { JOB_IMAGES, KUBECTL_RELEASE } from './tools';

/** A part of a pipeline. */
export type Yaml = Readonly<Record<string, unknown>>;

/** A text as GitLab takes it for itself: it would replace what looks like a variable. */
function plain(value: string): string {
  return value.replaceAll('$', '$$$$');
}

/** The scripts and variables of steps, as members of a job. The name of each step stands above its lines. */
export function worded(steps: readonly Step[], more: Yaml = {}): Yaml {
  const own = steps.flatMap(({ env = {} }) => Object.entries(env).map(([name, value]) => [name, plain(value)]));
  const variables = { ...more, ...(Object.fromEntries(own) as Yaml) };
  const script = steps.map(({ name, run }) => titled(run.length === 1 ? run[0] : `${run.join('\n')}\n`, name));
  return { ...(Object.keys(variables).length === 0 ? {} : { variables }), script };
}

/** The versions of Python that apps ask for: the image of Node has one of its own alone. */
export function getPythons(apps: readonly WorkspaceApp[]): Step {
  return {
    name: 'Get the versions of Python',
    run: [
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-pip',
      `pip install --quiet --break-system-packages --root-user-action=ignore ${UV_REQUIREMENT}`,
      `uv python install ${pythons(apps).join(' ')}`,
    ],
  };
}

/** The client of Docker, by the repository of Docker itself. */
export const GET_DOCKER: Step = {
  name: 'Get the client of Docker',
  run: [
    'curl --fail --silent --show-error --location --output /etc/apt/keyrings/docker.asc https://download.docker.com/linux/debian/gpg',
    "release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)",
    'echo "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian $release stable" > /etc/apt/sources.list.d/docker.list',
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends docker-ce-cli docker-buildx-plugin',
  ],
};

/** kubectl, by the repository of Kubernetes itself. */
export const GET_KUBECTL: Step = {
  name: 'Get kubectl',
  run: [
    `curl --fail --silent --show-error --location --output /etc/apt/keyrings/kubernetes.asc https://pkgs.k8s.io/core:/stable:/${KUBECTL_RELEASE}/deb/Release.key`,
    `echo "deb [signed-by=/etc/apt/keyrings/kubernetes.asc] https://pkgs.k8s.io/core:/stable:/${KUBECTL_RELEASE}/deb/ /" > /etc/apt/sources.list.d/kubernetes.list`,
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends kubectl',
  ],
};

/** Programs that are installed for the user are found. */
export const OWN_PROGRAMS: Step = {
  name: 'Find what is installed below',
  run: ['export PATH="$HOME/.local/bin:$PATH"'],
};

/** How a job reaches the engine of Docker that runs beside it. */
export const WITH_DOCKER = {
  services: [{ name: JOB_IMAGES.docker, alias: 'docker' }],
  variables: {
    DOCKER_HOST: 'tcp://docker:2376',
    DOCKER_TLS_CERTDIR: '/certs',
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: '/certs/client',
  },
} as const;
