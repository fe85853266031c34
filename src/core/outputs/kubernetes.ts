import { serviceName } from '../app/service-name';
import type { ResolvedApp } from '../app/resolved';
import { KUBERNETES_DIRECTORY } from '../constants';
import { NAME_LABEL } from '../orchestrators/kubernetes/labels';
import { OBJECT_FILES, kubernetesObjects } from '../orchestrators/kubernetes/objects';
import { withHeader } from '../text/managed-file';
import { joinPath } from '../text/paths';
import { toYaml } from '../text/yaml';
import { formerName } from './former-name';
import type { ManagedFile, Output } from './output';
import { renderTemplate } from './templates';

const BASE = joinPath(KUBERNETES_DIRECTORY, 'base');

/** What tells kustomize which objects the base is made of. */
const KUSTOMIZATION = joinPath(BASE, 'kustomization.yaml');

/** Other names of it: kustomize refuses a directory with two of them. */
const OTHER_KUSTOMIZATIONS = ['kustomization.yml', 'Kustomization'].map((file) => joinPath(BASE, file));

function managed(file: string, content: object): ManagedFile {
  return { ownership: 'managed', path: joinPath(BASE, `${file}.yaml`), content: withHeader(toYaml(content)) };
}

/** The first overlay. */
const OVERLAY = joinPath(KUBERNETES_DIRECTORY, 'overlays/production/kustomization.yaml');

const DEPLOYMENT = joinPath(BASE, 'deployment.yaml');

/** Kinds of objects that every cluster knows. */
const KINDS = [
  'deployment',
  'service',
  'serviceaccount',
  'poddisruptionbudget',
  'networkpolicy',
  'horizontalpodautoscaler',
  'ingress',
  'job',
  'configmap',
];

/** The command that removes what was applied under a name. Of a kind that a cluster does not know it would fail. */
function deletion(name: string, { kubernetes }: ResolvedApp): string {
  const routes = kubernetes?.route?.kind === 'httpRoute' ? ['httproute'] : [];
  const monitors = kubernetes?.metricsPath === undefined ? [] : ['servicemonitor'];
  const kinds = [...KINDS, ...routes, ...monitors].join(',');
  return `kubectl delete ${kinds} --namespace=<namespace> --selector='${NAME_LABEL} in (${name}, ${name}-migrate)'`;
}

/** Whether a kustomization lists a file beside it. */
function isListed(text: string, path: string): boolean {
  const file = path.startsWith(`${BASE}/`) ? path.slice(BASE.length + 1) : undefined;
  return file !== undefined && text.split(/\r?\n/).some((line) => line.trim() === `- ${file}`);
}

function base(app: ResolvedApp): ManagedFile[] {
  if (!app.kubernetes) return [];
  const objects = kubernetesObjects(app, app.kubernetes);
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: objects.map(({ file }) => `${file}.yaml`),
  };
  return [managed('kustomization', kustomization), ...objects.map(({ file, object }) => managed(file, object))];
}

/** The app as Kubernetes runs it, whatever the cluster. */
export const kubernetesBase: Output = {
  about: 'the app as Kubernetes runs it, an object a file',
  part: 'orchestration',
  render: base,
  former: () => ['kustomization', ...Object.keys(OBJECT_FILES)].map((file) => joinPath(BASE, `${file}.yaml`)),
  leaves: (app, gone) => {
    const name = formerName(DEPLOYMENT, /^metadata:\n {2}name: ([a-z0-9-]+)$/m, gone);
    if (name === undefined) return undefined;
    const overlays =
      gone.after === undefined ? `, and overlays such as ${OVERLAY}, which are yours, have no base any more` : '';
    return `What is in the cluster as ${name} goes on${overlays}. To remove it, with the namespace that it is in: ${deletion(name, app)}`;
  },
  neighbours: {
    // In a directory that a person has made, what their kustomization does not name would only lie about.
    goWith: { path: KUSTOMIZATION, when: 'beside ours' },
    hide: { [KUSTOMIZATION]: OTHER_KUSTOMIZATIONS },
    // A kustomization that names what is not there cannot be built.
    name: (text, path) => /^kind:\s*Kustomization\s*$/m.test(text) && isListed(text, path),
    yieldTo: `write what no option says as a patch into an overlay, such as ${OVERLAY}: that is yours`,
  },
  hints: [
    { line: /^\s*replicas:/, option: 'kubernetes.replicas' },
    { line: /^\s*image:/, option: 'image.name' },
    { line: /^\s*(?:cpu|memory|ephemeral-storage|limits|requests):/, option: 'resources' },
    { line: /^\s*(?:env|envFrom|- name):/, option: 'kubernetes.env' },
    { line: /^\s*(?:httpGet|path|periodSeconds|failureThreshold|timeoutSeconds):/, option: 'health' },
    { line: /^\s*terminationGracePeriodSeconds:/, option: 'timeouts.stop' },
    { line: /^\s*(?:labels|annotations):/, option: 'kubernetes.labels' },
  ],
};

/** What differs in one place where the app runs: a first version, then the user's. */
export const kubernetesOverlay: Output = {
  about: 'what is different in production: the namespace, the version, whatever the options lack',
  part: 'orchestration',
  group: 'kubernetes',
  render: (app, templates) =>
    app.kubernetes
      ? [
          {
            ownership: 'seed',
            path: OVERLAY,
            content: renderTemplate(templates, OVERLAY, { namespace: serviceName(app) }),
          },
        ]
      : [],
};
