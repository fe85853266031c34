import type { ResolvedApp, ResolvedKubernetes } from '../../app/resolved';
import { withAddresses } from '../needed-services';
import { runtimeContract } from '../../app/runtime-contract';
import { saying } from '../saying';
import { HTTP, METRICS, progressSeconds } from './chain';
import { head, labels, NAME_LABEL, selector, type Head, type Subject } from './labels';
import { podSpec } from './pod';
import { route } from './route';

/** An object, and the name of its file. */
export interface KubernetesObject {
  /** Name of the file without its ending. */
  readonly file: string;
  readonly object: object;
}

/** What each file is for. */
export const OBJECT_FILES: Readonly<Record<string, string>> = {
  'service-account': 'the name under which the pods run, without a right to ask the cluster anything',
  service: 'the name and the port under which other pods reach the app',
  deployment: 'the pods, and how a new version takes the place of the old one',
  'pod-disruption-budget': 'how many pods may be taken away at once, for example when a machine is emptied',
  'network-policy': 'who may open connections to the pods',
  'migration-network-policy': 'that nobody opens connections to what is done before a new version starts',
  autoscaler: 'how many pods there are, by what they have to do',
  route: 'the way from outside of the cluster',
  'migration-job': 'what is done once before a new version starts',
  'service-monitor': 'that Prometheus collects the metrics',
};

function serviceAccount(subject: Subject): object {
  return { ...head('v1', 'ServiceAccount', subject), automountServiceAccountToken: false };
}

function service(subject: Subject): object {
  const port = { name: HTTP, port: subject.kubernetes.servicePort, targetPort: HTTP, protocol: 'TCP' };
  // A ServiceMonitor knows a port by its name in the Service alone.
  const monitored = subject.kubernetes.metricsPath === undefined ? undefined : subject.contract.metrics;
  const metrics = monitored ? [{ name: METRICS, port: monitored.port, targetPort: METRICS, protocol: 'TCP' }] : [];
  return {
    ...head('v1', 'Service', subject),
    spec: { type: 'ClusterIP', selector: selector(subject), ports: [{ ...port, appProtocol: 'http' }, ...metrics] },
  };
}

/** By these Prometheus finds pods that no ServiceMonitor tells it of. Collected both ways, all would count twice. */
function scrapeAnnotations({ contract: { metrics }, kubernetes }: Subject): Record<string, string> {
  if (!metrics || kubernetes.metricsPath !== undefined) return {};
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(metrics.port),
    'prometheus.io/path': metrics.path,
  };
}

function deployment(subject: Subject): object {
  const { kubernetes, contract } = subject;
  return {
    ...head('apps/v1', 'Deployment', subject),
    spec: saying({
      // Left out where it is the autoscaler's.
      replicas: kubernetes.autoscaling ? undefined : kubernetes.replicas,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: progressSeconds(contract),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: selector(subject) },
      template: {
        metadata: saying({
          labels: labels(subject),
          annotations: { ...scrapeAnnotations(subject), ...kubernetes.annotations },
        }),
        spec: podSpec(subject, 'serves'),
      },
    }),
  };
}

function disruptionBudget(subject: Subject): object {
  return {
    ...head('policy/v1', 'PodDisruptionBudget', subject),
    // One at a time, however many there are; a pod that does not work holds up nobody.
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selector(subject) },
    },
  };
}

/** The way out is open, and says so: what an app asks for is not known here. */
function networkPolicy(subject: Subject): object {
  return {
    ...head('networking.k8s.io/v1', 'NetworkPolicy', subject),
    spec: {
      podSelector: { matchLabels: selector(subject) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          ports: [HTTP, ...(subject.contract.metrics ? [METRICS] : [])].map((port) => ({ port, protocol: 'TCP' })),
        },
      ],
      egress: [{}],
    },
  };
}

function migrationHead(apiVersion: string, kind: string, { contract, kubernetes }: Subject): Head {
  const name = `${contract.name}-migrate`;
  return head(apiVersion, kind, { contract: { ...contract, name }, kubernetes });
}

function migrationNetworkPolicy(subject: Subject): object {
  const policy = migrationHead('networking.k8s.io/v1', 'NetworkPolicy', subject);
  return {
    ...policy,
    spec: {
      podSelector: { matchLabels: { [NAME_LABEL]: policy.metadata.name } },
      // No rule for what comes in, so that nothing does. An empty list would be a change at each apply.
      policyTypes: ['Ingress', 'Egress'],
      egress: [{}],
    },
  };
}

function autoscaler(subject: Subject, { min, max, cpu }: NonNullable<ResolvedKubernetes['autoscaling']>): object {
  return {
    ...head('autoscaling/v2', 'HorizontalPodAutoscaler', subject),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: subject.contract.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  };
}

/** What a Job cannot change it has made anew: Argo CD and Flux are told so, `kubernetes-apply` gives it another name. */
function migrationJob(subject: Subject, seconds: number): object {
  const { metadata, ...kind } = migrationHead('batch/v1', 'Job', subject);
  return {
    ...kind,
    metadata: {
      ...metadata,
      annotations: {
        'argocd.argoproj.io/hook': 'PreSync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        'kustomize.toolkit.fluxcd.io/force': 'enabled',
      },
    },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: seconds,
      ttlSecondsAfterFinished: 86400,
      template: { metadata: { labels: metadata.labels }, spec: podSpec(subject, 'migrates') },
    },
  };
}

function serviceMonitor(subject: Subject, path: string): object {
  return {
    ...head('monitoring.coreos.com/v1', 'ServiceMonitor', subject),
    spec: {
      selector: { matchLabels: selector(subject) },
      endpoints: [{ port: subject.contract.metrics ? METRICS : HTTP, path }],
    },
  };
}

/** The objects of an app, a file each. */
export function kubernetesObjects(app: ResolvedApp, kubernetes: ResolvedKubernetes): KubernetesObject[] {
  const subject: Subject = { contract: withAddresses(runtimeContract(app), app, kubernetes.env), kubernetes };
  const { autoscaling, metricsPath } = kubernetes;
  const migrates = app.migration.command.length > 0;
  const open = kubernetes.networkPolicy === 'none';
  const objects: Readonly<Record<string, object | undefined>> = {
    'service-account': serviceAccount(subject),
    service: service(subject),
    deployment: deployment(subject),
    'pod-disruption-budget': disruptionBudget(subject),
    'network-policy': open ? undefined : networkPolicy(subject),
    'migration-network-policy': open || !migrates ? undefined : migrationNetworkPolicy(subject),
    autoscaler: autoscaling && autoscaler(subject, autoscaling),
    route: kubernetes.route && route(subject, kubernetes.route, app.rootPath),
    'migration-job': migrates ? migrationJob(subject, app.migration.timeout) : undefined,
    'service-monitor': metricsPath === undefined ? undefined : serviceMonitor(subject, metricsPath),
  };
  return Object.entries(objects).flatMap(([file, object]) => (object ? [{ file, object }] : []));
}
